// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/duplicate.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Duplicate& duplicate)
{
    describe(visit, duplicate.messages);
    describeShare(visit, duplicate.share);
    visit.duration("gap", duplicate.gap, {.help = "Time from a message to its second copy.", .source = "Default: the usual first timeout of a call"});
}

void check(const Duplicate& duplicate, FaultScope& scope)
{
    check(duplicate.messages.where, scope);
    checkShare(duplicate.share, scope);
}

std::string phraseOf(const Duplicate& duplicate)
{
    return percentToText(duplicate.share) + " of " + phraseOf(duplicate.messages) + " were published twice";
}

}  // namespace stormglass::spec
