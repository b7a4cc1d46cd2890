// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far a subscription has come.
#include "models/brokers/pulsar/dispatcher.h"
#include "models/brokers/pulsar/inlet.h"

namespace stormglass::pulsar {

void Dispatcher::finish(std::uint64_t entry, Phase phase)
{
    giveBack(entry);
    m_partlyDone.erase(entry);
    if (State& state = stateOf(entry); state.phase < Phase::Acked && !state.isOutOfBooks)
        m_partition.handled(entry);
    stateOf(entry).phase = phase;
    if (phase != Phase::Gone)
        return;
    m_partition.release(entry);
    trim();
}

void Dispatcher::trim()
{
    for (; !m_states.empty() && m_states.front().phase == Phase::Gone; ++m_first)
        m_states.popFront();
    m_next = std::max(m_next, m_first);
}

bool Dispatcher::hasRoomAnywhere() const
{
    if (m_type < spec::PulsarSubscriptionType::Shared)
        return m_active != nullptr && hasRoom(*m_active);
    return std::ranges::any_of(m_inlets, [this](const Inlet* inlet) { return hasRoom(*inlet); });
}

/// Nobody asks for entries on behalf of consumers that could not take them.
void Dispatcher::waitForNew()
{
    if (m_lookout != Lookout::Read || !hasRoomAnywhere())
        return;
    const Duration delay = m_cluster.settings.newEntriesCheckDelay;
    m_lookout = delay > Duration{} ? Lookout::Pausing : Lookout::Notified;
    if (m_lookout == Lookout::Pausing)
        m_lookoutTimer.by(m_cluster.now() + delay);
}

void Dispatcher::checkForNewEntries()
{
    m_lookout = hasReadAll() ? Lookout::Notified : Lookout::Read;
    dispatch();
}

void Dispatcher::stopWaiting()
{
    m_lookout = Lookout::Read;
    m_lookoutTimer.cancel();
}

void Dispatcher::storePosition()
{
    const SimTime next = m_storedAt + Duration{static_cast<std::int64_t>(1e9 / m_cluster.settings.markDeleteRate)};
    if (m_cluster.now() >= next)
        persist();
    else
        m_storeTimer.by(next);
}

void Dispatcher::persist()
{
    m_storedAt = m_cluster.now();
    for (const std::uint64_t entry : m_unstored) {
        stateOf(entry).phase = Phase::Gone;
        m_partition.release(entry);
    }
    m_unstored.clear();
    trim();
}

void Dispatcher::serverLost()
{
    for (Inlet* inlet : std::exchange(m_inlets, {}))
        inlet->view.parked.clear();
    m_ranges.clear();
    m_holders.clear();
    m_again.clear();
    m_parked = 0;
    m_active = m_chosen = nullptr;
    ++m_activations;
    m_unstored.clear();
    m_storeTimer.cancel();
    stopWaiting();
    m_readUpTo = m_first;
    for (std::uint64_t entry = m_first; entry < m_first + m_states.size(); ++entry) {
        State& state = stateOf(entry);
        state.inlet = nullptr;
        state.redeliveries = 0;
        state.isOutOfBooks |= state.phase == Phase::Acked;
        if (state.phase == Phase::Sent || state.phase == Phase::Acked)
            state.comeback.note(RedeliveryCause::BrokerLost);
        if (state.phase != Phase::Gone)
            state.phase = Phase::Waiting;
        if (isThere(entry) && entry < m_next)
            m_again.insert(entry);
    }
}

void Dispatcher::lose(std::uint64_t entry, LossCause cause)
{
    if (isThere(entry) || (entry >= m_first && stateOf(entry).phase == Phase::Acked))
        drop(entry, cause);
}

/// An expiry has no cause.
void Dispatcher::drop(std::uint64_t entry, std::optional<LossCause> cause)
{
    if (stateOf(entry).phase == Phase::Acked) {
        std::erase(m_unstored, entry);
        finish(entry, Phase::Gone);
        return;
    }
    const Batch& batch = *m_partition.find(entry)->batch;
    const std::uint64_t left = countLeft(entry);
    for (std::uint32_t i = 0; left > 0 && i < batch.publishes.size(); ++i)
        if (!isDone(entry, i))
            noteLoss(batch.publishes[i].message, cause ? nameOf(*cause) : kExpired);
    if (cause)
        m_partition.topic.probe->lost(m_cluster.now(), *cause, left);
    else
        m_partition.topic.probe->expired(m_cluster.now(), left);
    m_messages -= left;
    if (!stateOf(entry).isOutOfBooks)
        m_bytes -= batch.bytes;
    finish(entry, Phase::Gone);
}

void Dispatcher::expire(SimTime storedBefore)
{
    for (std::uint64_t entry = m_first, end = m_first + m_states.size(); entry < end; ++entry) {
        if (!isThere(entry))
            continue;
        if (m_partition.find(entry)->storedAt > storedBefore)
            break;
        drop(entry, std::nullopt);
    }
    dispatch();
}

void Dispatcher::evict(std::int64_t bytes)
{
    for (std::uint64_t entry = m_first, end = m_first + m_states.size(); entry < end && m_bytes > bytes; ++entry)
        if (isThere(entry))
            drop(entry, LossCause::Overflow);
    dispatch();
}

}  // namespace stormglass::pulsar
