// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of single parts of a scenario at random, each valid by itself. Clients are impatient, so that a run of a few
// seconds meets their timeouts.
#pragma once

#include "models/spec/scenario.h"
#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {

[[nodiscard]] spec::WorkerPool randomWorkers(Luck& luck);
[[nodiscard]] spec::CallPolicy randomPolicy(Luck& luck);
[[nodiscard]] spec::DatabaseSettings randomDatabase(Luck& luck);
/// Of any kind, without a placement; SNS and EventBridge without the SQS that they need.
[[nodiscard]] spec::ComponentSettings randomBroker(Luck& luck);
/// Settings of a channel of that broker.
[[nodiscard]] spec::ChannelSettings randomChannel(const spec::Component& broker, Luck& luck);
/// Of some requests per second.
void drawArrivals(spec::Workload& workload, Luck& luck);

}  // namespace stormglass::fuzz
