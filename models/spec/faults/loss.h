// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/faulty_ways.h"

namespace stormglass::spec {

/// Packets get lost. Connections send them again after their retransmission timeout, so it shows as delay, and whatever
/// was sent behind a lost packet waits for it.
///
/// Losses come in bursts by the model of Gilbert (1960): a chain of two states whose long-run share of losses is "loss"
/// and in which consecutive packets have just that correlation. A burst is 1 / ((1 - loss) (1 - correlation)) packets
/// long in the mean. netem's own correlation does not keep the share of losses.
/// Source: tc-netem(8) loss; Chaos Mesh NetworkChaos loss; Toxiproxy packet_loss (rate 0.1, correlation).
struct Loss {
    static constexpr std::string_view kKind = "loss";
    static constexpr std::string_view kHelp = "Packets get lost and are sent again after a timeout.";
    static constexpr bool kHasStrength = true;
    FaultyWays ways;
    double loss = 0.1;
    double correlation = 0;
    bool operator==(const Loss&) const = default;
};

void describe(FieldVisitor& visit, Loss& loss);
void check(const Loss& loss, FaultScope& scope);
[[nodiscard]] std::string phraseOf(const Loss& loss);

}  // namespace stormglass::spec
