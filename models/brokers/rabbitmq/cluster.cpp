// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/cluster.h"

#include "models/brokers/rabbitmq/alarms.h"
#include "models/brokers/rabbitmq/bound_queues.h"
#include "models/brokers/rabbitmq/publisher.h"
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/subscriber.h"
#include "models/brokers/rabbitmq/write_ahead_log.h"

#include <algorithm>

namespace stormglass::rabbitmq {

Cluster::Cluster(const spec::RabbitmqSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , m_routingTime(chosen.routingTime)
    , m_syncTime(chosen.syncTime)
    , m_routingTimes(where.random.stream(where.name, "routing time"))
    , m_syncTimes(where.random.stream(where.name, "sync time"))
    , m_meanSync(static_cast<std::int64_t>(m_syncTime.meanNanoseconds()))
{
    for (const HostId host : where.hosts) {
        logs.push_back(std::make_unique<WriteAheadLog>(*this, static_cast<std::uint32_t>(nodes.size())));
        nodes.push_back({.host = host});
    }
    m_pairs.resize(nodes.size() * nodes.size());
    m_alarms = std::make_unique<Alarms>(*this);
    where.network.watchReach(*this);
}

Cluster::~Cluster() = default;

Exchange::Exchange(std::string itsName, const spec::RabbitmqQueue& itsSettings, ChannelProbe& itsProbe)
    : name(std::move(itsName)), settings(itsSettings), probe(&itsProbe)
{
}

Exchange::~Exchange() = default;

Duration Cluster::delay(HostId client, std::uint32_t node) const
{
    return context.network.delay(client, nodes[node].host, kSmallFrame);
}

Duration Cluster::delayBetween(std::uint32_t from, std::uint32_t to) const
{
    return from == to ? Duration{} : context.network.delay(nodes[from].host, nodes[to].host, kSmallFrame);
}

Duration Cluster::drawBetween(std::uint32_t from, std::uint32_t to) const
{
    return from == to ? Duration{} : context.network.drawDelay(nodes[from].host, nodes[to].host, kSmallFrame);
}

Exchange* Cluster::findExchange(const std::string& name) const
{
    const auto found = std::ranges::find_if(exchanges, [&](const auto& exchange) { return exchange->name == name; });
    return found == exchanges.end() ? nullptr : found->get();
}

std::uint32_t Cluster::findFor(HostId client, std::uint32_t from) const
{
    if (context.network.isNameLost(context.name))
        return kNoNode;
    const auto count = static_cast<std::uint32_t>(nodes.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t node = (from + i) % count;
        if (nodes[node].isUp && connection(client, node) == Reach::Open)
            return node;
    }
    return kNoNode;
}

Duration Cluster::route(std::uint32_t index)
{
    Node& node = nodes[index];
    node.busyUntil = std::max(now(), node.busyUntil) + m_routingTime.sample(m_routingTimes);
    return node.busyUntil - now();
}

/// On its way to the publisher. Until it is there it stays among the pending, so that a connection that is lost meanwhile
/// fails it.
struct Cluster::Confirm {
    Cluster& cluster;
    PendingId id;
    Outcome outcome;

    void operator()() const { cluster.confirmed(id, outcome); }
    void lost(ParcelLoss) const { cluster.confirmed(id, Outcome::Unavailable); }
};

PendingId Cluster::openPending(Publisher& publisher, CompletionId confirm, std::size_t count)
{
    if (m_freePendings.empty()) {
        m_freePendings.push_back(static_cast<PendingId>(m_pendings.size()));
        m_pendings.emplace_back();
    }
    const PendingId id = m_freePendings.back();
    m_freePendings.pop_back();
    m_pendings[id] = {&publisher, confirm, static_cast<std::uint32_t>(count), false};
    return id;
}

void Cluster::settlePending(PendingId id, bool isAccepted, std::uint32_t node)
{
    if (id == 0)
        return;
    Pending& pending = m_pendings[id];
    pending.isRefused |= !isAccepted;
    if (pending.queuesLeft > 1) {
        --pending.queuesLeft;
        return;
    }
    const Publisher& publisher = *pending.publisher;
    if (pending.confirm.slot == 0) {
        confirmed(id, Outcome::Ok);
        return;
    }
    Outcome outcome = pending.isRefused ? Outcome::Refused : Outcome::Ok;
    if (!nodes[publisher.node()].isUp)
        outcome = Outcome::Unavailable;  // what the publisher sees is the end of its connection
    passDown(node, publisher.node(), publisher.host(), kSmallFrame, Confirm{*this, id, outcome});
}

void Cluster::confirmed(PendingId id, Outcome outcome)
{
    const CompletionId confirm = std::exchange(m_pendings[id].confirm, {});
    m_pendings[id].publisher = nullptr;
    m_freePendings.push_back(id);
    context.completions.resolve(confirm, outcome);
}

void Cluster::failPendings(const Publisher& publisher)
{
    for (std::size_t i = 1; i < m_pendings.size(); ++i)
        if (m_pendings[i].publisher == &publisher)
            context.completions.resolve(std::exchange(m_pendings[i].confirm, {}), Outcome::Unavailable);
}

void Cluster::bookUnconfirmed(ChannelProbe& probe, LossCause cause, std::uint64_t copies) const
{
    if (settings.hasPublisherConfirms)
        probe.failed(now(), cause, copies);
    else
        probe.lost(now(), cause, copies);
}

void Cluster::bookUnconfirmed(const std::vector<Queue*>& targets, LossCause cause) const
{
    for (const Queue* queue : targets)
        bookUnconfirmed(queue->probe(), cause, 1);
}

void Cluster::noteProduced(const std::vector<Queue*>& targets) const
{
    // Those of one channel stand together.
    for (std::size_t i = 0, next = 0; i < targets.size(); i = next) {
        ChannelProbe& probe = targets[i]->probe();
        while (next < targets.size() && &targets[next]->probe() == &probe)
            ++next;
        probe.produced(now(), next - i);
    }
}

void Cluster::noteUnconfirmed(const Message& message, LossCause cause) const
{
    if (!settings.hasPublisherConfirms)
        noteLoss(message, nameOf(cause));
}

void Cluster::answer(const Sender& sender, const Queue& queue)
{
    if (sender.publisher != Sender::kNobody)
        publishers[sender.publisher]->answered(sender.connection, queue);
}

double Cluster::flowShare() const
{
    return publishers.empty() ? 0 : m_inFlow.average(now()) / static_cast<double>(publishers.size());
}

void Cluster::endWarmUp()
{
    m_inFlow.reset(now());
    m_alarms->endWarmUp();
}

void Cluster::crash(std::uint32_t index, bool isSilent)
{
    nodes[index].isCrashed = true;
    if (nodes[index].isUp)
        stop(index, isSilent, false);
    if (settings.partitionHandling == spec::RabbitmqPartitionHandling::PauseMinority)
        context.network.after(isSilent ? kNetTick : Duration{}, [this] { pauseMinorities(); });
}

void Cluster::losePower(std::uint32_t index)
{
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->nodeLostPower(index);
}

void Cluster::stop(std::uint32_t index, bool isSilent, bool isOrderly)
{
    nodes[index].isUp = false;
    nodes[index].busyUntil = now();
    ++nodes[index].epoch;
    logs[index]->crash(index);
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->nodeStopped(index, isSilent, isOrderly);
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->nodeCrashed(index, isSilent);
    for (std::size_t i = 0; i < subscribers.size(); ++i)
        subscribers[i]->nodeCrashed(index, isSilent);
    m_alarms->nodeStopped(index);
}

void Cluster::restart(std::uint32_t index)
{
    nodes[index].isCrashed = false;
    if (!nodes[index].isPaused)
        start(index);
    if (settings.partitionHandling == spec::RabbitmqPartitionHandling::PauseMinority) {
        pauseMinorities();
        resumeMajorities();
    }
}

void Cluster::start(std::uint32_t index)
{
    nodes[index].isUp = true;
    nodes[index].busyUntil = now();
    nodes[index].logBegin = nodes[index].loggedBytes;
    ++nodes[index].epoch;
    // Whoever has not noticed the crash notices it now: the node knows nothing of their connections.
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->nodeRestarted(index);
    for (std::size_t i = 0; i < subscribers.size(); ++i)
        subscribers[i]->nodeRestarted(index);
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->nodeRestarted(index);
    m_alarms->nodeStarted(index);
}

}  // namespace stormglass::rabbitmq
