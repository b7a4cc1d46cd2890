// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/redis/group.h"

#include "models/brokers/redis/reader.h"

#include <algorithm>

namespace stormglass::redis {

void Group::add(const Entry& entry)
{
    m_new.pushBack(entry);
    serve();
}

void Group::read(Reader& reader)
{
    m_blocked.push_back(&reader);
    serve();
}

void Group::forget(const Reader& reader)
{
    std::erase_if(m_blocked, [&](const Reader* blocked) { return blocked == &reader; });
}

void Group::serve()
{
    if (m_server.master() == kNoNode || m_stream.deniedReads > 0)
        return;
    for (std::size_t i = 0; i < m_blocked.size() && !m_new.empty();) {
        Reader& reader = *m_blocked[i];
        if (!m_server.isConnected(reader.host())) {
            ++i;
            continue;
        }
        m_blocked.erase(m_blocked.begin() + static_cast<std::ptrdiff_t>(i));
        std::vector<std::uint64_t> numbers;
        std::int64_t bytes = kSmallCommand;
        while (!m_new.empty() && static_cast<std::int64_t>(numbers.size()) < m_server.settings.readCount) {
            bytes += m_new.front().message.size;
            numbers.push_back(hand(m_new.takeFront()));
        }
        reader.answer(std::move(numbers), bytes);
    }
}

std::uint64_t Group::hand(Entry entry)
{
    ++entry.deliveries;
    ++m_pendingCount;
    m_pending.pushBack({std::move(entry), m_server.now()});
    return m_firstPending + m_pending.size() - 1;
}

void Group::claim(Reader& reader)
{
    const spec::RedisStream& settings = m_stream.settings;
    std::vector<std::uint64_t> numbers;
    std::int64_t bytes = kSmallCommand;
    const std::size_t before = m_pending.size();
    for (std::size_t i = 0; i < before && static_cast<std::int64_t>(numbers.size()) < settings.claimCount; ++i) {
        Pending& pending = m_pending[i];
        if (pending.isGone || m_server.now() < pending.deliveredAt + settings.minIdleTime)
            continue;
        Entry entry = std::move(pending.entry);
        pending.isGone = true;
        --m_pendingCount;
        if (entry.id < m_stream.firstId) {
            lose(entry, LossCause::Overflow);  // it is found to be deleted
        } else if (settings.maxDeliveries > 0 && entry.deliveries >= static_cast<std::uint32_t>(settings.maxDeliveries)) {
            bury(entry);
        } else {
            bytes += entry.message.size;
            numbers.push_back(hand(std::move(entry)));
        }
    }
    for (; !m_pending.empty() && m_pending.front().isGone; ++m_firstPending)
        m_pending.popFront();
    reader.claimed(std::move(numbers), bytes);
}

const Entry* Group::find(std::uint64_t number) const
{
    if (number < m_firstPending || number - m_firstPending >= m_pending.size())
        return nullptr;
    const Pending& pending = m_pending[number - m_firstPending];
    return pending.isGone ? nullptr : &pending.entry;
}

void Group::settle(std::uint64_t number, Settlement settlement)
{
    if (settlement == Settlement::Requeue || m_server.master() == kNoNode || find(number) == nullptr)
        return;  // it stays pending
    Pending& pending = m_pending[number - m_firstPending];
    const Entry entry = std::move(pending.entry);
    remove(pending);
    if (settlement == Settlement::Acknowledge)
        m_stream.probe->acknowledged(m_server.now());
    else if (settlement == Settlement::LaidAside)
        m_stream.probe->deadLettered(m_server.now());
    else
        bury(entry);
}

void Group::remove(Pending& pending)
{
    pending.isGone = true;
    --m_pendingCount;
    for (; !m_pending.empty() && m_pending.front().isGone; ++m_firstPending)
        m_pending.popFront();
}

/// Its consumer adds it to the dead letters and acknowledges it.
void Group::bury(const Entry& entry)
{
    Stream* const target = m_server.findStream(m_stream.settings.deadLetterChannel);
    if (target == nullptr) {
        lose(entry, LossCause::Discarded);
        return;
    }
    m_stream.probe->deadLettered(m_server.now());
    target->probe->produced(m_server.now(), target->groups.size());
    if (target->groups.empty())
        noteUnreadDeadLetter(entry.message);
    m_server.add(*target, entry.message);
}

void Group::lose(const Entry& entry, LossCause cause)
{
    noteLoss(entry.message, nameOf(cause));
    m_stream.probe->lost(m_server.now(), cause);
}

void Group::trimTo(std::uint64_t firstId)
{
    while (!m_new.empty() && m_new.front().id < firstId)
        lose(m_new.takeFront(), LossCause::Overflow);
}

void Group::loseAfter(SimTime addedBefore, LossCause cause)
{
    for (std::size_t left = m_new.size(); left > 0; --left) {
        Entry entry = m_new.takeFront();
        if (entry.addedAt > addedBefore)
            lose(entry, cause);
        else
            m_new.pushBack(std::move(entry));
    }
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        Pending& pending = m_pending[i];
        if (pending.isGone || pending.entry.addedAt <= addedBefore)
            continue;
        lose(pending.entry, cause);
        pending.entry = {};
        pending.isGone = true;
        --m_pendingCount;
    }
}

void Group::clear()
{
    m_new.clear();
    m_pending.clear();
    m_pendingCount = 0;
    m_blocked.clear();
}

}  // namespace stormglass::redis
