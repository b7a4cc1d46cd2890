// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a station does for those who look after it: balancer, health checks, autoscaler.
#include "models/services/stability/balancer.h"
#include "models/services/stability/health_checker.h"
#include "models/services/station.h"

#include <algorithm>

namespace stormglass {
namespace {

constexpr std::int64_t kRefusalSize = 64;  // bytes of a reset

}  // namespace

/// The network of the caller's own host knows that there is nobody: as a service without endpoints.
void Station::turnAway(HostId from, const Request& request)
{
    m_probe.turnedAway(m_world.now(), DropCause::Unavailable);
    if (request.reply.slot == 0)
        return;
    m_world.network.send(from, from, kRefusalSize, [&completions = m_world.completions, id = request.reply] {
        completions.resolve(id, Outcome::Unavailable);
    });
}

void Station::noteAnswer(std::size_t index, Outcome outcome)
{
    if (OutlierDetector* outliers = m_balancer->outliers())
        outliers->answered(index, outcome, deployedCount());
}

void Station::deploy(std::size_t index)
{
    m_instances[index]->setDeployed(true);
    if (m_balancer->outliers() != nullptr)
        m_balancer->outliers()->forget(index);
    noteCapacity();
    restart(index);
}

void Station::retire(std::size_t index)
{
    Instance& instance = *m_instances[index];
    instance.setDeployed(false);
    noteCapacity();
    if (!instance.isUp())
        ++m_lives[index];  // if it was starting, it does not come up
    // Who drains already, for a restart, ends by that, and does not come up again.
    if (!instance.isOpen())
        return;
    m_world.network.after(m_settings.autoscaling.terminationGrace, [this, index, life = m_lives[index]] {
        if (life == m_lives[index])
            crash(index, false);
    });
    instance.drain([this, index] { crash(index, false); });
}

std::size_t Station::deployedCount() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_instances, [](const auto& instance) { return instance->isDeployed(); }));
}

std::size_t Station::readyCount() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        m_instances, [](const auto& instance) { return instance->isDeployed() && instance->isOpen(); }));
}

std::uint64_t Station::messagesWaiting() const
{
    std::uint64_t waiting = 0;
    for (const Reaction& reaction : m_reactions) {
        const MoveTask* move = findMove(reaction.subscription, *reaction.broker);
        if (move != nullptr && move->isOver())
            continue;
        waiting += reaction.broker->countWaiting(reaction.subscription);
    }
    return waiting;
}

void Station::noteCapacity()
{
    if (!m_autoscaler)
        return;
    setServers(m_upCount);
    m_probe.setInstances(m_world.now(), deployedCount());
}

void Station::setDeadLetters(Broker& broker, ChannelId channel, std::uint32_t place, bool areRead)
{
    m_areDeadLettersRead = areRead;
    m_deadLetterPlace = place;
    m_deadLetterBroker = &broker;
    m_deadLetterChannel = channel;
    addProducers(broker);
}

void Station::park(TransactionRef transaction)
{
    m_probe.counted(StationEvent::Parked);
    m_parked.push_back(std::move(transaction));
}

}  // namespace stormglass
