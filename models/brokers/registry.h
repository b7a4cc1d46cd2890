// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every kind of broker by its settings.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"

#include <memory>

namespace stormglass {

/// Precondition: spec::isBroker(component), and the context has a host for each node.
[[nodiscard]] std::unique_ptr<Broker> makeBroker(const spec::Component& component, const BrokerContext& context);

}  // namespace stormglass
