// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/arrival_process.h"

#include "simcore/base/check.h"
#include "simcore/base/portable_math.h"
#include "simcore/random/sampler.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stormglass {
namespace {

/// The sine of so many full turns, by Taylor's series on a quarter turn: the same on every machine.
double sineOfTurns(double turns)
{
    double rest = turns - std::floor(turns + 0.5);  // -1/2 to 1/2
    if (rest > 0.25)
        rest = 0.5 - rest;
    else if (rest < -0.25)
        rest = -0.5 - rest;
    const double x = 2 * std::numbers::pi * rest;
    double term = x;
    double sum = x;
    for (int i = 1; i <= 10; ++i) {
        term *= -x * x / ((2.0 * i) * (2.0 * i + 1));
        sum += term;
    }
    return sum;
}

}  // namespace

ArrivalProcess::ArrivalProcess(const spec::Workload& workload, RandomStream stream, SimTime from)
    : m_arrivals(workload.arrivals), m_stream(stream), m_from(from), m_last(from), m_isBurst(true), m_spellEnd(from)
{
    SIM_CHECK(!std::holds_alternative<spec::ClosedLoop>(m_arrivals), "a closed loop has no arrival process");
}

Duration ArrivalProcess::exponential(double rate)
{
    if (rate <= 0)
        return kNever - kStartOfRun;
    return Duration{static_cast<std::int64_t>(std::min(-logOf(m_stream.uniform()) * 1e9 / rate, 9e18))};
}

SimTime ArrivalProcess::next()
{
    if (m_last == kNever)
        return kNever;
    if (const auto* poisson = std::get_if<spec::PoissonArrivals>(&m_arrivals)) {
        m_last = exponentialAfter(m_last, poisson->rate);
    } else if (const auto* constant = std::get_if<spec::ConstantArrivals>(&m_arrivals)) {
        // From the count, so that gaps which are no whole nanoseconds do not add up to a drift.
        m_last = m_from + Duration{static_cast<std::int64_t>(static_cast<double>(++m_count) * 1e9 / constant->rate)};
    } else if (const auto* ramp = std::get_if<spec::RampArrivals>(&m_arrivals)) {
        m_last = nextOnRamp(*ramp);
    } else if (const auto* diurnal = std::get_if<spec::DiurnalArrivals>(&m_arrivals)) {
        m_last = nextThinned(diurnal->mean * (1 + diurnal->amplitude), kNever);
    } else {
        m_last = nextInBursts(std::get<spec::BurstyArrivals>(m_arrivals));
    }
    return m_last;
}

SimTime ArrivalProcess::exponentialAfter(SimTime at, double rate)
{
    const Duration gap = exponential(rate);
    return gap >= kNever - at ? kNever : at + gap;
}

SimTime ArrivalProcess::nextThinned(double greatest, SimTime end)
{
    SimTime at = m_last;
    while (at < end) {
        at = exponentialAfter(at, greatest);
        if (at < end && m_stream.uniform() * greatest < rateAt(at))
            return at;
    }
    return end;
}

/// Beyond the end of the ramp nothing needs to be thinned, and a rate that has fallen to nothing must not be.
SimTime ArrivalProcess::nextOnRamp(const spec::RampArrivals& ramp)
{
    const SimTime top{ramp.over};
    const SimTime at = nextThinned(std::max(ramp.from, ramp.to), top);
    return at < top ? at : exponentialAfter(std::max(m_last, top), ramp.to);
}

double ArrivalProcess::rateAt(SimTime at) const
{
    if (const auto* ramp = std::get_if<spec::RampArrivals>(&m_arrivals)) {
        const double share = std::min(1.0, static_cast<double>(at.time_since_epoch().count())
                                               / static_cast<double>(ramp->over.count()));
        return ramp->from + (ramp->to - ramp->from) * share;
    }
    const auto& diurnal = std::get<spec::DiurnalArrivals>(m_arrivals);
    const double turns = static_cast<double>(at.time_since_epoch().count()) / static_cast<double>(diurnal.period.count());
    return diurnal.mean * (1 + diurnal.amplitude * sineOfTurns(turns));
}

/// Memoryless in both states, so the rest of a gap is drawn anew when the state changes.
SimTime ArrivalProcess::nextInBursts(const spec::BurstyArrivals& arrivals)
{
    if (arrivals.calmRate <= 0 && arrivals.burstRate <= 0)
        return kNever;
    SimTime at = m_last;
    while (at != kNever) {
        if (at >= m_spellEnd) {
            m_isBurst = !m_isBurst;
            const Duration mean = m_isBurst ? arrivals.meanBurst : arrivals.meanCalm;
            m_spellEnd = exponentialAfter(at, 1e9 / static_cast<double>(mean.count()));
        }
        const SimTime next = exponentialAfter(at, m_isBurst ? arrivals.burstRate : arrivals.calmRate);
        if (next < m_spellEnd)
            return next;
        at = m_spellEnd;
    }
    return kNever;
}

}  // namespace stormglass
