// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the next request comes.
#pragma once

#include "models/spec/workload.h"
#include "simcore/random/random_stream.h"

namespace stormglass {

/// The instants of an open workload, one after the other.
///
/// Rates that change are simulated by thinning (Lewis and Shedler 1979): candidates at the greatest rate, each kept with
/// the probability rate / greatest rate.
class ArrivalProcess {
public:
    /// Those after an instant. Precondition: the arrivals are not a closed loop.
    ArrivalProcess(const spec::Workload& workload, RandomStream stream, SimTime from = kStartOfRun);

    /// The first arrival after the last one; kNever when there are none any more.
    [[nodiscard]] SimTime next();

private:
    [[nodiscard]] Duration exponential(double rate);
    /// kNever when it would be beyond the end of time.
    [[nodiscard]] SimTime exponentialAfter(SimTime at, double rate);
    /// \p end when there is none before it.
    [[nodiscard]] SimTime nextThinned(double greatest, SimTime end);
    [[nodiscard]] SimTime nextOnRamp(const spec::RampArrivals& ramp);
    [[nodiscard]] double rateAt(SimTime at) const;
    [[nodiscard]] SimTime nextInBursts(const spec::BurstyArrivals& arrivals);

    decltype(spec::Workload::arrivals) m_arrivals;
    RandomStream m_stream;
    const SimTime m_from;
    SimTime m_last;
    std::int64_t m_count = 0;
    bool m_isBurst = false;
    SimTime m_spellEnd{};
};

}  // namespace stormglass
