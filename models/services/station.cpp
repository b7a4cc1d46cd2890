// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/station.h"

#include "models/network/reply.h"
#include "models/services/outbox.h"

#include <algorithm>

namespace stormglass {

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
    , m_lives(hosts.size())
    , m_upCount(hosts.size())
    , m_tokens(static_cast<double>(m_settings.burst))
{
    for (const HostId host : hosts)
        m_instances.push_back(std::make_unique<Instance>(*this, m_instances.size(), host));
}

Station::~Station() = default;

void Station::addRoutine(OperationId operation, Routine routine)
{
    if (m_routines.size() <= operation.value)
        m_routines.resize(operation.value + 1);
    m_routines[operation.value] = std::make_unique<Routine>(std::move(routine));
}

void Station::addReaction(SubscriptionId subscription, Broker& broker, ChannelProbe& probe)
{
    m_reactions.push_back({subscription, &broker, &probe, {}});
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
    const auto consumers = static_cast<std::size_t>(m_settings.consumers);
    const std::size_t requestWorkers
        = m_routines.empty() ? 0 : static_cast<std::size_t>(m_settings.workers.concurrency);
    m_probe.setServers(m_instances.size() * (requestWorkers + consumers * m_reactions.size()));
    for (const auto& instance : m_instances) {
        for (const Reaction& reaction : m_reactions) {
            for (std::size_t i = 0; i < consumers; ++i)
                instance->attach(reaction.subscription, *reaction.broker, *reaction.probe);
        }
        instance->start();
    }
}

void Station::send(HostId from, Request request)
{
    ++request.transaction->messages;
    // Round robin over those that are up; with none left, one that is down says so, or keeps silent.
    Instance* chosen = nullptr;
    for (std::size_t i = 0; i < m_instances.size(); ++i) {
        chosen = m_instances[m_next].get();
        m_next = m_next + 1 == m_instances.size() ? 0 : m_next + 1;
        if (chosen->isOpen())
            break;
    }
    const HostId to = chosen->host();
    const std::int32_t size = request.size;
    if (m_world.network.isNameLost(m_settings.name)) [[unlikely]]
        m_world.network.after(m_world.network.delay(from, to, 0),
                              Reply{m_world.completions, request.reply, Outcome::Unavailable});
    else
        m_world.network.send(from, to, size, Incoming{*this, *chosen, std::move(request)});
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
    if (m_outbox)
        m_outbox->crashed(instance);
    if (m_upCount != 0)
        return;
    if (m_outbox)
        m_outbox->stop();
    if (m_onAllDown)
        m_onAllDown();
}

void Station::restart(std::size_t index)
{
    m_world.network.after(m_settings.startupTime, [this, index, life = m_lives[index]] {
        if (life != m_lives[index] || m_instances[index]->isUp())
            return;  // crashed again while it was starting
        ++m_upCount;
        m_instances[index]->restart();
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

void Station::clear()
{
    for (const auto& instance : m_instances)
        instance->clear();
    if (m_outbox)
        m_outbox->clear();
}

}  // namespace stormglass
