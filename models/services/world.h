// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every component of one run shares.
#pragma once

#include "models/network/completions.h"
#include "models/network/network.h"
#include "models/services/witness.h"
#include "models/transactions/tracer.h"
#include "simcore/platform/conductor.h"
#include "simcore/random/random_streams.h"

namespace stormglass {

/// References outlive every component of the run.
struct World {
    Calendar& calendar;
    Network& network;
    Completions& completions;
    const RandomStreams& streams;
    Tracer& tracer;
    Conductor* conductor = nullptr;  ///< Needed only where components share cores.
    Witness* witness = nullptr;      ///< Only of a run that is watched.

    [[nodiscard]] SimTime now() const { return calendar.now(); }
    /// What is sent between two parts, for who watches.
    void sent(std::uint32_t from, std::uint32_t to) const
    {
        if (witness != nullptr) [[unlikely]]
            witness->sent(from, to);
    }
};

}  // namespace stormglass
