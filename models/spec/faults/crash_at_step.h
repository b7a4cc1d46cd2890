// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// When, on the way of one step, its instance is killed.
enum class StepMoment {
    Before,  ///< Its work is about to begin; it is not known to be a repetition.
    During,  ///< The work is done, and the commit is not yet made.
    After    ///< The effect is committed, and nobody has been told.
};
[[nodiscard]] std::span<const std::string_view> namesOf(StepMoment);

/// Kills the instance that does a step of a flow, at an exact moment: the tool for going through all the ways in which a
/// saga can break.
///
/// For an orchestrator it is the k-th news that it takes notice of in one saga (1: the start), with the moments before
/// its work, before the write to its log, and after the write, when no command has been sent.
/// The moments are counted from the start of the fault; each counts with the given probability, drawn by the transaction and
/// the attempt, so the same transactions are hit in every design.
/// Source: the criteria "participant crash, before and during" and "orchestrator crash" of Duerr, Lichtenthaeler, Wirtz,
/// CLOSER 2022.
struct CrashAtStep {
    static constexpr std::string_view kKind = "crash-at-step";
    static constexpr std::string_view kHelp = "Kills the instance that does a step of a flow, at an exact moment.";
    static constexpr bool kHasStrength = false;
    std::string flow;
    std::string step;             ///< Empty: a transition of the orchestrator.
    bool isCompensation = false;  ///< Of the step.
    std::int64_t transition = 0;  ///< From 1; 0: a step.
    StepMoment moment = StepMoment::After;
    std::int64_t nth = 1;         ///< Which of the moments; 0: each of them.
    double probability = 1;       ///< That a moment counts.
    Duration restartAfter{0};
    bool operator==(const CrashAtStep&) const = default;
};

class FaultScope;

void describe(FieldVisitor& visit, CrashAtStep& crash);
void check(const CrashAtStep& crash, FaultScope& scope);
/// "the instance that did order.payment was killed after it"
[[nodiscard]] std::string phraseOf(const CrashAtStep& crash);

}  // namespace stormglass::spec
