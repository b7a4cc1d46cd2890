// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

class FaultScope;

enum class QueryKind { All, Reads, Writes };
[[nodiscard]] std::span<const std::string_view> namesOf(QueryKind);

/// Queries of a database fail after they have been executed and rolled back: deadlock victims, serialization failures.
/// What they have cost is lost, and whoever asked gets an error.
///
/// Source: PostgreSQL, error codes 40P01 and 40001; AWS FIS inject-api-internal-error (percentage).
struct StoreError {
    static constexpr std::string_view kKind = "store-error";
    static constexpr std::string_view kHelp = "A share of the queries of a database fails after its execution: deadlock victims.";
    static constexpr bool kHasStrength = true;
    std::string target;
    double share = 0.1;
    QueryKind queries = QueryKind::All;
    bool operator==(const StoreError&) const = default;
};

void describe(FieldVisitor& visit, StoreError& storeError);
void check(const StoreError& storeError, FaultScope& scope);
/// "10% of the writes of orders-db failed"
[[nodiscard]] std::string phraseOf(const StoreError& storeError);

}  // namespace stormglass::spec
