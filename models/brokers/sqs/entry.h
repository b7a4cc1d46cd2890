// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/comeback_note.h"

namespace stormglass::sqs {

/// A message that is waiting, or that nobody may see yet.
struct Entry {
    Message message;
    SimTime sentAt{};
    std::uint32_t receives : 24 = 0;
    ComebackNote comeback = {};  ///< In the same word as the receives.
    std::uint32_t number = 0;  ///< Of a FIFO queue: the order of the sends.
};
static_assert(sizeof(Entry) == 48, "queues keep many of them");

}  // namespace stormglass::sqs
