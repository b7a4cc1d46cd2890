// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the faults of a scenario last, as bars on a line of time.
#pragma once

#include "models/spec/scenario.h"

#include <QString>

#include <utility>
#include <vector>

namespace stormglass::ui {

struct ChaosBar {
    std::string name;
    QString phrase;         ///< "payment-service was down"
    double begin = 0;       ///< Seconds from the start of the run; with "within" the earliest.
    double end = 0;         ///< Of the first time; with isOpen the end of the line.
    double ramp = 0;        ///< Seconds until it has its full strength.
    double within = 0;      ///< The begin is drawn from so many seconds.
    bool isOpen = false;    ///< It lasts until the end of the run.
    bool isInjected = false;
    std::string after = {};
    std::vector<std::pair<double, double>> repeats = {};  ///< After the first time.
};

/// The seconds that a line of time for the scenario shows.
[[nodiscard]] double chaosEnd(const spec::Scenario& scenario);
/// One for each fault, in the order of the scenario.
[[nodiscard]] std::vector<ChaosBar> chaosBars(const spec::Scenario& scenario, double end);
[[nodiscard]] std::vector<ChaosBar> injectedBars(const std::vector<spec::Fault>& faults, double end);

}  // namespace stormglass::ui
