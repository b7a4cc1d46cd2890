// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/registry.h"

#include "simcore/base/check.h"

namespace stormglass {

std::unique_ptr<Broker> makeBroker(const spec::Component& component, const BrokerContext&)
{
    failCheck("makeBroker", component.name + " is of no kind of broker that can be run");
}

}  // namespace stormglass
