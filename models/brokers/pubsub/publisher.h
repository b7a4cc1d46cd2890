// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that publishes in batches.
#pragma once

#include "models/brokers/pubsub/service.h"

#include <map>

namespace stormglass::pubsub {

/// One batch a topic is open; it is sent when a threshold is reached. A call that fails is tried again, with a wait that
/// grows from 100 ms by 1.3 each time up to 60 s, for a minute; one that is not answered fails after that minute (Publisher
/// API, retry settings).
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
    struct Batch {
        Topic* topic = nullptr;
        std::vector<Publish> publishes;
        std::int64_t bytes = 0;
        bool isSent = false;
        SimTime sentAt{};
        Duration wait{};
    };
    using Number = std::uint64_t;

    void send(Number number);
    void call(Number number);
    void arrived(Number number);
    void retry(Number number, LossCause cause);
    void fail(Number number, LossCause cause, Outcome outcome);
    void answer(std::vector<Publish> publishes);

    Service& m_service;
    const HostId m_host;
    std::map<Number, Batch> m_batches;
    std::map<const Topic*, Number> m_open;
    Number m_last = 0;
};

}  // namespace stormglass::pubsub
