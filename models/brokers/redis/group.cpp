// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/redis/group.h"

#include "models/brokers/redis/reader.h"

#include <algorithm>

namespace stormglass::redis {
namespace {

/// A tag tells the message, and which of its deliveries it was.
constexpr unsigned kBitsOfId = 40;

}  // namespace

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
        std::vector<std::uint64_t> tags;
        std::int64_t bytes = kSmallCommand;
        while (!m_new.empty() && static_cast<std::int64_t>(tags.size()) < m_server.settings.readCount) {
            bytes += m_new.front().message.size;
            tags.push_back(hand(m_new.takeFront()));
        }
        reader.answer(std::move(tags), bytes);
    }
}

std::uint64_t Group::hand(Entry entry)
{
    if (m_pending.empty())
        m_firstPending = entry.id;
    while (m_firstPending + m_pending.size() < entry.id)  // what was trimmed or lost before it was read
        m_pending.pushBack({.entry = {}, .deliveredAt = {}, .isGone = true});
    ++m_pendingCount;
    return deliver(m_pending.pushBack({std::move(entry), m_server.now()}));
}

/// Returns the tag of the delivery.
std::uint64_t Group::deliver(Pending& pending)
{
    pending.deliveredAt = m_server.now();
    return pending.entry.id | std::uint64_t{++pending.entry.deliveries} << kBitsOfId;
}

void Group::claim(Reader& reader)
{
    const spec::RedisStream& settings = m_stream.settings;
    std::vector<std::uint64_t> tags;
    std::int64_t bytes = kSmallCommand;
    for (std::size_t i = 0; i < m_pending.size() && static_cast<std::int64_t>(tags.size()) < settings.claimCount; ++i) {
        Pending& pending = m_pending[i];
        if (pending.isGone || m_server.now() < pending.deliveredAt + settings.minIdleTime)
            continue;
        if (pending.entry.id < m_stream.firstId) {
            lose(pending.entry, LossCause::Overflow);  // it is found to be deleted
            remove(pending);
        } else if (settings.maxDeliveries > 0 && pending.entry.deliveries >= static_cast<std::uint32_t>(settings.maxDeliveries)) {
            bury(pending.entry);
            remove(pending);
        } else {
            bytes += pending.entry.message.size;
            tags.push_back(deliver(pending));
        }
    }
    forgetGone();
    reader.claimed(std::move(tags), bytes);
}

const Entry* Group::find(std::uint64_t tag) const
{
    const std::uint64_t id = tag & ((std::uint64_t{1} << kBitsOfId) - 1);
    if (id < m_firstPending || id - m_firstPending >= m_pending.size())
        return nullptr;
    const Pending& pending = m_pending[id - m_firstPending];
    return pending.isGone ? nullptr : &pending.entry;
}

void Group::settle(std::uint64_t tag, Settlement settlement)
{
    const Entry* const entry = find(tag);
    if (settlement == Settlement::Requeue || m_server.master() == kNoNode || entry == nullptr)
        return;  // it stays pending
    Pending& pending = m_pending[entry->id - m_firstPending];
    if (settlement == Settlement::Acknowledge)
        m_stream.probe->acknowledged(m_server.now());
    else if (settlement == Settlement::LaidAside)
        m_stream.probe->deadLettered(m_server.now());
    else
        bury(pending.entry);
    remove(pending);
    forgetGone();
}

void Group::remove(Pending& pending)
{
    pending.entry = {};
    pending.isGone = true;
    --m_pendingCount;
}

void Group::forgetGone()
{
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
        remove(pending);
    }
    forgetGone();
}

void Group::clear()
{
    m_new.clear();
    m_pending.clear();
    m_pendingCount = 0;
    m_blocked.clear();
}

}  // namespace stormglass::redis
