// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Steps of time and of nodes.
#include "tests/conformance/fields.h"
#include "tests/conformance/player.h"

namespace stormglass::conformance {

using namespace rabbitmq::amqp;

void Player::advanceTime(const Json& step)
{
    pass(std::chrono::milliseconds{numberOf(step, "ms")}, !flagOf(step, "no_settle"));
}

void Player::snapshot(const Json&)
{
    Json queues = Json::object();
    for (const Queue* queue : m_broker.queues()) {
        const QueueCounts counts = queue->counts();
        if (!queue->isAvailable())
            queues[queue->name()] = {{"ready", nullptr}, {"unacked", nullptr}, {"consumers", -1}};
        else
            queues[queue->name()] = {{"ready", counts.ready}, {"unacked", counts.unacked}, {"consumers", counts.consumers}};
        if (counts.awaitingDeadLettering > 0)
            queues[queue->name()]["awaiting_dead_lettering"] = counts.awaitingDeadLettering;
    }
    note({{"event", "snapshot"}, {"queues", std::move(queues)}});
}

void Player::restart(bool isKilled, Duration downTime)
{
    m_broker.stopNode(0, isKilled);
    pass(downTime, false);
    m_broker.startNode(0);
}

// How long it takes is not told; expiry goes on meanwhile (recording 09-08).
void Player::restartApp(const Json&) { restart(false, 3s); }
void Player::restartNode(const Json&) { restart(false, 10s); }
void Player::killNode(const Json&) { restart(true, 10s); }

void Player::killBrokerNode(const Json& step)
{
    m_broker.stopNode(nodeOf(step), true);
    pass(500ms, true);  // the step is over when the others have noticed
}

void Player::stopBrokerNode(const Json& step)
{
    m_broker.stopNode(nodeOf(step), false);
    pass(500ms, true);
}

void Player::startBrokerNode(const Json& step)
{
    m_broker.startNode(nodeOf(step));
    pass(500ms, true);
}

void Player::leader(const Json& step)
{
    const std::string name = textOf(step, "queue");
    const Queue* const queue = m_broker.findQueue(name);
    const bool isLed = queue != nullptr && queue->isAvailable();
    note({{"event", "leader"}, {"queue", name}, {"leader", isLed ? Json(m_nodes[queue->home()]) : Json(nullptr)}});
}

namespace {

/// A policy is told in one of several ways; what matters is whether it mirrors, and what.
const Json* findKey(const Json& json, const std::string& key)
{
    if (json.is_object() && json.contains(key))
        return &json.at(key);
    if (json.is_structured())
        for (const Json& item : json)
            if (const Json* found = findKey(item, key))
                return found;
    return nullptr;
}

}  // namespace

void Player::setPolicy(const Json& step)
{
    const Json* const pattern = findKey(step, "pattern");
    if (findKey(step, "ha-mode") != nullptr)
        m_broker.mirrorQueues(pattern != nullptr && pattern->is_string() ? pattern->get<std::string>() : ".*");
}

}  // namespace stormglass::conformance
