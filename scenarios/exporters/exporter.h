// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the faults and the hypothesis of a scenario to experiments of other programs.
//
// A new format is one file with a function like exportChaosMesh(), and one line in registry.cpp.
#pragma once

#include "models/spec/scenario.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

struct Exported {
    std::string text;                      ///< Of the file.
    std::size_t faults = 0;                ///< How many of the scenario's are in it.
    std::vector<std::string> unmapped;     ///< "/chaos/2: ...": what is not. It also stands in the text.
    std::vector<std::string> assumptions;  ///< What had to be guessed, so that it should be looked at.
};

struct Exporter {
    std::string_view name;
    std::string_view help;
    Exported (*write)(const spec::Scenario& scenario);
};

[[nodiscard]] std::span<const Exporter> exporters();
/// Null if there is none of that name.
[[nodiscard]] const Exporter* findExporter(std::string_view name);

Exported exportChaosToolkit(const spec::Scenario& scenario);
Exported exportToolkitForKubernetes(const spec::Scenario& scenario);
Exported exportChaosMesh(const spec::Scenario& scenario);

}  // namespace stormglass
