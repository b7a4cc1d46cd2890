// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/faulty_ways.h"

namespace stormglass::spec {

/// How the added delay spreads about its mean. The words are those of netem (tc-netem(8), distribution).
enum class JitterForm {
    Uniform,  ///< Anything within the jitter.
    Normal,   ///< The jitter is the standard deviation; cut off at four of them, as netem's table is.
    Pareto    ///< A heavy tail (shape 3), the jitter again being the standard deviation; cut off likewise.
};
[[nodiscard]] std::span<const std::string_view> namesOf(JitterForm);

/// Packets take longer.
/// Source: tc-netem(8) delay; Chaos Mesh NetworkChaos delay (jitter, correlation); Toxiproxy latency.
struct Latency {
    static constexpr std::string_view kKind = "latency";
    static constexpr std::string_view kHelp = "What hosts send each other takes longer.";
    static constexpr bool kHasStrength = true;
    FaultyWays ways;
    Duration delay = std::chrono::milliseconds{100};
    Duration jitter{0};
    JitterForm form = JitterForm::Uniform;
    double correlation = 0;  ///< Share of the last draw in the next one.
    bool operator==(const Latency&) const = default;
};

void describe(FieldVisitor& visit, Latency& latency);
void check(const Latency& latency, FaultScope& scope);
[[nodiscard]] std::string phraseOf(const Latency& latency);

}  // namespace stormglass::spec
