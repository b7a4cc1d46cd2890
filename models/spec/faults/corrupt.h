// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// Messages are published with a content that nobody can read, and stay so. A handler fails before it begins, each
/// time; what follows is the broker's and the consumer's doing: delivered again, blocking what is behind it, or
/// dead-lettered.
///
/// Source: NetworkChaos corrupts packets, which checksums turn into loss; this is what that fault would be for messages.
struct Corrupt {
    static constexpr std::string_view kKind = "corrupt";
    static constexpr std::string_view kHelp = "Makes the content of a share of the messages unreadable: handlers fail at once, each time.";
    static constexpr bool kHasStrength = true;
    MessageTarget messages;
    double share = 0.1;
    bool operator==(const Corrupt&) const = default;
};

void describe(FieldVisitor& visit, Corrupt& corrupt);
void check(const Corrupt& corrupt, FaultScope& scope);
/// "10% of the messages of payment-events could not be read"
[[nodiscard]] std::string phraseOf(const Corrupt& corrupt);

}  // namespace stormglass::spec
