// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokers/broker.h"

namespace stormglass::nats {

/// A message of a stream, as one consumer has it before it.
struct Entry {
    Message message;
    std::uint64_t sequence = 0;
    std::uint64_t bytesBefore = 0;  ///< Of all that were stored before it, so that limits can be told without them.
    SimTime storedAt{};
    std::uint32_t deliveries = 0;
};

}  // namespace stormglass::nats
