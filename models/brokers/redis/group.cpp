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

void Group::left(const Reader& reader)
{
    for (std::uint64_t id = m_pending.first(); id < m_pending.end(); ++id)
        if (Pending* const pending = m_pending.find(id); pending != nullptr && pending->entry.reader == reader.number())
            pending->entry.comeback.note(RedeliveryCause::ConsumerLost);
}

void Group::noteComeback(std::uint64_t tag, RedeliveryCause cause)
{
    if (Entry* const entry = find(tag); entry != nullptr && entry->deliveries == tag >> kBitsOfId)
        entry->comeback.note(cause);
}

void Group::serve()
{
    if (m_server.master() == kNoNode || m_stream.denials.reads > 0)
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
            tags.push_back(hand(m_new.takeFront(), reader));
        }
        reader.answer(std::move(tags), bytes);
    }
}

std::uint64_t Group::hand(Entry entry, const Reader& reader)
{
    m_pending.skipTo(entry.id);  // some were trimmed or lost before they were read
    return deliver(*m_pending.find(m_pending.add({std::move(entry), m_server.now()})), reader);
}

/// Returns the tag of the delivery.
std::uint64_t Group::deliver(Pending& pending, const Reader& reader)
{
    pending.deliveredAt = m_server.now();
    pending.entry.comeback.handedOut();
    pending.entry.reader = reader.number();
    return pending.entry.id | std::uint64_t{++pending.entry.deliveries} << kBitsOfId;
}

void Group::claim(Reader& reader)
{
    const spec::RedisStream& settings = m_stream.settings;
    std::vector<std::uint64_t> tags;
    std::int64_t bytes = kSmallCommand;
    const std::uint64_t end = m_pending.end();
    for (std::uint64_t id = m_pending.first(); id < end && static_cast<std::int64_t>(tags.size()) < settings.claimCount; ++id) {
        Pending* const pending = m_pending.find(id);
        if (pending == nullptr || m_server.now() < pending->deliveredAt + settings.minIdleTime)
            continue;
        if (id < m_stream.firstId) {
            lose(m_pending.take(id).entry, LossCause::Overflow);  // it is found to be deleted
        } else if (settings.maxDeliveries > 0 && pending->entry.deliveries >= static_cast<std::uint32_t>(settings.maxDeliveries)) {
            bury(m_pending.take(id).entry);
        } else {
            bytes += pending->entry.message.size;
            tags.push_back(deliver(*pending, reader));
        }
    }
    reader.claimed(std::move(tags), bytes);
}

Entry* Group::find(std::uint64_t tag)
{
    Pending* const pending = m_pending.find(tag & ((std::uint64_t{1} << kBitsOfId) - 1));
    return pending == nullptr ? nullptr : &pending->entry;
}

void Group::settle(std::uint64_t tag, Settlement settlement)
{
    const Entry* const pending = find(tag);
    if (settlement == Settlement::Requeue || m_server.master() == kNoNode || pending == nullptr)
        return;  // it stays pending
    const Entry entry = m_pending.take(pending->id).entry;
    if (settlement == Settlement::Acknowledge)
        m_stream.probe->acknowledged(m_server.now());
    else if (settlement == Settlement::LaidAside)
        m_stream.probe->deadLettered(m_server.now());
    else
        bury(entry);
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
    for (std::uint64_t id = m_pending.first(); id < m_pending.end(); ++id)
        if (const Pending* const pending = m_pending.find(id); pending != nullptr && pending->entry.addedAt > addedBefore)
            lose(m_pending.take(id).entry, cause);
}

void Group::clear()
{
    m_new.clear();
    m_pending.clear();
    m_blocked.clear();
}

}  // namespace stormglass::redis
