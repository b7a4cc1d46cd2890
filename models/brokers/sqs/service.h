// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The managed service: one endpoint, topics (SNS) with a queue for each subscriber.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/sqs.h"
#include "simcore/random/sampler.h"

#include <memory>

namespace stormglass::sqs {

class Queue;
class Receiver;

/// Bytes of a call or an answer without a message.
inline constexpr std::int64_t kSmallCall = 500;
/// How long a client waits for an answer (AWS SDK for Java 2.x, Apache HTTP client: socketTimeout).
inline constexpr Duration kSocketTimeout = std::chrono::seconds{30};

struct Topic {
    std::string name;
    spec::SqsQueue settings;  ///< Of each of its queues.
    ChannelProbe* probe = nullptr;
    std::vector<Queue*> queues;
    std::uint32_t deniedWrites = 0;  ///< Faults that let nobody write, or nobody read.
    std::uint32_t deniedReads = 0;
};

class Service {
public:
    Service(const spec::SqsSettings& chosen, const BrokerContext& where);
    ~Service();

    const spec::SqsSettings settings;
    const BrokerContext context;
    const HostId host;
    bool isUp = true;
    bool isSilent = false;  ///< While it is not up: calls get no answer.
    std::vector<std::unique_ptr<Topic>> topics;
    std::vector<std::unique_ptr<Queue>> queues;
    std::vector<std::unique_ptr<Receiver>> receivers;  ///< Also those that have gone.

    [[nodiscard]] SimTime now() const { return context.now(); }
    [[nodiscard]] Duration delay(HostId client) const { return context.network.delay(client, host, kSmallCall); }
    [[nodiscard]] Duration requestTime() { return m_requestTime.sample(m_requestTimes); }
    [[nodiscard]] Duration meanRequestTime() const
    {
        return Duration{static_cast<std::int64_t>(m_requestTime.meanNanoseconds())};
    }
    [[nodiscard]] Topic* findTopic(const std::string& name) const;

    void publish(HostId client, Topic& topic, Message message, CompletionId confirm);
    [[nodiscard]] std::uint64_t countCalls(const Topic& topic) const;
    void clear();

private:
    /// A message on its way in a call.
    struct Call {
        Topic* topic = nullptr;
        HostId client;
        Message message;
        CompletionId confirm;
    };

    void called(std::uint32_t slot);

    Sampler m_requestTime;
    RandomStream m_requestTimes;
    std::vector<Call> m_calls;
    std::vector<std::uint32_t> m_freeCalls;
};

}  // namespace stormglass::sqs
