// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// Gives a share of the new transactions one and the same key, so that all their messages meet in one partition of each
/// topic: a celebrity, a tenant larger than all others. The key is drawn by the seed. What has begun before keeps its own.
/// The strength of a ramp multiplies the share.
/// Source: the hot shards of the manual of Amazon Kinesis, which partitions by key as Kafka does.
struct HotKey {
    static constexpr std::string_view kKind = "hot-key";
    static constexpr std::string_view kHelp = "Gives a share of the transactions one and the same key: one partition gets hot.";
    static constexpr bool kHasStrength = true;
    std::string flow;  ///< Empty: all of them.
    double transactions = 0.5;
    bool operator==(const HotKey&) const = default;
};

class FaultScope;

void describe(FieldVisitor& visit, HotKey& hotKey);
void check(const HotKey& hotKey, FaultScope& scope);
/// "50% of order had one key"
[[nodiscard]] std::string phraseOf(const HotKey& hotKey);

}  // namespace stormglass::spec
