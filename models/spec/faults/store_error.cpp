// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/store_error.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(QueryKind)
{
    static constexpr std::string_view kNames[] = {"all", "reads", "writes"};
    return kNames;
}

void describe(FieldVisitor& visit, StoreError& storeError)
{
    visit.reference("target", storeError.target, RefersTo::Store, {.help = "Database whose queries fail.", .isRequired = true});
    visit.ratio("share", storeError.share, {.help = "Share of the queries that fail; drawn by the seed.", .source = "The default is ours"});
    visit.choice("queries", storeError.queries, {.help = "Which of them: all, reads or writes."});
}

void check(const StoreError& storeError, FaultScope& scope)
{
    if (storeError.share <= 0)
        scope.error("/share", "the fault hits nothing: expected more than 0%");
}

std::string phraseOf(const StoreError& storeError)
{
    const char* const what = storeError.queries == QueryKind::All ? "queries" : storeError.queries == QueryKind::Reads ? "reads" : "writes";
    return percentToText(storeError.share) + " of the " + what + " of " + storeError.target + " failed";
}

}  // namespace stormglass::spec
