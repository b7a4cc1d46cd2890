// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/station.h"

#include "models/network/reply.h"
#include "models/services/outbox.h"
#include "models/services/stability/autoscaler.h"
#include "models/services/stability/balancer.h"
#include "models/services/stability/health_checker.h"

#include <algorithm>

namespace stormglass {
namespace {

/// Whether a request goes to just the next instance that is up.
bool needsBalancer(const StationSettings& settings)
{
    return settings.balancing != spec::LoadBalancing{} || settings.health.readiness.isEnabled
        || settings.autoscaling.metric != spec::ScalingMetric::None;
}

}  // namespace

/// A request on its way to an instance.
struct Station::Incoming {
    Station& station;
    Instance& instance;
    Request request;

    void operator()()
    {
        if (station.m_settings.rateLimit > 0 && instance.isAtWork() && !station.admits()) {
            station.m_probe.turnedAway(station.m_world.now(), DropCause::RateLimited);
            instance.reply(request, Outcome::Refused);
            return;
        }
        instance.arrive(std::move(request));
    }
    void lost(ParcelLoss how) { station.m_world.completions.resolve(request.reply, outcomeOf(how)); }
};

Station::Station(World world, StationSettings settings, std::vector<HostId> hosts)
    : m_world(world)
    , m_settings(std::move(settings))
    , m_place(world.witness == nullptr ? 0 : world.witness->placeOf(m_settings.name))
    , m_lives(hosts.size())
    , m_upCount(hosts.size())
    , m_tokens(static_cast<double>(m_settings.burst))
{
    for (const HostId host : hosts)
        m_instances.push_back(std::make_unique<Instance>(*this, m_instances.size(), host));
    for (std::size_t i = m_settings.deployed; i < m_instances.size() && m_settings.deployed != 0; ++i) {
        m_instances[i]->keepBack();
        --m_upCount;
    }
    if (needsBalancer(m_settings))
        m_balancer = std::make_unique<Balancer>(*this, m_settings.balancing, m_settings.health.readiness.isEnabled,
                                                world.streams.stream(m_settings.name, "load balancing"));
    if (m_settings.health.readiness.isEnabled || m_settings.health.liveness.isEnabled)
        m_health = std::make_unique<HealthChecker>(*this, m_settings.health,
                                                   world.streams.stream(m_settings.name, "health checks"));
    if (m_settings.autoscaling.metric != spec::ScalingMetric::None)
        m_autoscaler = std::make_unique<Autoscaler>(*this, m_settings.autoscaling);
}

Station::~Station() = default;

void Station::addRoutine(OperationId operation, Routine routine)
{
    if (m_routines.size() <= operation.value)
        m_routines.resize(operation.value + 1);
    m_routines[operation.value] = std::make_unique<Routine>(std::move(routine));
}

void Station::addReaction(SubscriptionId subscription, Broker& broker, ChannelProbe& probe, SimTime from)
{
    m_reactions.push_back({subscription, &broker, &probe, from, {}});
}

void Station::addReactionRoutine(SubscriptionId subscription, const Broker& broker, EventTypeId event,
                                 Routine routine)
{
    const Reaction* found = findReactionTo(subscription, broker);
    SIM_CHECK(found != nullptr, m_settings.name + " reacts to a channel that it has not subscribed to");
    auto& routines = m_reactions[static_cast<std::size_t>(found - m_reactions.data())].routines;
    const auto [first, isFirst] = routines.try_emplace(event, std::move(routine));
    if (isFirst)
        return;
    Routine* last = &first->second;
    while (last->next != nullptr)
        last = last->next.get();
    last->next = std::make_unique<Routine>(std::move(routine));
}

void Station::addProducers(Broker& broker)
{
    for (const auto& instance : m_instances)
        static_cast<void>(instance->producerAt(broker));
}

void Station::setOutbox(std::unique_ptr<Outbox> outbox) { m_outbox = std::move(outbox); }

void Station::start()
{
    setServers(m_instances.size());
    noteCapacity();
    for (const auto& instance : m_instances) {
        for (const Reaction& reaction : m_reactions) {
            for (std::int64_t i = 0; i < m_settings.consumers; ++i)
                instance->attach(reaction.subscription, *reaction.broker, *reaction.probe, reaction.from);
        }
        if (instance->isDeployed())
            instance->start();
    }
    if (m_health)
        m_health->start();
    if (m_autoscaler)
        m_autoscaler->start();
}

void Station::setServers(std::size_t instances)
{
    const SimTime now = m_world.now();
    const std::size_t workers = m_routines.empty() ? 0 : static_cast<std::size_t>(m_settings.workers.concurrency);
    m_probe.setServers(now, ServerPools::kWorkers, instances * workers);
    for (const Reaction& reaction : m_reactions)
        m_probe.setServers(now, poolOf(reaction), instances * static_cast<std::size_t>(m_settings.consumers));
}

std::size_t Station::poolOf(const Reaction& reaction) const
{
    return ServerPools::kWorkers + 1 + static_cast<std::size_t>(&reaction - m_reactions.data());
}

std::size_t Station::poolOf(SubscriptionId subscription, const Broker& broker) const
{
    const Reaction* reaction = findReactionTo(subscription, broker);
    SIM_CHECK(reaction != nullptr, m_settings.name + " consumes what it has not subscribed to");
    return poolOf(*reaction);
}

void Station::send(HostId from, Request request)
{
    ++request.transaction->messages;
    Instance* const chosen = choose(from, request);
    if (chosen == nullptr)
        return;
    const HostId to = chosen->host();
    const std::int32_t size = request.size;
    if (m_world.network.isNameLost(m_settings.name)) [[unlikely]]
        m_world.network.after(m_world.network.delay(from, to, 0),
                              Reply{m_world.completions, request.reply, Outcome::Unavailable});
    else
        m_world.network.send(from, to, size, Incoming{*this, *chosen, std::move(request)});
}

Instance* Station::choose(HostId from, Request& request)
{
    if (m_balancer == nullptr) {
        // Round robin over those that are up; with none left, one that is down says so, or keeps silent.
        Instance* chosen = nullptr;
        for (std::size_t i = 0; i < m_instances.size(); ++i) {
            chosen = m_instances[m_next].get();
            m_next = m_next + 1 == m_instances.size() ? 0 : m_next + 1;
            if (chosen->isOpen())
                break;
        }
        return chosen;
    }
    Instance* const chosen = m_balancer->choose();
    if (chosen == nullptr) {
        turnAway(from, request);
    } else if (m_balancer->outliers() != nullptr && request.reply.slot != 0 && request.deadline != kNever
               && request.deadline > m_world.now()) {
        // Just before the caller gives up: has it heard anything? (Of a caller whose clock is so slow that its deadline is
        // over now, nothing is known.)
        m_world.network.after(request.deadline - m_world.now() - Duration{1},
                              [this, index = chosen->number(), reply = request.reply] {
                                  if (m_world.completions.isOpen(reply))
                                      noteAnswer(index, Outcome::TimedOut);
                              });
    }
    return chosen;
}

bool Station::admits()
{
    const SimTime now = m_world.now();
    m_tokens = std::min(static_cast<double>(m_settings.burst),
                        m_tokens + toSeconds(now - m_tokensAt) * m_settings.rateLimit);
    m_tokensAt = now;
    if (m_tokens < 1)
        return false;
    m_tokens -= 1;
    return true;
}

void Station::crash(std::size_t index, bool isSilent)
{
    Instance& instance = *m_instances[index];
    ++m_lives[index];
    if (!instance.isUp())
        return;
    --m_upCount;
    instance.crash(isSilent);
    noteCapacity();
    if (m_health)
        m_health->wentDown(index);
    if (m_outbox)
        m_outbox->crashed(instance);
    if (m_onDown)
        m_onDown(index);
    if (m_upCount == 0 && m_outbox)
        m_outbox->stop();
}

void Station::restart(std::size_t index) { restartIn(index, Duration::zero()); }

void Station::restartIn(std::size_t index, Duration wait)
{
    m_world.network.after(wait + m_settings.startupTime, [this, index, life = m_lives[index]] {
        if (life != m_lives[index] || m_instances[index]->isUp() || !m_instances[index]->isDeployed())
            return;  // crashed again while it was starting
        ++m_upCount;
        m_instances[index]->restart();
        noteCapacity();
        if (m_health)
            m_health->cameUp(index);
        if (m_outbox)
            m_outbox->resume();
    });
}

bool Station::isAnyOpen() const
{
    return std::ranges::any_of(m_instances, [](const auto& instance) { return instance->isOpen(); });
}

Instance* Station::findAtWork()
{
    const auto found = std::ranges::find_if(m_instances, [](const auto& instance) { return instance->isAtWork(); });
    return found == m_instances.end() ? nullptr : found->get();
}

const Routine* Station::findRoutine(OperationId operation) const
{
    return operation.value < m_routines.size() ? m_routines[operation.value].get() : nullptr;
}

const Station::Reaction* Station::findReactionTo(SubscriptionId subscription, const Broker& broker) const
{
    // Ids are a broker's own, so two brokers may use the same. A component has few subscriptions.
    for (const Reaction& reaction : m_reactions) {
        if (reaction.subscription == subscription && reaction.broker == &broker)
            return &reaction;
    }
    return nullptr;
}

const Routine* Station::findReaction(SubscriptionId subscription, const Broker& broker, EventTypeId event) const
{
    const Reaction* reaction = findReactionTo(subscription, broker);
    if (reaction == nullptr)
        return nullptr;
    auto routine = reaction->routines.find(event);
    if (routine == reaction->routines.end())
        routine = reaction->routines.find(EventTypeId{});
    return routine == reaction->routines.end() ? nullptr : &routine->second;
}

MoveTask* Station::findMove(SubscriptionId subscription, const Broker& broker) const
{
    const Routine* routine = findReaction(subscription, broker, {});
    return routine == nullptr ? nullptr : routine->moveTask();
}

void Station::noteMoved()
{
    for (const auto& instance : m_instances)
        instance->noteMoved();
}

void Station::clear()
{
    if (m_autoscaler)
        m_autoscaler->stop();
    if (m_health)
        m_health->stop();
    if (m_balancer && m_balancer->outliers() != nullptr)
        m_balancer->outliers()->stop();
    m_parked.clear();
    for (const auto& instance : m_instances)
        instance->clear();
    if (m_outbox)
        m_outbox->clear();
}

}  // namespace stormglass
