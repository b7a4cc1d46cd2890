// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults of the same kind at the same place that are smaller or just other than a given one.
#pragma once

#include "models/experiments/trial.h"

namespace stormglass::experiments {

/// The instances that the fault hits; nothing if its kind does not choose among instances.
[[nodiscard]] std::optional<std::int64_t> instancesHit(const spec::Scenario& scenario, const spec::Fault& fault);
/// The fault with so many of its target's instances. Precondition: instancesHit() knows how many.
[[nodiscard]] spec::Fault withInstances(spec::Fault fault, std::int64_t count);

/// The same kind of fault at parts of its place: the hosts of a zone that have instances, the components of a host with
/// as many instances as it has of each.
[[nodiscard]] std::vector<spec::Fault> atParts(const spec::Scenario& scenario, const spec::Fault& fault);

/// The keys of the fault's quantities, those of instances and time left out.
[[nodiscard]] std::vector<std::string> quantitiesOf(const spec::Fault& fault);
/// The fault with one of them multiplied by a factor. Nothing if that is not possible in the scenario.
[[nodiscard]] std::optional<spec::Fault> scaled(const spec::Scenario& scenario, const spec::Fault& fault, std::string_view key,
                                                double factor);

}  // namespace stormglass::experiments
