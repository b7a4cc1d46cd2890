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
/// AWS SDK for Java 2.x, SdkHttpConfigurationOption: how long a client waits for a connection, and for an answer.
inline constexpr Duration kConnectionTimeout = std::chrono::seconds{2};
inline constexpr Duration kReadTimeout = std::chrono::seconds{30};

struct Topic {
    std::string name;
    spec::SqsQueue settings;  ///< Of each of its queues.
    ChannelProbe* probe = nullptr;
    std::vector<Queue*> queues;
    std::uint32_t deniedWrites = 0;  ///< Faults that let nobody write, or nobody read.
    std::uint32_t deniedReads = 0;
};

class Service final : private ReachObserver {
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
    /// Whether a call would get there and its answer back.
    [[nodiscard]] bool isConnected(HostId client) const { return context.network.areConnected(client, host); }
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
    /// A call that publishes a message, until its client hears the answer.
    struct Call {
        Topic* topic = nullptr;  ///< None: the message has arrived, or it is lost.
        HostId client;
        Message message;
        CompletionId confirm;
        std::uint64_t number = 0;  ///< 0: none.
        SimTime sentAt{};
        bool isWatched = false;    ///< Its client will give up in time.
    };
    struct Answer;

    void called(std::uint32_t slot);
    void answered(std::uint32_t slot, Outcome outcome);
    void callLost(std::uint32_t slot, ParcelLoss how);
    void reachChanged() override;
    void watch(std::uint32_t slot);

    Sampler m_requestTime;
    RandomStream m_requestTimes;
    std::vector<Call> m_calls;
    std::uint64_t m_lastCall = 0;
    std::vector<std::uint32_t> m_freeCalls;
};

}  // namespace stormglass::sqs
