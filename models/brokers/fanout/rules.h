// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs from one service that fans out to the other.
#pragma once

#include "models/brokers/bill.h"
#include "models/spec/components/filters.h"
#include "models/spec/components/sqs.h"
#include "simcore/random/random_stream.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stormglass::fanout {

/// How one subscription delivers.
struct DeliveryRules {
    std::optional<spec::SqsQueue> queue{};  ///< It delivers to a queue of this kind; none: by requests to the instances.
    std::int32_t envelope = 0;              ///< Bytes around each message.
    Duration answerWithin{};                ///< Of a request.
    std::int64_t requestsPerSecond = 0;     ///< Zero: no limit.
    bool isInOrder = false;                 ///< The messages of a group one after the other.
    std::int64_t messageGroups = 0;
    std::string deadLetterChannel{};
    /// The wait before the next attempt, after so many failures of a message of that age; none: it is given up.
    std::function<std::optional<Duration>(std::int64_t failures, Duration age, RandomStream& draws)> retryAfter{};
};

/// USD for a million.
struct Prices {
    double publish = 0;
    double delivery = 0;
    bool areQueuesFree = true;  ///< Only deliveries by request are billed.
};

struct TopicRules {
    DeliveryRules delivery{};
    std::vector<spec::EventFilter> filters{};  ///< A subscriber that is not named gets all events.
    spec::SqsQueue publishes{};       ///< How the SDK and the endpoint deal with publishes, in the words of SQS.
    std::uint64_t publishesPerSecond = 0;  ///< Zero: no limit.
    bool isDeduplicated = false;
    bool isDeduplicatedByGroup = false;
    Prices prices{};
};

}  // namespace stormglass::fanout
