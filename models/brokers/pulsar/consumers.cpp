// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which consumers a subscription has, and what happens when they come and go.
#include "models/brokers/pulsar/dispatcher.h"
#include "models/brokers/pulsar/inlet.h"
#include "models/brokers/pulsar/key_hash.h"

#include <algorithm>

namespace stormglass::pulsar {
namespace {

/// activeConsumerFailoverDelayTimeMillis (conf/broker.conf).
constexpr Duration kFailoverDelay = std::chrono::seconds{1};
/// keySharedLookAheadMsgInReplayThresholdPerConsumer (conf/broker.conf); here, entries.
constexpr std::size_t kLookAhead = 2000;

}  // namespace

void Dispatcher::attach(Inlet& inlet)
{
    m_inlets.push_back(&inlet);
    if (isKeyShared()) {
        m_ranges.add(inlet);
        parkAnew();
    } else if (m_type != spec::PulsarSubscriptionType::Shared) {
        activate();
    }
    dispatch();
}

void Dispatcher::detach(Inlet& inlet)
{
    if (std::erase(m_inlets, &inlet) == 0)
        return;
    if (isKeyShared()) {
        m_ranges.remove(inlet);
        m_parked -= inlet.view.parked.size();
        m_again.merge(inlet.view.parked);
    }
    for (std::uint64_t entry = m_first; entry < m_next; ++entry)
        if (State& state = stateOf(entry); state.phase == Phase::Sent && state.inlet == &inlet) {
            ++state.redeliveries;
            state.comeback.note(RedeliveryCause::ConsumerLost);
            giveBack(entry);
            m_again.insert(entry);
        }
    if (isKeyShared())
        parkAnew();
    else if (m_type != spec::PulsarSubscriptionType::Shared)
        activate();
    if (m_inlets.empty())
        stopWaiting();
    dispatch();
}

/// Of a Failover subscription each partition has one of the consumers in turn (AbstractDispatcherSingleActiveConsumer).
void Dispatcher::activate()
{
    const bool isFailover = m_type == spec::PulsarSubscriptionType::Failover;
    Inlet* const next = m_inlets.empty() ? nullptr : m_inlets[isFailover ? m_partition.index % m_inlets.size() : 0];
    if (next == m_chosen)
        return;
    m_chosen = next;
    m_active = nullptr;
    stopWaiting();
    m_cluster.context.network.after(isFailover ? kFailoverDelay : Duration{}, [this, activations = ++m_activations] {
        if (activations != m_activations)
            return;
        m_active = m_chosen;
        rewind();
        dispatch();
    });
}

/// What the former active consumer has not acknowledged comes again, whether it is still there or not.
void Dispatcher::rewind()
{
    for (std::uint64_t entry = m_first; entry < m_next; ++entry)
        if (stateOf(entry).phase == Phase::Sent) {
            stateOf(entry).comeback.note(RedeliveryCause::Reassigned);
            again(entry);
        }
}

std::uint32_t Dispatcher::slotOf(std::uint64_t entry) const
{
    return keySlotOf(m_partition.find(entry)->batch->publishes.front().message.key);
}

/// A slot is drained by the one that had it before another gets it (PIP-379).
bool Dispatcher::isHeldByOther(std::uint32_t slot, const Inlet& inlet) const
{
    const auto holder = m_holders.find(slot);
    return holder != m_holders.end() && holder->second.inlet != &inlet;
}

void Dispatcher::park(std::uint64_t entry)
{
    Inlet* const inlet = m_ranges.find(slotOf(entry));
    if (inlet == nullptr) {
        m_again.insert(entry);
        return;
    }
    m_parked += inlet->view.parked.insert(entry).second ? 1 : 0;
}

void Dispatcher::parkAnew()
{
    for (Inlet* inlet : m_inlets)
        m_again.merge(inlet->view.parked);
    m_parked = 0;
    for (const std::uint64_t entry : std::exchange(m_again, {}))
        if (isThere(entry))
            park(entry);
}

bool Dispatcher::sendParked(Inlet& inlet)
{
    std::set<std::uint64_t>& parked = inlet.view.parked;
    for (auto at = parked.begin(); at != parked.end();) {
        const std::uint64_t entry = *at;
        if (isThere(entry) && isHeldByOther(slotOf(entry), inlet)) {
            ++at;
            continue;
        }
        if (isThere(entry) && !isAvailable(entry))
            return false;
        at = parked.erase(at);
        --m_parked;
        if (!isThere(entry))
            continue;
        send(inlet, entry);
        return true;
    }
    return false;
}

void Dispatcher::dispatchByKey()
{
    for (Inlet* inlet : m_inlets)
        while (hasRoom(*inlet) && sendParked(*inlet)) { }
    while (!hasReadAll() && m_lookout != Lookout::Pausing) {
        const std::uint64_t entry = m_next;
        if (!isThere(entry)) {
            ++m_next;
            continue;
        }
        if (!isAvailable(entry))
            return;
        const std::uint32_t slot = slotOf(entry);
        Inlet& inlet = *m_ranges.find(slot);
        const bool canHaveIt = hasRoom(inlet) && !isHeldByOther(slot, inlet);
        if (!canHaveIt && m_parked >= kLookAhead * m_inlets.size())
            return;
        ++m_next;
        m_lookout = Lookout::Read;
        if (canHaveIt)
            send(inlet, entry);
        else
            park(entry);
    }
    if (hasReadAll())
        waitForNew();
}

}  // namespace stormglass::pulsar
