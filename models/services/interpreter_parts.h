// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The statements that take more than a few lines, each in a file of its own. Included by the interpreter only.
#pragma once

#include "models/services/activation.h"

namespace stormglass {

class PendingReply;

namespace interpreter {

[[nodiscard]] inline ProgramEnd failed(Outcome outcome) { return {.kind = ProgramEnd::Kind::Failed, .outcome = outcome}; }

/// Runs one statement after the other, until one of them ends the program.
[[nodiscard]] Task<ProgramEnd> runProgram(Activation& activation, const Instructions& program);

/// While a request waits for others: a thread per request keeps its worker, asynchronous calls give it back.
void letGoOfWorker(Activation& activation);
/// Holds a worker for the time. Those who come back from a call go before those who have not begun.
[[nodiscard]] Task<> work(Activation& activation, Duration time);
/// Nothing of a paused instance goes on. After each wait: if (isPaused(a)) co_await goOn(a).
[[nodiscard]] inline bool isPaused(const Activation& activation) { return activation.instance.condition().isPaused(); }
[[nodiscard]] Task<> goOn(Activation& activation);
/// The same after the wait for a reply: one that has come in the meantime is read before the timer is looked at.
[[nodiscard]] Task<Outcome> readLate(Activation& activation, PendingReply& reply, Outcome outcome);
/// Whether a fault kills the instance at this moment. If so, the process goes no further.
[[nodiscard]] bool isKilledAt(Activation& activation, StepReached::Of of, std::size_t number, spec::StepMoment moment);

/// A call with its retries, until it has succeeded or is given up.
[[nodiscard]] Task<ProgramEnd> call(Activation& activation, const instruction::Call& statement);
/// One query: a connection of this instance's pool, the way there, the execution, the way back.
[[nodiscard]] Task<Outcome> query(Activation& activation, Database& store, bool isWrite);
/// The branches are processes of one scope, so they end with the routine that waits for them.
[[nodiscard]] Task<ProgramEnd> parallel(Activation& activation, const instruction::Parallel& statement);

}  // namespace interpreter
}  // namespace stormglass
