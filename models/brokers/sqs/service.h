// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The managed service: one endpoint, channels with a queue for each subscriber.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/denials.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/sqs/quotas.h"
#include "models/spec/components/sqs.h"
#include "simcore/random/sampler.h"

#include <memory>

namespace stormglass::sqs {

class Queue;
class Receiver;
class Sends;

/// Bytes of a call or an answer without a message.
inline constexpr std::int64_t kSmallCall = 500;
/// AWS SDK for Java 2.x, SdkHttpConfigurationOption: how long a client waits for a connection, and for an answer.
inline constexpr Duration kConnectionTimeout = std::chrono::seconds{2};
inline constexpr Duration kReadTimeout = std::chrono::seconds{30};

/// Who takes messages in the place of queues: a topic of SNS.
class Taker {
public:
    /// A copy for each subscription that wants it.
    [[nodiscard]] virtual std::size_t copiesOf(const Message& message) = 0;
    virtual void take(const Message& message) = 0;

protected:
    ~Taker() = default;
};

/// What messages are sent to: a queue for each subscriber.
struct Topic {
    Topic(std::string called, const spec::SqsQueue& chosen, ChannelProbe& itsProbe);

    const std::string name;
    const spec::SqsQueue settings;  ///< Of each of its queues.
    ChannelProbe* const probe;
    std::vector<Queue*> queues;
    Taker* taker = nullptr;
    Denials denials = {};
    bool hasQuota;  ///< So many sends a second; of FIFO queues.
    CallQuota sends;
    GroupQuota groupSends;
    Meter meter;

    [[nodiscard]] std::size_t copiesOf(const Message& message) const
    {
        return taker == nullptr ? queues.size() : taker->copiesOf(message);
    }
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
    const std::unique_ptr<Sends> sends;

    [[nodiscard]] SimTime now() const { return context.now(); }
    /// Whether a call would get there and its answer back.
    [[nodiscard]] bool isConnected(HostId client) const { return context.network.areConnected(client, host); }
    [[nodiscard]] Duration delay(HostId client) const { return context.network.delay(client, host, kSmallCall); }
    [[nodiscard]] Duration requestTime() { return m_requestTime.sample(m_requestTimes); }
    [[nodiscard]] Duration meanRequestTime() const
    {
        return Duration{static_cast<std::int64_t>(m_requestTime.meanNanoseconds())};
    }
    /// Before the SDK makes a call again; \p attempt has failed, the first one is 1.
    [[nodiscard]] Duration waitBeforeRetry(std::int64_t attempt);
    [[nodiscard]] Topic* findTopic(const std::string& name) const;
    /// Moves a message to the channel of dead letters. Precondition: there is one. \p except is not served: it is doing
    /// so.
    void bury(ChannelProbe& from, const Message& message, SimTime sentAt, const std::string& deadLetterChannel,
              const Queue* except = nullptr);
    [[nodiscard]] Bill billOf(const Topic& topic) const;
    void clear();

private:
    void reachChanged() override;

    Sampler m_requestTime;
    RandomStream m_requestTimes;
    RandomStream m_backoff;
};

}  // namespace stormglass::sqs
