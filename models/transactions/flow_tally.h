// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What became of the transactions of a flow in one span, warm-up included, for who watches the run.
#pragma once

#include "simcore/measure/histogram.h"

#include <cstdint>

namespace stormglass {

/// Completions are counted when the last effect is committed. The books wait until nothing can change any more, which a broker
/// may put off for seconds: consumers that commit their offsets every five seconds make flows end in bursts.
struct FlowTally {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    std::uint64_t completed = 0;
    std::uint64_t late = 0;  ///< Of those that completed.
    std::uint64_t compensated = 0;
    std::uint64_t inconsistent = 0;
    /// Of the completed, in this span or before: an effect was repeated or undone afterwards, and the books say otherwise.
    std::uint64_t withdrawn = 0;
    std::uint64_t withdrawnLate = 0;
    Histogram acknowledgement;
    Histogram completion;

    void complete(Duration latency, bool isLate)
    {
        ++completed;
        late += isLate ? 1 : 0;
        completion.record(latency);
    }
    void withdraw(bool wasLate)
    {
        ++withdrawn;
        withdrawnLate += wasLate ? 1 : 0;
    }
    /// Begins the next span; the histograms keep their memory.
    void clear()
    {
        accepted = refused = completed = late = compensated = inconsistent = withdrawn = withdrawnLate = 0;
        if (!acknowledgement.isEmpty())
            acknowledgement.reset();
        if (!completion.isEmpty())
            completion.reset();
    }
};

}  // namespace stormglass
