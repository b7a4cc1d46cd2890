// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/reading.h"

#include "scenarios/scenario_validation.h"

#include <algorithm>

namespace stormglass::ui {

bool saysAll(const LoadedScenario& loaded)
{
    if (loaded.document == nullptr)
        return false;
    const Issues meaning = validateScenario(loaded.scenario);
    return std::ranges::all_of(loaded.issues, [&](const PlacedIssue& issue) {
        const auto isTheSame = [&](const Issue& other) { return other.pointer == issue.pointer && other.message == issue.message; };
        return issue.severity != Severity::Error || std::ranges::any_of(meaning.list(), isTheSame);
    });
}

}  // namespace stormglass::ui
