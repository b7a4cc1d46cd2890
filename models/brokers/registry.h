// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which class stands for which kind of broker.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"

#include <memory>

namespace stormglass {

/// Precondition: isBroker(component).
[[nodiscard]] std::unique_ptr<Broker> makeBroker(const spec::Component& component, const BrokerContext& context);

}  // namespace stormglass
