// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/reorder.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Reorder& reorder)
{
    describe(visit, reorder.messages);
    describeShare(visit, reorder.share);
    visit.duration("gap", reorder.gap, {.help = "How long they are held back.", .source = "The default is ours", .min = 1});
}

void check(const Reorder& reorder, FaultScope& scope)
{
    check(reorder.messages.where, scope);
    checkShare(reorder.share, scope);
}

std::string phraseOf(const Reorder& reorder)
{
    return percentToText(reorder.share) + " of " + phraseOf(reorder.messages) + " were overtaken by later ones";
}

}  // namespace stormglass::spec
