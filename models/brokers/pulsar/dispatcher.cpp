// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/dispatcher.h"

#include "models/brokers/pulsar/inlet.h"
#include "models/brokers/pulsar/key_hash.h"

#include <algorithm>

namespace stormglass::pulsar {
namespace {

/// dispatcherMaxRoundRobinBatchSize, dispatcherMaxReadBatchSize (conf/broker.conf).
constexpr std::int64_t kMessagesInTurn = 20;
constexpr std::uint64_t kEntriesPerRead = 100;

}  // namespace

Dispatcher::Dispatcher(Cluster& cluster, Partition& partition)
    : m_cluster(cluster)
    , m_partition(partition)
    , m_type(partition.topic.settings.subscriptionType)
    , m_storeTimer(cluster.context.calendar, *this)
    , m_lookoutTimer(cluster.context.calendar, *this)
{
}

bool Dispatcher::isThere(std::uint64_t entry) const
{
    return entry >= m_first && entry - m_first < m_states.size() && stateOf(entry).phase < Phase::Acked;
}

std::uint64_t Dispatcher::countLeft(std::uint64_t entry) const
{
    if (stateOf(entry).isOutOfBooks)
        return 0;
    std::uint64_t left = m_partition.find(entry)->batch->publishes.size();
    if (const auto partly = m_partlyDone.find(entry); partly != m_partlyDone.end())
        left -= static_cast<std::uint64_t>(std::ranges::count(partly->second, true));
    return left;
}

std::uint32_t Dispatcher::redeliveriesOf(std::uint64_t entry) const { return isThere(entry) ? stateOf(entry).redeliveries : 0; }

bool Dispatcher::isDone(std::uint64_t entry, std::uint32_t message) const
{
    const auto partly = m_partlyDone.find(entry);
    return partly != m_partlyDone.end() && partly->second[message];
}

void Dispatcher::add(std::uint64_t entry)
{
    const Batch& batch = *m_partition.find(entry)->batch;
    m_states.pushBack({});
    m_messages += batch.publishes.size();
    m_bytes += batch.bytes;
    dispatch();
}

/// What the broker has written just now it has in its cache; the rest it asks a bookie for.
bool Dispatcher::isAvailable(std::uint64_t number)
{
    const Entry& entry = *m_partition.find(number);
    if (m_partition.isCached(entry))
        return true;
    if (!m_partition.ledger().isReadable(number, entry.copies))
        return false;
    if (number < m_readUpTo)
        return true;
    read(number);
    return false;
}

void Dispatcher::read(std::uint64_t entry)
{
    if (std::exchange(m_isReading, true))
        return;
    const Duration way = m_cluster.way(m_partition.host(), m_partition.ledger().readerFor(entry, m_partition.find(entry)->copies));
    m_cluster.context.network.after(2 * way, [this, entry, term = m_partition.term()] {
        m_isReading = false;
        if (term == m_partition.term())
            m_readUpTo = std::max(m_readUpTo, entry + kEntriesPerRead);
        dispatch();
    });
}

bool Dispatcher::hasRoom(const Inlet& inlet) const
{
    const std::int64_t most = m_cluster.settings.maxUnackedPerConsumer;
    const bool isShared = m_type >= spec::PulsarSubscriptionType::Shared;
    return inlet.view.permits > 0 && (most == 0 || !isShared || inlet.view.unacknowledged < most);
}

Inlet* Dispatcher::pick()
{
    if (m_type != spec::PulsarSubscriptionType::Shared)
        return m_active != nullptr && hasRoom(*m_active) ? m_active : nullptr;
    for (std::size_t i = 0; i <= m_inlets.size() && !m_inlets.empty(); ++i) {
        m_turn %= m_inlets.size();
        if (m_left > 0 && hasRoom(*m_inlets[m_turn]))
            return m_inlets[m_turn];
        ++m_turn;
        m_left = kMessagesInTurn;
    }
    return nullptr;
}

void Dispatcher::dispatch()
{
    if (!m_partition.isServed() || m_partition.topic.denials.reads > 0 || m_inlets.empty())
        return;
    if (isKeyShared())
        dispatchByKey();
    else
        dispatchInTurn();
}

void Dispatcher::dispatchInTurn()
{
    m_left = 0;  // each time there is something, the next one has its turn
    for (;;) {
        const bool isAgain = !m_again.empty();
        if (!isAgain && hasReadAll()) {
            waitForNew();
            return;
        }
        if (!isAgain && m_lookout == Lookout::Pausing)
            return;
        const std::uint64_t entry = isAgain ? *m_again.begin() : m_next;
        if (!isThere(entry)) {
            isAgain ? static_cast<void>(m_again.erase(m_again.begin())) : static_cast<void>(++m_next);
            continue;
        }
        Inlet* const inlet = pick();
        if (inlet == nullptr || !isAvailable(entry))
            return;
        if (isAgain) {
            m_again.erase(m_again.begin());
        } else {
            ++m_next;
            m_lookout = Lookout::Read;
        }
        send(*inlet, entry);
    }
}

void Dispatcher::send(Inlet& inlet, std::uint64_t entry)
{
    const Batch& batch = *m_partition.find(entry)->batch;
    const auto messages = static_cast<std::int64_t>(batch.publishes.size());
    State& state = stateOf(entry);
    state.inlet = &inlet;
    state.phase = Phase::Sent;
    inlet.view.permits -= messages;
    inlet.view.unacknowledged += messages;
    m_left -= messages;
    if (isKeyShared()) {
        Holder& holder = m_holders[slotOf(entry)];
        holder.inlet = &inlet;
        ++holder.count;
    }
    state.comeback.handedOut();
    const RedeliveryCause cause = state.comeback.arrived();
    inlet.send(entry, batch.bytes, std::exchange(state.hasBeenSent, true) ? std::optional(cause) : std::nullopt);
}

/// Nobody has it any more.
void Dispatcher::giveBack(std::uint64_t entry)
{
    State& state = stateOf(entry);
    if (state.phase != Phase::Sent)
        return;
    const auto messages = static_cast<std::int64_t>(m_partition.find(entry)->batch->publishes.size());
    state.inlet->view.unacknowledged -= messages;
    state.inlet = nullptr;
    state.phase = Phase::Waiting;
    if (!isKeyShared())
        return;
    const auto holder = m_holders.find(slotOf(entry));
    if (--holder->second.count == 0)
        m_holders.erase(holder);
}

void Dispatcher::again(std::uint64_t entry)
{
    giveBack(entry);
    if (isKeyShared())
        park(entry);
    else
        m_again.insert(entry);
}

void Dispatcher::noteComeback(std::uint64_t entry, RedeliveryCause cause)
{
    if (isThere(entry) && stateOf(entry).phase == Phase::Sent)
        stateOf(entry).comeback.note(cause);
}

void Dispatcher::redeliver(Inlet& inlet, const std::vector<std::uint64_t>& entries, RedeliveryCause cause)
{
    if (m_type < spec::PulsarSubscriptionType::Shared)
        stopWaiting();  // the cursor goes back (internalRedeliverUnacknowledgedMessages: cancelPendingReadRequest, rewind)
    for (const std::uint64_t entry : entries)
        if (isThere(entry) && stateOf(entry).phase == Phase::Sent && stateOf(entry).inlet == &inlet) {
            ++stateOf(entry).redeliveries;
            stateOf(entry).comeback.note(cause);
            again(entry);
        }
    dispatch();
}

void Dispatcher::redeliverAll(Inlet& inlet, RedeliveryCause cause)
{
    std::vector<std::uint64_t> all;
    for (std::uint64_t entry = m_first; entry < m_next; ++entry)
        all.push_back(entry);
    redeliver(inlet, all, cause);
}

void Dispatcher::acknowledge(const Ack& ack)
{
    if (!isThere(ack.entry))
        return;
    const auto messages = static_cast<std::uint32_t>(m_partition.find(ack.entry)->batch->publishes.size());
    if (!stateOf(ack.entry).isOutOfBooks) {
        if (ack.done.empty() && !m_partlyDone.contains(ack.entry)) {
            m_partition.topic.probe->acknowledged(m_cluster.now(), messages);
            m_messages -= messages;
        } else {
            std::vector<bool>& done = m_partlyDone.try_emplace(ack.entry, messages).first->second;
            for (std::uint32_t i = 0; i < messages && ack.done.empty(); ++i)
                if (!done[i]) {
                    done[i] = true;
                    account(ack.entry, {i, Settlement::Acknowledge});
                }
            for (const Done& each : ack.done)
                if (!done[each.message]) {
                    done[each.message] = true;
                    account(ack.entry, each);
                }
            if (std::ranges::find(done, false) != done.end())
                return;
        }
        m_bytes -= m_partition.find(ack.entry)->batch->bytes;
    }
    finish(ack.entry, Phase::Acked);
    m_unstored.push_back(ack.entry);
    storePosition();
    dispatch();
}

void Dispatcher::account(std::uint64_t entry, const Done& done)
{
    const Topic& topic = m_partition.topic;
    --m_messages;
    if (done.how == Settlement::LaidAside) {
        topic.probe->deadLettered(m_cluster.now());
    } else if (done.how == Settlement::Discard) {
        noteLoss(m_partition.find(entry)->batch->publishes[done.message].message, nameOf(LossCause::Discarded));
        topic.probe->lost(m_cluster.now(), LossCause::Discarded);
    } else {
        topic.probe->acknowledged(m_cluster.now());
    }
}

std::uint64_t Dispatcher::countHeld() const
{
    std::uint64_t held = 0;
    for (std::uint64_t entry = m_first; entry < m_first + m_states.size(); ++entry)
        held += isThere(entry) ? countLeft(entry) : 0;
    return held;
}

void Dispatcher::clear()
{
    m_states.clear();
    m_again.clear();
    m_partlyDone.clear();
    m_unstored.clear();
    m_storeTimer.cancel();
    stopWaiting();
}

}  // namespace stormglass::pulsar
