// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which faults of the catalogue can hit a part of a scenario, found by trying each of them.
#pragma once

#include "ui/document/element_id.h"

#include <string_view>
#include <vector>

namespace stormglass::ui {

/// What a fault works on, by what it refers to; the groups of the menu.
enum class FaultGroup { Processes, Slowness, Network, Messages, Stores, Load };
inline constexpr std::size_t kFaultGroups = 6;

/// One kind of fault and one part of the scenario.
struct FaultOffer {
    std::string_view kind;  ///< "crash"
    std::string_view help;
    FaultGroup group = FaultGroup::Processes;
    /// Default settings that hit the part, under a free name, for ten seconds; nothing if the fault cannot hit it.
    std::optional<spec::Fault> fault;
    std::string reason = {};  ///< Why it cannot, for people.
};

/// Every kind of the catalogue, in its order.
[[nodiscard]] std::vector<FaultOffer> faultOffersFor(const spec::Scenario& scenario, const ElementId& element);
/// One kind, for each of these; nothing if the catalogue has none of that name.
[[nodiscard]] std::vector<FaultOffer> faultOffersOf(std::string_view kind, const spec::Scenario& scenario,
                                                    const std::vector<ElementId>& elements);
/// Every kind, aimed at the first part that it hits: \p wanted if that can be.
[[nodiscard]] std::vector<FaultOffer> faultOffersAnywhere(const spec::Scenario& scenario, const std::optional<ElementId>& wanted);
/// Everything that a fault could be aimed at.
[[nodiscard]] std::vector<ElementId> faultTargets(const spec::Scenario& scenario);
/// What keeps the fault from being run in the scenario, which does not hold it yet; empty: nothing does.
[[nodiscard]] std::string objectionTo(const spec::Fault& fault, const spec::Scenario& scenario);
[[nodiscard]] FaultGroup groupOf(const spec::Fault& fault);

}  // namespace stormglass::ui
