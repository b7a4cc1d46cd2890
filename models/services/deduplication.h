// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a participant remembers of the steps that it has performed.
#pragma once

#include "models/services/instructions.h"

namespace stormglass::interpreter {

/// Whether the step is remembered as done, so that a repeated request changes nothing.
[[nodiscard]] inline bool isRemembered(const instruction::Perform& statement, const StepState& state, SimTime now)
{
    if (!statement.isIdempotent || (state.applied == 0 && !state.isRejected))
        return false;
    const spec::Deduplication& memory = statement.deduplication;
    if (memory.window > Duration::zero())
        return now.time_since_epoch().count() - state.mark <= memory.window.count();
    return memory.count == 0 || static_cast<std::int64_t>(*statement.effects) - state.mark < memory.count;
}

/// The step has just been done, or refused for good.
inline void remember(const instruction::Perform& statement, StepState& state, SimTime now)
{
    if (statement.deduplication.window > Duration::zero())
        state.mark = now.time_since_epoch().count();
    else if (statement.deduplication.count > 0)
        state.mark = static_cast<std::int64_t>(++*statement.effects);
}

}  // namespace stormglass::interpreter
