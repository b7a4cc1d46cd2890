// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of the steps of a flow. Preconditions everywhere: the flow has steps, and no step comes after itself.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass {

/// References into a flow, which outlives them.
using StepList = std::vector<const spec::Step*>;

/// Every step behind those that it comes after; otherwise in the order of the file.
[[nodiscard]] StepList inOrder(const spec::Flow& flow);
/// The same, but optional steps as late as possible.
[[nodiscard]] StepList inOrderOptionalLast(const spec::Flow& flow);
/// The first step alone, then those that wait for it alone, and so on: steps of one level do not wait for each other.
[[nodiscard]] std::vector<StepList> inLevels(const spec::Flow& flow);

/// True if \p later can start only when \p earlier has succeeded, directly or through others.
[[nodiscard]] bool isAfter(const spec::Flow& flow, const spec::Step& later, const spec::Step& earlier);
/// The steps that wait for this one directly.
[[nodiscard]] StepList followersOf(const spec::Flow& flow, const spec::Step& step);

[[nodiscard]] inline bool canBeUndone(const spec::Step& step) { return !step.compensation.empty(); }

}  // namespace stormglass
