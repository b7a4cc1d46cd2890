// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Amazon SNS does with publishes and deliveries.
#pragma once

#include "models/brokers/fanout/front.h"
#include "models/brokers/fanout/rules.h"
#include "models/spec/components/sns.h"

namespace stormglass::sns {

[[nodiscard]] fanout::FrontSettings frontOf(const spec::SnsSettings& sns);
[[nodiscard]] fanout::TopicRules rulesOf(const spec::SnsSettings& sns, const spec::SnsTopic& topic);

}  // namespace stormglass::sns
