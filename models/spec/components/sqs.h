// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of Amazon SQS (with SNS in front where several components subscribe).
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

struct SqsSettings {
    static constexpr std::string_view kKind = "sqs";
    Distribution requestTime{distribution::Constant{std::chrono::milliseconds{5}}};  ///< Time of the service per API call.
    std::int64_t maxNumberOfMessages = 10;
    Duration waitTime = std::chrono::seconds{20};
    bool operator==(const SqsSettings&) const = default;
};

/// A standard queue for each subscribing component.
struct SqsQueue {
    static constexpr std::string_view kKind = "sqs-queue";
    Duration visibilityTimeout = std::chrono::seconds{30};
    std::int64_t maxReceiveCount = 0;  ///< Receives before a message is moved to the dead-letter queue; 0: no redrive.
    std::string deadLetterChannel{};
    Duration delay{0};
    Duration retention = std::chrono::hours{96};
    bool operator==(const SqsQueue&) const = default;
};

void describe(FieldVisitor& visit, SqsSettings& sqs);
void describe(FieldVisitor& visit, SqsQueue& queue);

}  // namespace stormglass::spec
