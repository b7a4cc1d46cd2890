// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/corrupt.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Corrupt& corrupt)
{
    describe(visit, corrupt.messages);
    describeShare(visit, corrupt.share);
}

void check(const Corrupt& corrupt, FaultScope& scope)
{
    check(corrupt.messages.where, scope);
    checkShare(corrupt.share, scope);
}

std::string phraseOf(const Corrupt& corrupt)
{
    return percentToText(corrupt.share) + " of " + phraseOf(corrupt.messages) + " could not be read";
}

}  // namespace stormglass::spec
