// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What only a FIFO queue has.
#pragma once

#include "models/brokers/sqs/message_groups.h"
#include "models/brokers/sqs/quotas.h"
#include "models/brokers/sqs/recent_contents.h"
#include "models/spec/components/sqs.h"

namespace stormglass::sqs {

struct FifoPart {
    explicit FifoPart(const spec::SqsQueue& settings)
        : groups(settings.messageGroups)
        , recent(settings.deduplicationScope == spec::SqsDeduplicationScope::MessageGroup)
    {
    }

    MessageGroups groups;
    RecentContents recent;
    CallQuota receives;
    CallQuota deletes;
    std::uint32_t lastNumber = 0;
};

}  // namespace stormglass::sqs
