// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"

namespace stormglass {

Task<> workInVain(Activation& a, const Routine& routine)
{
    using namespace instruction;
    for (const Instruction& instruction : routine.body) {
        if (const auto* timed = std::get_if<Work>(&instruction.action)) {
            co_await interpreter::work(a, timed->work->time.sample(timed->work->stream));
        } else if (const auto* step = std::get_if<Perform>(&instruction.action)) {
            // Each attempt is as long as the attempt of that number at a message that can be processed.
            StepState& state = a.transaction->steps[step->step];
            RandomStream demand = step->demand.at(a.transaction->number, state.attempts);
            if (state.attempts < 255)
                ++state.attempts;
            co_await interpreter::work(a, step->time.sample(demand));
            co_return;
        } else if (const auto* undoing = std::get_if<Undo>(&instruction.action)) {
            RandomStream demand = undoing->demand.at(a.transaction->number);
            co_await interpreter::work(a, undoing->time.sample(demand));
            co_return;
        } else if (const auto* saga = std::get_if<Advance>(&instruction.action)) {
            co_await interpreter::work(a, saga->transition->time.sample(saga->transition->stream));
            co_return;
        } else if (!std::holds_alternative<Join>(instruction.action)) {
            co_return;
        }
    }
}

}  // namespace stormglass
