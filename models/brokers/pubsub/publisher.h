// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that publishes in batches.
#pragma once

#include "models/brokers/pubsub/service.h"

#include <deque>
#include <map>

namespace stormglass::pubsub {

/// One batch a topic is open; it is sent when a threshold is reached. A call that fails is tried again, with a wait that
/// grows from 100 ms by 1.3 each time up to 60 s, for a minute; one that is not answered fails after that minute (Publisher
/// API, retry settings).
///
/// With ordering each key has batches of its own, one of them under way at a time; if it fails, what waits behind it fails with
/// it (ErrPublishingPaused), and the application goes on at once (ResumePublish).
class Publisher {
public:
    Publisher(Service& service, HostId clientHost) : m_service(service), m_host(clientHost) { }

    void publish(Topic& topic, Message message, CompletionId confirm);
    /// Its process died: what it had not sent is gone.
    void died();

    /// Copies of that topic's messages that the service has not got.
    [[nodiscard]] std::uint64_t countHeld(const Topic& topic) const;
    void clear() { m_batches.clear(); }

private:
    struct Publish {
        Message message;
        CompletionId confirm;
    };
    /// What is sent in order: with ordering the messages of a key, otherwise nothing.
    using Lane = std::pair<const Topic*, std::uint32_t>;
    struct Batch {
        Topic* topic = nullptr;
        std::uint32_t key = 0;  ///< With ordering.
        std::vector<Publish> publishes;
        std::int64_t bytes = 0;
        bool isSent = false;    ///< It takes no more messages.
        bool isCalled = false;  ///< It has been its turn.
        SimTime calledAt{};
        Duration wait{};
    };
    using Number = std::uint64_t;
    struct Turn {
        Number underWay = 0;
        std::deque<Number> behind = {};
    };

    void send(Number number);
    void begin(Number number);
    void call(Number number);
    void arrived(Number number);
    void retry(Number number, LossCause cause);
    void fail(Number number, LossCause cause, Outcome outcome);
    void answer(Number number, Batch batch);
    /// That call is over: the next one of its lane may begin.
    void goOn(Lane lane, Number over);
    /// All that waits behind a call that has failed; its lane is then free. Nothing if that call does not hold the lane.
    [[nodiscard]] std::vector<Number> takeBehind(Lane lane, Number failed);

    Service& m_service;
    const HostId m_host;
    std::map<Number, Batch> m_batches;
    std::map<Lane, Number> m_open;
    std::map<Lane, Turn> m_busy;  // with ordering
    Number m_last = 0;
};

}  // namespace stormglass::pubsub
