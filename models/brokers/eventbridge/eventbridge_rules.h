// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Amazon EventBridge does with events and targets.
#pragma once

#include "models/brokers/fanout/front.h"
#include "models/brokers/fanout/rules.h"
#include "models/spec/components/eventbridge.h"

namespace stormglass::eventbridge {

[[nodiscard]] fanout::FrontSettings frontOf(const spec::EventBridgeSettings& bridge);
[[nodiscard]] fanout::TopicRules rulesOf(const spec::EventBridgeSettings& bridge, const spec::EventBridgeBus& bus);

}  // namespace stormglass::eventbridge
