// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which kinds of fault can hit which places, asked of the kinds themselves: they describe their fields and check what they
// hit, so a new kind needs no line here.
#pragma once

#include "models/experiments/places.h"

namespace stormglass::experiments {

/// The names of all kinds, in the order of the catalogue.
[[nodiscard]] std::vector<std::string_view> faultKinds();

/// Settings of the kind as they are by default; nothing if there is no such kind.
[[nodiscard]] std::optional<spec::FaultSettings> findDefaultSettings(std::string_view kind);

/// When a fault of an experiment happens.
struct FaultWindow {
    Duration at{0};       ///< From the start of the run.
    Duration lasting{0};  ///< Zero: until the end of the run.
    [[nodiscard]] Duration end() const { return at + lasting; }
    bool operator==(const FaultWindow&) const = default;
};

/// The middle third of the measured time, in round figures: there is a before to compare with and an after to recover in.
[[nodiscard]] FaultWindow defaultWindow(const spec::RunSettings& run);

/// A fault that is aimed at a place, or why it is not.
struct Aim {
    std::optional<spec::Fault> fault;
    std::string obstacle;       ///< Without a fault: why this kind does not hit this place.
    bool needsMore = false;     ///< Without a fault: the kind wants to be told more than a place.
};

/// A fault of the kind that hits the place in that window, named after both. Its other settings are those of the first
/// fault of this kind in the scenario, so that an experiment can be told how strong its faults are; or the defaults, if
/// there is none or its settings do not fit the place.
/// Precondition: there is such a kind.
[[nodiscard]] Aim aimFault(const spec::Scenario& scenario, std::string_view kind, const Place& place, const FaultWindow& window);

/// The same fault at another place. Nothing if its kind or its settings do not fit there.
[[nodiscard]] std::optional<spec::Fault> aimAnew(const spec::Scenario& scenario, const spec::Fault& fault, const Place& place);
/// The one place that the fault names as what it hits; nothing if there is none, or more.
[[nodiscard]] std::optional<Place> placeOf(const spec::Scenario& scenario, const spec::Fault& fault);

/// The first thing that is wrong with the fault in this scenario; empty: nothing.
[[nodiscard]] std::string findObstacle(const spec::Scenario& scenario, const spec::Fault& fault);

}  // namespace stormglass::experiments
