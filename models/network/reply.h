// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An answer on its way to whoever waits for it.
#pragma once

#include "models/network/completions.h"
#include "models/network/reach.h"

namespace stormglass {

/// What a caller sees when its request has not got to the other end.
[[nodiscard]] inline Outcome outcomeOf(ParcelLoss how)
{
    return how == ParcelLoss::Refused ? Outcome::Unavailable : Outcome::Reset;
}

/// When it cannot get through, the connection is reset: the caller does not know what has become of its request.
struct Reply {
    Completions& completions;
    CompletionId id;
    Outcome outcome;

    void operator()() const { completions.resolve(id, outcome); }
    void lost(ParcelLoss) const { completions.resolve(id, Outcome::Reset); }
};

}  // namespace stormglass
