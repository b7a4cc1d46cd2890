// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/filters.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, EventFilter& filter)
{
    visit.reference("subscriber", filter.subscriber, RefersTo::Component, {.help = "The subscribing component.", .isRequired = true});
    visit.reference("event", filter.event, RefersTo::Event,
                    {.help = "Event that it gets; \"order.payment\" stands for all events of that step.",
                     .source = "Amazon SNS Developer Guide, subscription filter policies, and Amazon EventBridge User Guide, "
                               "comparison operators: prefix matching",
                     .isRequired = true});
}

}  // namespace stormglass::spec
