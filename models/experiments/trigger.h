// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The faults of a scenario as a disturbance that begins once, ends, and leaves time to come back.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::experiments {

struct Trigger {
    std::vector<spec::Fault> faults;  ///< Empty: the scenario has none that could serve.
    std::string phrase;               ///< What is the case while it lasts.
    std::string obstacle;             ///< Why there is none, although the scenario has faults.

    /// From the first begin to the last end.
    [[nodiscard]] Duration length() const;
    /// How far the faults can be stretched, in thousandths, so that a third of the arrivals after the begin is left to come
    /// back in.
    [[nodiscard]] std::int64_t mostThousandths(const spec::RunSettings& run) const;
};

/// All faults of the scenario together.
[[nodiscard]] Trigger triggerOf(const spec::Scenario& scenario);

/// Precondition: the faults are those of a trigger, and there are any.
[[nodiscard]] Duration beginOf(const std::vector<spec::Fault>& faults);
[[nodiscard]] Duration endOf(const std::vector<spec::Fault>& faults);

}  // namespace stormglass::experiments
