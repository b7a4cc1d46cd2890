// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Experiments in short, for tests.
#pragma once

#include "tests/conformance/player.h"

#include <string>

namespace stormglass::conformance {

/// A line for each step: the op and fields key=value, a value being JSON or a word without blanks. Without a channel it is P,
/// and of attach the consumer's own; connections open when they are first named. "m1..m3" in messages means m1 m2 m3.
[[nodiscard]] Experiment readShortScript(const std::string& text);

/// What was seen, in order, in words: "c1:m1" a delivery ("*": redelivered, "(n)": x-delivery-count, "[...]": deaths), "P:m1" a
/// fetch ("P:-": nothing there), "+m1" and "-m1" confirms, "<m1" a return, "{q 3/1}" ready and held messages of a queue,
/// "!406" and "!!541" a channel and a connection closed, "xc1" a consumer cancelled.
[[nodiscard]] std::string tell(const Player& player);

/// Plays and tells.
[[nodiscard]] std::string playShortScript(const std::string& text);

}  // namespace stormglass::conformance
