// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokers/pulsar/dispatcher.h"

namespace stormglass::pulsar {

/// A subscription of a topic: a dispatcher at each of its partitions.
struct Subscription {
    Topic& topic;
    std::vector<std::unique_ptr<Dispatcher>> dispatchers;
};

}  // namespace stormglass::pulsar
