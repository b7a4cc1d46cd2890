// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One random scenario, run as a user would run it: written as a file, read, validated, run. Each run has a process of its
// own with a watchdog, so that a crash or a hang is a finding like any other.
#pragma once

#include <cstdint>
#include <string>

namespace stormglass::fuzz {

/// What is wrong with the scenario of that seed, in words: it is refused, its run crashes, hangs or throws, its books do
/// not balance, its result cannot be written and read again. Empty: nothing. \p isRepeated: run it twice, and the two
/// must have the same result to the last digit.
[[nodiscard]] std::string findTrouble(std::uint64_t seed, bool isRepeated);

/// Writes the scenario of that seed into the folder, and tells how to run it without this program.
[[nodiscard]] std::string keepScenario(std::uint64_t seed, const std::string& folder);

}  // namespace stormglass::fuzz
