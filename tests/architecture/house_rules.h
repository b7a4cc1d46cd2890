// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rules of the house that a line of text can break. Each takes one file and tells every breach of one rule.
#pragma once

#include "tests/architecture/violation.h"

namespace stormglass::architecture {

/// The two SPDX lines stand at the top, below the #! line if there is one.
[[nodiscard]] Violations findMissingLicence(const SourceFile& file);

/// Headers say #pragma once, and open no namespace to whoever includes them (literals excepted).
[[nodiscard]] Violations findHeaderFaults(const SourceFile& file);

/// catch (...) would swallow what SimGrid throws when it ends an actor.
[[nodiscard]] Violations findCatchAll(const SourceFile& file);

/// g++ 12 miscompiles a co_await in an arm of a conditional expression: it awaits in either case.
[[nodiscard]] Violations findConditionalAwait(const SourceFile& file);

/// A result is a function of scenario and seed: no clock, generator, distribution or environment of the machine.
[[nodiscard]] Violations findHiddenInputs(const SourceFile& file);

/// Only the programs in app/ print.
[[nodiscard]] Violations findPrinting(const SourceFile& file);

/// One subject per file: a header has at most 300 lines, a source at most 400. (The aim is 200 and 300.)
[[nodiscard]] Violations findTooLong(const SourceFile& file);

/// No path of somebody's machine, no reminder of unfinished work.
[[nodiscard]] Violations findLeftovers(const SourceFile& file);

}  // namespace stormglass::architecture
