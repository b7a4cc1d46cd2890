// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// Messages are held back on their way to the broker, so that later ones overtake them; their publishers wait so much
/// longer for the confirm. Keys give no protection: the order is lost before the broker sees it.
///
/// Source: NetworkChaos reorders packets, which TCP hides; this is what that fault would be for messages.
struct Reorder {
    static constexpr std::string_view kKind = "reorder";
    static constexpr std::string_view kHelp = "Holds a share of the messages back on their way to the broker, so that later ones overtake them.";
    static constexpr bool kHasStrength = true;
    MessageTarget messages;
    double share = 0.1;
    Duration gap = std::chrono::seconds{1};  ///< How long.
    bool operator==(const Reorder&) const = default;
};

void describe(FieldVisitor& visit, Reorder& reorder);
void check(const Reorder& reorder, FaultScope& scope);
/// "10% of the messages of payment-events were overtaken by later ones"
[[nodiscard]] std::string phraseOf(const Reorder& reorder);

}  // namespace stormglass::spec
