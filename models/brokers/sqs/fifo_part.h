// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What only a FIFO queue has.
#pragma once

#include "models/brokers/recent_messages.h"
#include "models/brokers/sqs/message_groups.h"
#include "models/brokers/sqs/quotas.h"
#include "models/spec/components/sqs.h"

namespace stormglass::sqs {

/// How long it remembers what it has got (Amazon SQS Developer Guide, Exactly-once processing).
inline constexpr Duration kDeduplicationInterval = std::chrono::minutes{5};

struct FifoPart {
    explicit FifoPart(const spec::SqsQueue& settings)
        : groups(settings.messageGroups)
        , recent(kDeduplicationInterval, settings.deduplicationScope == spec::SqsDeduplicationScope::MessageGroup)
    {
    }

    MessageGroups groups;
    RecentMessages recent;
    CallQuota receives;
    CallQuota deletes;
    std::uint32_t lastNumber = 0;
};

}  // namespace stormglass::sqs
