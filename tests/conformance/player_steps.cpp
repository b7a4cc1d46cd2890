// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Steps of one client each.
#include "tests/conformance/fields.h"
#include "tests/conformance/player.h"

namespace stormglass::conformance {

using namespace rabbitmq::amqp;

const std::map<std::string, Player::Step>& Player::steps()
{
    static const std::map<std::string, Step> all{
        {"open", &Player::open},
        {"open-channel", &Player::openChannel},
        {"declare-queue", &Player::declareQueue},
        {"declare-exchange", &Player::declareExchange},
        {"bind", &Player::bind},
        {"unbind", &Player::unbind},
        {"delete-queue", &Player::deleteQueue},
        {"delete-exchange", &Player::deleteExchange},
        {"purge", &Player::purge},
        {"confirm-mode", &Player::confirmMode},
        {"prefetch", &Player::prefetch},
        {"publish", &Player::publish},
        {"attach", &Player::attach},
        {"detach", &Player::detach},
        {"ack", &Player::ack},
        {"nack", &Player::nack},
        {"reject", &Player::nack},
        {"ack-oldest", &Player::ackOldest},
        {"ack-all", &Player::ackAll},
        {"get", &Player::get},
        {"recover", &Player::recover},
        {"close-channel", &Player::closeChannel},
        {"close-connection", &Player::closeConnection},
        {"drop-connection", &Player::closeConnection},
        {"advance-time", &Player::advanceTime},
        {"snapshot", &Player::snapshot},
        {"restart-app", &Player::restartApp},
        {"restart-node", &Player::restartNode},
        {"kill-node", &Player::killNode},
        {"kill-broker-node", &Player::killBrokerNode},
        {"stop-broker-node", &Player::stopBrokerNode},
        {"start-broker-node", &Player::startBrokerNode},
        {"leader", &Player::leader},
        {"set-policy", &Player::setPolicy},
        {"publish-stream", &Player::publishStream},
        {"drain", &Player::drain},
    };
    return all;
}

void Player::open(const Json& step)
{
    const std::string name = textOf(step, "connection");
    const ConnectionId connection = m_broker.connect(nodeOf(step));
    m_connections[name] = connection;
    const ChannelId channel = m_broker.openChannel(connection);
    m_channelIds[name] = channel;
    m_channels[channel] = {.connection = connection, .name = name, .held = {}, .unconfirmed = {}};
}

void Player::openChannel(const Json& step)
{
    const std::string name = textOf(step, "channel");
    const auto connection = m_connections.find(textOf(step, "connection"));
    if (connection == m_connections.end())
        throw BadExperiment(placeOf(step) + ": \"connection\": there is none of that name");
    const ChannelId channel = m_broker.openChannel(connection->second);
    m_channelIds[name] = channel;
    m_channels[channel] = {.connection = connection->second, .name = name, .held = {}, .unconfirmed = {}};
}

void Player::declareQueue(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) == nullptr)
        return;
    const std::string name = textOf(step, "name");
    const bool isPassive = flagOf(step, "passive");
    const std::optional<DeclareOk> declared = m_broker.declareQueue(channel,
                                                                    {.name = name,
                                                                     .arguments = readTable(step.value("arguments", Json{})),
                                                                     .isDurable = flagOf(step, "durable"),
                                                                     .isExclusive = flagOf(step, "exclusive"),
                                                                     .isAutoDelete = flagOf(step, "auto_delete")},
                                                                    isPassive);
    if (declared && isPassive)
        note({{"event", "declare-ok"}, {"queue", name}, {"ready", declared->ready}, {"consumers", declared->consumers}});
}

void Player::declareExchange(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) == nullptr)
        return;
    const std::string type = textOf(step, "type", "direct");
    const std::optional<ExchangeType> known = findExchangeType(type);
    if (!known)
        throw BadExperiment(placeOf(step) + ": \"type\": expected direct, fanout, topic or headers, found \"" + type + "\"");
    m_broker.declareExchange(channel,
                             {.name = textOf(step, "name"),
                              .type = *known,
                              .isDurable = flagOf(step, "durable"),
                              .isAutoDelete = flagOf(step, "auto_delete"),
                              .isInternal = flagOf(step, "internal"),
                              .arguments = readTable(step.value("arguments", Json{}))},
                             flagOf(step, "passive"));
}

namespace {

Binding bindingOf(const Json& step)
{
    Binding binding{.source = textOf(step, "source"),
                    .isToExchange = !step.contains("queue"),
                    .destination = textOf(step, "queue", ""),
                    .key = textOf(step, "routing_key", ""),
                    .arguments = readTable(step.value("arguments", Json{}))};
    const std::set<std::string> others{"op", "channel", "source", "routing_key"};
    for (const auto& [key, value] : step.items())
        if (binding.isToExchange && value.is_string() && !others.contains(key))
            binding.destination = value.get<std::string>();
    if (binding.destination.empty())
        throw BadExperiment(placeOf(step) + ": expected a queue or an exchange to bind");
    return binding;
}

}  // namespace

void Player::bind(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) != nullptr)
        m_broker.bind(channel, bindingOf(step));
}

void Player::unbind(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) != nullptr)
        m_broker.unbind(channel, bindingOf(step));
}

void Player::deleteQueue(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) == nullptr)
        return;
    const std::string name = textOf(step, "name", textOf(step, "queue", ""));
    if (const auto count = m_broker.deleteQueue(channel, name))
        note({{"event", "delete-ok"}, {"queue", name}, {"messages", *count}});
}

void Player::deleteExchange(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) != nullptr)
        m_broker.deleteExchange(channel, textOf(step, "name", textOf(step, "exchange", "")));
}

void Player::purge(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) == nullptr)
        return;
    const std::string name = textOf(step, "queue", textOf(step, "name", ""));
    if (const auto count = m_broker.purge(channel, name))
        note({{"event", "purge-ok"}, {"queue", name}, {"messages", *count}});
}

void Player::confirmMode(const Json& step)
{
    ChannelId channel = 0;
    ChannelState* const state = findChannel(step, "channel", channel);
    if (state == nullptr)
        return;
    m_broker.selectConfirms(channel);
    state->confirms = true;
}

void Player::prefetch(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) != nullptr)
        m_broker.setPrefetch(channel, numberOf(step, "count"), textOf(step, "per", "consumer") == "channel");
}

void Player::publish(const Json& step)
{
    ChannelId channel = 0;
    ChannelState* const state = findChannel(step, "channel", channel);
    if (state == nullptr)
        return;
    const Json messages = step.value("messages", Json{});
    if (messages.is_object()) {
        const std::string prefix = textOf(messages, "prefix");
        for (std::int64_t i = numberOf(messages, "from"); i <= numberOf(messages, "to") && m_broker.isOpen(channel); ++i)
            publishOne(channel, *state, step, Json{{"id", prefix + std::to_string(i)}});
        return;
    }
    if (!messages.is_array())
        throw BadExperiment(placeOf(step) + ": expected \"messages\"");
    for (const Json& message : messages)
        if (m_broker.isOpen(channel))
            publishOne(channel, *state, step, message.is_string() ? Json{{"id", message}} : message);
}

void Player::publishOne(ChannelId channel, ChannelState& state, const Json& step, const Json& own)
{
    Json all = step;
    all.update(own);
    const std::string id = all.at("id").get<std::string>();
    Publication publication{.message = {.id = std::to_string(m_published.size()),
                                        .exchange = textOf(all, "exchange", ""),
                                        .routingKeys = {textOf(all, "routing_key", "")},
                                        .headers = readTable(all.value("headers", Json{})),
                                        .deaths = {},
                                        .firstDeath = {},
                                        .expiration = {},
                                        .priority = {},
                                        .isPersistent = flagOf(all, "persistent"),
                                        .size = numberOf(all, "size", static_cast<std::int64_t>(id.size()))},
                            .isMandatory = flagOf(all, "mandatory")};
    if (all.contains("expiration"))
        publication.message.expiration = all.at("expiration").is_string() ? textOf(all, "expiration") : all.at("expiration").dump();
    if (all.contains("priority") && !all.at("priority").is_null())
        publication.message.priority = numberOf(all, "priority");
    m_published[publication.message.id] = {id, all.value("headers", Json::object()), publication.message.exchange,
                                           publication.message.routingKeys.front(), publication.message.expiration.has_value()};
    if (state.confirms)
        state.unconfirmed.emplace(++state.lastNumber, id);
    m_broker.publish(channel, publication);
}

void Player::attach(const Json& step)
{
    ChannelId channel = 0;
    ChannelState* const state = findChannel(step, "channel", channel);
    if (state == nullptr)
        return;
    const std::string name = textOf(step, "consumer");
    const std::string reaction = textOf(step, "on_deliver", "hold");
    const std::set<std::string> kinds{"hold", "ack", "nack-requeue", "reject-requeue", "reject-drop"};
    if (!kinds.contains(reaction))
        throw BadExperiment(placeOf(step) + ": \"on_deliver\": unknown reaction \"" + reaction + "\"");
    const bool isAutoAck = flagOf(step, "auto_ack");
    m_consumers[name] = {channel, state->name, isAutoAck ? "hold" : reaction, numberOf(step, "limit", -1)};
    std::int64_t priority = 0;
    if (const Json arguments = step.value("arguments", Json{}); arguments.is_object())
        priority = arguments.value("x-priority", std::int64_t{0});
    m_broker.consume(channel, textOf(step, "queue"),
                     {.tag = name, .isAutoAck = isAutoAck, .isExclusive = flagOf(step, "exclusive"), .priority = priority});
}

void Player::detach(const Json& step)
{
    const auto consumer = m_consumers.find(textOf(step, "consumer"));
    if (consumer == m_consumers.end())
        throw BadExperiment(placeOf(step) + ": there is no such consumer");
    if (!m_broker.isOpen(consumer->second.channel))
        note({{"event", "step-impossible"}, {"consumer", consumer->first}});
    else
        m_broker.cancel(consumer->second.channel, consumer->first);
}

std::vector<Player::Held> Player::heldOf(const Json& step, ChannelId& channel)
{
    std::vector<Held> found;
    const std::string consumer = textOf(step, "consumer", "");
    if (!consumer.empty() && !m_consumers.contains(consumer))
        throw BadExperiment(placeOf(step) + ": there is no consumer \"" + consumer + "\"");
    if (!consumer.empty())
        channel = m_consumers.at(consumer).channel;
    else if (const auto id = m_channelIds.find(textOf(step, "channel")); id != m_channelIds.end())
        channel = id->second;
    if (!m_broker.isOpen(channel)) {
        note({{"event", "step-impossible"}, {"consumer", consumer}});
        return found;
    }
    for (const Held& one : m_channels.at(channel).held)
        if (consumer.empty() || one.consumer == consumer)
            found.push_back(one);
    if (found.empty())
        note({{"event", "step-noop"}, {consumer.empty() ? "channel" : "consumer", consumer.empty() ? textOf(step, "channel") : consumer}});
    return found;
}

void Player::settleById(const Json& step, Verdict verdict)
{
    ChannelId channel = 0;
    if (step.contains("delivery_tag")) {
        channel = m_channelIds.at(textOf(step, "channel"));
        if (m_broker.isOpen(channel))
            settleHeld(m_channels.at(channel), channel, {.tag = static_cast<std::uint64_t>(numberOf(step, "delivery_tag")), .consumer = {}, .id = {}},
                       flagOf(step, "multiple"), verdict);
        else
            note({{"event", "step-impossible"}, {"channel", textOf(step, "channel")}});
        return;
    }
    const std::vector<Held> held = heldOf(step, channel);
    const auto meant = std::ranges::find(held, textOf(step, "id"), &Held::id);
    if (meant != held.end())
        settleHeld(m_channels.at(channel), channel, *meant, flagOf(step, "multiple"), verdict);
}

void Player::ack(const Json& step) { settleById(step, Verdict::Acknowledge); }

void Player::nack(const Json& step)
{
    settleById(step, step.contains("requeue") && !flagOf(step, "requeue") ? Verdict::Discard : Verdict::Requeue);
}

void Player::ackOldest(const Json& step)
{
    for (std::int64_t left = numberOf(step, "count", 1); left > 0; --left) {
        ChannelId channel = 0;
        const std::vector<Held> held = heldOf(step, channel);
        if (held.empty())
            return;
        settleHeld(m_channels.at(channel), channel, held.front(), false, Verdict::Acknowledge);
    }
}

void Player::ackAll(const Json& step)
{
    ChannelId channel = 0;
    for (const Held& held : heldOf(step, channel))
        settleHeld(m_channels.at(channel), channel, held, false, Verdict::Acknowledge);
}

void Player::get(const Json& step)
{
    ChannelId channel = 0;
    ChannelState* const state = findChannel(step, "channel", channel);
    if (state == nullptr)
        return;
    const std::string queue = textOf(step, "queue");
    const bool isAutoAck = flagOf(step, "auto_ack");
    for (std::int64_t left = numberOf(step, "count", 1); left > 0; --left) {
        Queue::Fetched fetched;
        const GetOutcome outcome = m_broker.get(channel, queue, isAutoAck, fetched);
        if (outcome == GetOutcome::Empty)
            note({{"event", "get-empty"}, {"channel", state->name}, {"queue", queue}});
        else if (outcome == GetOutcome::NoAnswer)
            note({{"event", "get-no-answer"}, {"channel", state->name}, {"queue", queue}, {"waited_ms", 10000}});
        if (outcome != GetOutcome::Message)
            return;
        Json event{{"event", "get-ok"}, {"channel", state->name}};
        describeMessage(event, fetched.delivery);
        event["remaining"] = fetched.remaining;
        const std::string id = event.at("id").get<std::string>();
        note(std::move(event));
        if (!isAutoAck)
            state->held.push_back({fetched.delivery.tag, {}, id});
    }
}

void Player::recover(const Json& step)
{
    ChannelId channel = 0;
    ChannelState* const state = findChannel(step, "channel", channel);
    if (state == nullptr)
        return;
    state->held.clear();
    m_broker.recover(channel, !step.contains("requeue") || flagOf(step, "requeue"));
}

void Player::closeChannel(const Json& step)
{
    ChannelId channel = 0;
    if (findChannel(step, "channel", channel) != nullptr)
        m_broker.closeChannel(channel);
}

void Player::closeConnection(const Json& step)
{
    const auto connection = m_connections.find(textOf(step, "connection"));
    if (connection == m_connections.end())
        throw BadExperiment(placeOf(step) + ": there is no such connection");
    m_broker.closeConnection(connection->second);
}

}  // namespace stormglass::conformance
