// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/faulty_ways.h"

namespace stormglass::spec {

/// No more than so many bytes a second get out of each sending host onto these ways; of a link, out of each of its ends.
/// What does not fit waits in a queue; what does not fit into that is lost and sent again. When it is over, the queue is let
/// go at once.
/// Source: tc-tbf(8); Chaos Mesh NetworkChaos bandwidth (rate, limit, buffer).
struct Bandwidth {
    static constexpr std::string_view kKind = "bandwidth";
    static constexpr std::string_view kHelp = "Hosts send no more than so many bytes a second; the rest waits.";
    static constexpr bool kHasStrength = true;
    FaultyWays ways;
    double rate = 125'000;            ///< Bytes per second.
    std::int64_t limit = 20'971'520;  ///< Bytes that may wait.
    std::int64_t buffer = 10'000;     ///< Bytes that may go at once after a pause.
    bool operator==(const Bandwidth&) const = default;
};

void describe(FieldVisitor& visit, Bandwidth& bandwidth);
void check(const Bandwidth& bandwidth, FaultScope& scope);
[[nodiscard]] std::string phraseOf(const Bandwidth& bandwidth);

}  // namespace stormglass::spec
