// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/player.h"

#include "tests/conformance/fields.h"

namespace stormglass::conformance {

using namespace rabbitmq::amqp;

namespace {

/// Real time that a settled step took at least; nothing counts it but what the disks need.
constexpr Duration kSettling = 150ms;

std::vector<std::string> namesOfNodes(const Json& script)
{
    std::set<std::string> names{"a"};
    for (const Json& step : script)
        for (const char* const key : {"node", "via", "reconnect_to"})
            if (step.contains(key) && step.at(key).is_string())
                names.insert({"a", "b", "c"});
    return {names.begin(), names.end()};
}

}  // namespace

Player::Player(const Experiment& experiment)
    : m_experiment(experiment), m_nodes(namesOfNodes(experiment.script)), m_broker(*this, m_nodes)
{
}

void Player::play()
{
    for (const Json& step : m_experiment.script)
        if (!steps().contains(step.at("op").get<std::string>()))
            throw BadExperiment(placeOf(step) + ": unknown step");
    for (const Json& step : m_experiment.script) {
        m_step = step.at("step").get<int>();
        (this->*steps().at(step.at("op").get<std::string>()))(step);
        if (!flagOf(step, "no_settle"))
            settle();
    }
}

void Player::settle()
{
    do {
        m_broker.settle();
        react();
    } while (!m_inbox.empty());
    m_broker.settle();
    m_broker.idle(kSettling);
}

void Player::react()
{
    // In the order in which the messages came; what comes in answer queues behind.
    for (std::size_t next = 0; next < m_inbox.size(); ++next) {
        const Reaction reaction = m_inbox[next];
        const auto state = m_channels.find(reaction.channel);
        const auto consumer = m_consumers.find(reaction.consumer);
        if (state == m_channels.end() || consumer == m_consumers.end() || consumer->second.reactionsLeft == 0)
            continue;
        const auto held = std::ranges::find(state->second.held, reaction.tag, &Held::tag);
        if (held == state->second.held.end())
            continue;
        if (consumer->second.reactionsLeft > 0)
            --consumer->second.reactionsLeft;
        const std::string& kind = consumer->second.reaction;
        const Verdict verdict = kind == "ack" ? Verdict::Acknowledge : kind == "reject-drop" ? Verdict::Discard : Verdict::Requeue;
        settleHeld(state->second, reaction.channel, Held{*held}, false, verdict);
    }
    m_inbox.clear();
}

void Player::pass(Duration time, bool settles)
{
    const SimTime end = m_broker.now() + time;
    while (m_broker.nextDeadline() <= end) {
        m_broker.advanceTo(m_broker.nextDeadline());
        if (settles)
            settle();
    }
    m_broker.advanceTo(end);
}

void Player::note(Json event, std::string source) { m_trace.push_back({m_step, std::move(event), std::move(source)}); }

/// Only what differs from what was published.
void Player::describeMessage(Json& event, const Delivery& delivery) const
{
    const Message& message = *delivery.message;
    const Published& published = m_published.at(message.id);
    event["id"] = published.id;
    event["redelivered"] = delivery.isRedelivered;
    if (message.exchange != published.exchange)
        event["exchange"] = message.exchange;
    if (message.routingKeys.front() != published.routingKey)
        event["routing_key"] = message.routingKeys.front();
    if (published.hasExpiration && !message.expiration)
        event["expiration"] = nullptr;
    Json headers = headersOf(message);
    if (delivery.deliveryCount)
        headers["x-delivery-count"] = *delivery.deliveryCount;
    if (headers != published.headers)
        event["headers"] = headers;
}

void Player::delivered(ChannelId channel, const std::string& consumer, const std::string& queue, const Delivery& delivery)
{
    Json event{{"event", "deliver"}, {"consumer", consumer}};
    describeMessage(event, delivery);
    ChannelState& state = m_channels.at(channel);
    note(std::move(event), state.name + " " + queue);
    state.held.push_back({delivery.tag, consumer, m_published.at(delivery.message->id).id});
    if (const auto client = m_consumers.find(consumer); client != m_consumers.end() && client->second.reaction != "hold")
        m_inbox.push_back({channel, consumer, delivery.tag});
}

void Player::returned(ChannelId channel, const Message& message)
{
    note({{"event", "return"},
          {"channel", m_channels.at(channel).name},
          {"id", m_published.at(message.id).id},
          {"code", 312},
          {"text", "NO_ROUTE"},
          {"exchange", message.exchange},
          {"routing_key", message.routingKeys.front()}});
}

void Player::confirmed(ChannelId channel, bool isAck, std::uint64_t sequence, bool isMultiple)
{
    ChannelState& state = m_channels.at(channel);
    Json ids = Json::array();
    const auto first = isMultiple ? state.unconfirmed.begin() : state.unconfirmed.find(sequence);
    const auto last = state.unconfirmed.upper_bound(sequence);
    for (auto one = first; one != last; ++one) {
        ids.push_back(one->second);
        (isAck ? m_confirmed.acked : m_confirmed.nacked).push_back(one->second);
    }
    state.unconfirmed.erase(first, last);
    note({{"event", "confirm"},
          {"channel", state.name},
          {"kind", isAck ? "ack" : "nack"},
          {"seq", sequence},
          {"multiple", isMultiple},
          {"ids", std::move(ids)}});
}

void Player::consumerCancelled(ChannelId, const std::string& consumer)
{
    note({{"event", "consumer-cancelled"}, {"consumer", consumer}});
}

void Player::channelClosed(ChannelId channel, const Refusal& why)
{
    note({{"event", "channel-closed"}, {"channel", m_channels.at(channel).name}, {"code", why.code}, {"text", why.text}});
}

void Player::connectionClosed(ConnectionId connection, const Refusal& why)
{
    for (const auto& [name, id] : m_connections)
        if (id == connection)
            note({{"event", "connection-closed"},
                  {"connection", name},
                  {"code", why.code == 0 ? Json(nullptr) : Json(why.code)},
                  {"text", why.text}});
}

Player::ChannelState* Player::findChannel(const Json& step, const char* key, ChannelId& id)
{
    const std::string name = textOf(step, key);
    const auto found = m_channelIds.find(name);
    if (found == m_channelIds.end())
        throw BadExperiment(placeOf(step) + ": \"" + key + "\": there is no channel \"" + name + "\"");
    id = found->second;
    if (!m_broker.isOpen(id)) {
        note({{"event", "step-impossible"}, {"channel", name}});
        return nullptr;
    }
    return &m_channels.at(id);
}

NodeId Player::nodeOf(const Json& step) const
{
    const std::string name = textOf(step, "node", "a");
    const auto found = std::ranges::find(m_nodes, name);
    if (found == m_nodes.end())
        throw BadExperiment(placeOf(step) + ": \"node\": expected a, b or c, found \"" + name + "\"");
    return static_cast<NodeId>(found - m_nodes.begin());
}

void Player::settleHeld(ChannelState& state, ChannelId channel, const Held& held, bool isMultiple, Verdict verdict)
{
    std::erase_if(state.held, [&](const Held& one) { return one.tag == held.tag || (isMultiple && one.tag < held.tag); });
    if (m_broker.isOpen(channel))
        m_broker.settleDelivery(channel, held.tag, isMultiple, verdict);
}

}  // namespace stormglass::conformance
