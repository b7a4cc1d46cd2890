// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokers/broker.h"

namespace stormglass::sqs {

/// A message that is waiting, or that nobody may see yet.
struct Entry {
    Message message;
    SimTime sentAt{};
    std::uint32_t receives = 0;
    std::uint32_t number = 0;  ///< Of a FIFO queue: the order of the sends.
};

}  // namespace stormglass::sqs
