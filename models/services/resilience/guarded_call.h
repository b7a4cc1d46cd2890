// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calls with more than a timeout and retries. Included by the interpreter only.
#pragma once

#include "models/services/interpreter_parts.h"
#include "models/services/resilience/call_guard.h"

namespace stormglass::interpreter {

/// How one attempt ended, whatever it consisted of.
struct AttemptEnd {
    Outcome outcome = Outcome::TimedOut;
    bool isInDoubt = false;  ///< It has failed, and may have taken effect all the same.
};

/// No answer, or a connection that broke: the server may have done it or not.
[[nodiscard]] inline bool isInDoubtAfter(Outcome outcome)
{
    return outcome == Outcome::TimedOut || outcome == Outcome::Reset;
}

/// A time limit of zero is none.
[[nodiscard]] inline SimTime limitAfter(const Calendar& calendar, Duration timeout)
{
    return timeout > Duration::zero() ? calendar.after(timeout) : kNever;
}

/// Sends the request of that statement now. Its deadline is when the caller gives up, told by the caller's clock.
void sendRequest(Activation& activation, const instruction::Call& statement, CompletionId reply, SimTime deadline);

/// Precondition: the statement has a guard. The caller has let go of its worker.
[[nodiscard]] Task<ProgramEnd> guardedCall(Activation& activation, const instruction::Call& statement);

/// The request, and others like it while no answer comes. Gives up at the limit.
[[nodiscard]] Task<AttemptEnd> hedgedAttempt(Activation& activation, const instruction::Call& statement, CallGuard& guard,
                                             SimTime limit);

}  // namespace stormglass::interpreter
