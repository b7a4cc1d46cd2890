// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/comeback_note.h"

namespace stormglass::nats {

/// A message of a stream, as one consumer has it before it.
struct Entry {
    Message message;
    std::uint64_t sequence = 0;
    std::uint64_t bytesBefore = 0;  ///< Of all that were stored before it, so that limits can be told without them.
    SimTime storedAt{};
    std::uint32_t deliveries : 24 = 0;
    ComebackNote comeback = {};  ///< In the same word as the deliveries.
    std::uint32_t puller = 0;    ///< Who has got it last, by number.
};
static_assert(sizeof(Entry) == 64, "streams keep many of them");

}  // namespace stormglass::nats
