// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Goes through a program with everything that is inside its statements.
#pragma once

#include "models/spec/program.h"

namespace stormglass::spec {

/// Calls note(action) for every action that is no frame around others, in the order of the text: branches, options, and
/// what runs on failure, whether or not a run ever comes there.
template <class Note>
void forEachAction(const Program& program, const Note& note)
{
    const auto enter = [&]<class Action>(const Action& action) {
        if constexpr (std::is_same_v<Action, Parallel>) {
            for (const Program& branch : action.branches)
                forEachAction(branch, note);
        } else if constexpr (std::is_same_v<Action, Choose>) {
            for (const Choose::Option& option : action.options)
                forEachAction(option.program, note);
        } else if constexpr (std::is_same_v<Action, Attempt>) {
            forEachAction(action.program, note);
            forEachAction(action.onFailure, note);
        } else {
            note(action);
        }
    };
    for (const Statement& statement : program)
        std::visit(enter, statement.action);
}

}  // namespace stormglass::spec
