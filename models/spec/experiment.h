// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The experiment around the faults of a scenario: what must hold all the same, when it is looked at, and when to give up.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// When the hypothesis is checked; the method is the faults of the scenario. Names and meaning are those of Chaos Toolkit
/// (chaostoolkit-lib, run.py: should_run_before_method and its neighbours).
enum class HypothesisStrategy {
    Default,          ///< Before the faults and after them.
    BeforeMethodOnly,
    AfterMethodOnly,
    DuringMethodOnly, ///< Again and again while the faults last.
    Continuously      ///< Before, after, and again and again from the baseline to the end of arrivals.
};
[[nodiscard]] std::span<const std::string_view> namesOf(HypothesisStrategy);
[[nodiscard]] bool checksBefore(HypothesisStrategy strategy);
[[nodiscard]] bool checksAfter(HypothesisStrategy strategy);
[[nodiscard]] bool checksAgainAndAgain(HypothesisStrategy strategy);

/// One line of the steady-state hypothesis, in the language of expectations.
struct HypothesisLine {
    std::string that;
    std::vector<std::string> designs;  ///< Empty: all.
    bool operator==(const HypothesisLine&) const = default;
};

struct Experiment {
    std::string title;
    std::vector<HypothesisLine> hypothesis;
    HypothesisStrategy strategy = HypothesisStrategy::Default;
    Duration frequency = std::chrono::seconds{1};  ///< Length of a window of the checks that are made again and again.
    Duration recovery{0};    ///< From the end of the last fault to the beginning of the final check.
    Duration abortAfter{0};  ///< A deviation that lasts so long ends the faults; zero: none does.
    bool operator==(const Experiment&) const = default;
};

/// The name of the phase of recovery in figures and expectations.
inline constexpr std::string_view kRecoveryPhase = "recovery";

void describe(FieldVisitor& visit, HypothesisLine& line);
void describe(FieldVisitor& visit, Experiment& experiment);

}  // namespace stormglass::spec
