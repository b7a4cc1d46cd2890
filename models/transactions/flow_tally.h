// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What became of the transactions of a flow in one span, warm-up included, for who watches the run.
#pragma once

#include "simcore/measure/histogram.h"

#include <array>
#include <cstdint>

namespace stormglass {

struct FlowTally {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    std::array<std::uint64_t, 5> outcomes{};  ///< By FlowOutcome.
    std::uint64_t late = 0;
    Histogram acknowledgement;
    Histogram completion;

    /// Begins the next span; the histograms keep their memory.
    void clear()
    {
        accepted = refused = late = 0;
        outcomes = {};
        if (!acknowledgement.isEmpty())
            acknowledgement.reset();
        if (!completion.isEmpty())
            completion.reset();
    }
};

}  // namespace stormglass
