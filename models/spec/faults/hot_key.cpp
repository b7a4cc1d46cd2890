// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/hot_key.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass::spec {

void describe(FieldVisitor& visit, HotKey& hotKey)
{
    visit.reference("flow", hotKey.flow, RefersTo::Flow, {.help = "Flow whose transactions get the key; absent: all requests."});
    visit.ratio("transactions", hotKey.transactions,
                {.help = "Share of the new transactions that get the key.", .isRequired = true});
}

void check(const HotKey& hotKey, FaultScope& scope)
{
    if (hotKey.transactions <= 0)
        scope.error("/transactions", "the fault hits nothing: expected more than 0%");
    const auto hasPartitions
        = [](const Component& component) {
              const auto* pulsar = std::get_if<PulsarSettings>(&component.settings);
              return std::holds_alternative<KafkaSettings>(component.settings) || (pulsar != nullptr && pulsar->producer.hasKeys);
          };
    if (std::ranges::none_of(scope.scenario().topology.components, hasPartitions))
        scope.error("/fault", "the fault hits nothing: no broker here distributes messages by their key (kafka, or pulsar with has_keys)");
}

std::string phraseOf(const HotKey& hotKey)
{
    return percentToText(hotKey.transactions) + " of " + (hotKey.flow.empty() ? "all transactions" : hotKey.flow)
        + " had one key";
}

}  // namespace stormglass::spec
