// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/deny.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(DeniedAccess)
{
    static constexpr std::string_view kNames[] = {"write", "read", "both"};
    return kNames;
}

void describe(FieldVisitor& visit, Deny& deny)
{
    describe(visit, deny.where);
    visit.choice("access", deny.access, {.help = "What is denied: write, read or both.", .source = "Chaos Mesh kafka-io: nonWritable, nonReadable"});
}

void check(const Deny& deny, FaultScope& scope)
{
    check(deny.where, scope);
}

std::string phraseOf(const Deny& deny)
{
    const char* const what = deny.access == DeniedAccess::Write ? "writing to" : deny.access == DeniedAccess::Read ? "reading from" : "all access to";
    return std::string(what) + " " + phraseOf(deny.where) + " was denied";
}

}  // namespace stormglass::spec
