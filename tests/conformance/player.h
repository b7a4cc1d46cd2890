// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plays the script of an experiment on the model.
#pragma once

#include "models/brokers/rabbitmq/amqp/broker.h"
#include "tests/conformance/experiment.h"

#include <set>

namespace stormglass::conformance {

/// Something that clients saw.
struct Event {
    int step = 0;
    Json json;           ///< As in the recording's trace.
    std::string source;  ///< Of a delivery: "channel queue", within which there is an order.
};

class Player final : private rabbitmq::amqp::Observer {
public:
    explicit Player(const Experiment& experiment);

    /// Throws BadExperiment where the script makes no sense.
    void play();
    [[nodiscard]] const std::vector<Event>& trace() const { return m_trace; }
    /// Of publish-stream and drain; empty if there was none.
    [[nodiscard]] const Json& streamFigures() const { return m_stream; }
    /// Numbers of the messages that a confirm covers, by channel.
    struct Confirmed {
        std::vector<std::string> acked;
        std::vector<std::string> nacked;
    };
    [[nodiscard]] const Confirmed& confirmedIds() const { return m_confirmed; }

private:
    using Step = void (Player::*)(const Json&);
    struct Published {
        std::string id;
        Json headers;
        std::string exchange;
        std::string routingKey;
        bool hasExpiration = false;
    };
    struct Held {
        std::uint64_t tag = 0;
        std::string consumer;  ///< Empty: fetched.
        std::string id;
    };
    struct Client {
        rabbitmq::amqp::ChannelId channel = 0;
        std::string channelName;
        std::string reaction = "hold";
        std::int64_t reactionsLeft = -1;  ///< -1: without end.
    };
    struct ChannelState {
        rabbitmq::amqp::ConnectionId connection = 0;
        std::string name;
        std::vector<Held> held;
        std::map<std::uint64_t, std::string> unconfirmed;  ///< Ids by sequence number.
        std::uint64_t lastNumber = 0;
        bool confirms = false;
    };
    struct Reaction {
        rabbitmq::amqp::ChannelId channel = 0;
        std::string consumer;
        std::uint64_t tag = 0;
    };

    // Observer
    void delivered(rabbitmq::amqp::ChannelId channel, const std::string& consumer, const std::string& queue,
                   const rabbitmq::amqp::Delivery& delivery) override;
    void returned(rabbitmq::amqp::ChannelId channel, const rabbitmq::amqp::Message& message) override;
    void confirmed(rabbitmq::amqp::ChannelId channel, bool isAck, std::uint64_t sequence, bool isMultiple) override;
    void consumerCancelled(rabbitmq::amqp::ChannelId channel, const std::string& consumer) override;
    void channelClosed(rabbitmq::amqp::ChannelId channel, const rabbitmq::amqp::Refusal& why) override;
    void connectionClosed(rabbitmq::amqp::ConnectionId connection, const rabbitmq::amqp::Refusal& why) override;

    void note(Json event, std::string source = {});
    void describeMessage(Json& event, const rabbitmq::amqp::Delivery& delivery) const;
    void settle();
    void react();
    void pass(Duration time, bool settles);
    /// Of the step's channel; null, and an event says so, if it is gone.
    ChannelState* findChannel(const Json& step, const char* key, rabbitmq::amqp::ChannelId& id);
    rabbitmq::amqp::NodeId nodeOf(const Json& step) const;
    void publishOne(rabbitmq::amqp::ChannelId channel, ChannelState& state, const Json& step, const Json& message);
    void settleHeld(ChannelState& state, rabbitmq::amqp::ChannelId channel, const Held& held, bool isMultiple,
                    rabbitmq::amqp::Verdict verdict);
    void settleById(const Json& step, rabbitmq::amqp::Verdict verdict);
    [[nodiscard]] std::vector<Held> heldOf(const Json& step, rabbitmq::amqp::ChannelId& channel);
    void restart(bool isKilled, Duration downTime);

    struct Stream;
    void confirmOn(rabbitmq::amqp::ChannelId channel);
    void fillWindow(Stream& stream, std::size_t inFlight);
    bool takeStreamAcks(Stream& stream);
    void streamUntilAction(Stream& stream);
    void reconnect(Stream& stream);
    void streamOn(Stream& stream, std::size_t count);

    // Steps (player_steps.cpp, player_nodes.cpp, player_stream.cpp).
    static const std::map<std::string, Step>& steps();
    void open(const Json& step);
    void openChannel(const Json& step);
    void declareQueue(const Json& step);
    void declareExchange(const Json& step);
    void bind(const Json& step);
    void unbind(const Json& step);
    void deleteQueue(const Json& step);
    void deleteExchange(const Json& step);
    void purge(const Json& step);
    void confirmMode(const Json& step);
    void prefetch(const Json& step);
    void publish(const Json& step);
    void attach(const Json& step);
    void detach(const Json& step);
    void ack(const Json& step);
    void nack(const Json& step);
    void ackOldest(const Json& step);
    void ackAll(const Json& step);
    void get(const Json& step);
    void recover(const Json& step);
    void closeChannel(const Json& step);
    void closeConnection(const Json& step);
    void advanceTime(const Json& step);
    void snapshot(const Json& step);
    void restartApp(const Json& step);
    void restartNode(const Json& step);
    void killNode(const Json& step);
    void killBrokerNode(const Json& step);
    void stopBrokerNode(const Json& step);
    void startBrokerNode(const Json& step);
    void leader(const Json& step);
    void setPolicy(const Json& step);
    void publishStream(const Json& step);
    void drain(const Json& step);

    const Experiment& m_experiment;
    std::vector<std::string> m_nodes;
    rabbitmq::amqp::Broker m_broker;
    int m_step = 0;
    std::vector<Event> m_trace;
    std::map<std::string, rabbitmq::amqp::ConnectionId> m_connections;
    std::map<std::string, rabbitmq::amqp::ChannelId> m_channelIds;
    std::map<rabbitmq::amqp::ChannelId, ChannelState> m_channels;
    std::map<std::string, Client> m_consumers;
    std::map<std::string, Published> m_published;  // by the number that stands for a message
    std::vector<Reaction> m_inbox;
    Confirmed m_confirmed;
    Json m_stream;
    std::set<std::string> m_streamConfirmed;
    std::vector<std::string> m_streamIds;
};

}  // namespace stormglass::conformance
