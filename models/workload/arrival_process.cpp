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

ArrivalProcess::ArrivalProcess(const spec::Workload& workload, RandomStream stream)
    : m_arrivals(workload.arrivals), m_stream(stream), m_isBurst(true)
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
        const Duration gap = exponential(poisson->rate);
        m_last = gap >= kNever - m_last ? kNever : m_last + gap;
    } else if (const auto* constant = std::get_if<spec::ConstantArrivals>(&m_arrivals)) {
        // From the count, so that gaps which are no whole nanoseconds do not add up to a drift.
        m_last = SimTime{Duration{static_cast<std::int64_t>(static_cast<double>(++m_count) * 1e9 / constant->rate)}};
    } else if (const auto* ramp = std::get_if<spec::RampArrivals>(&m_arrivals)) {
        m_last = nextThinned(std::max(ramp->from, ramp->to));
    } else if (const auto* diurnal = std::get_if<spec::DiurnalArrivals>(&m_arrivals)) {
        m_last = nextThinned(diurnal->mean * (1 + diurnal->amplitude));
    } else {
        m_last = nextInBursts(std::get<spec::BurstyArrivals>(m_arrivals));
    }
    return m_last;
}

SimTime ArrivalProcess::nextThinned(double greatest)
{
    SimTime at = m_last;
    while (true) {
        const Duration gap = exponential(greatest);
        if (gap >= kNever - at)
            return kNever;
        at += gap;
        if (m_stream.uniform() * greatest < rateAt(at))
            return at;
    }
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
    SimTime at = m_last;
    while (true) {
        if (at >= m_spellEnd) {
            m_isBurst = !m_isBurst;
            const Duration mean = m_isBurst ? arrivals.meanBurst : arrivals.meanCalm;
            m_spellEnd = at + exponential(1e9 / static_cast<double>(mean.count()));
        }
        const Duration gap = exponential(m_isBurst ? arrivals.burstRate : arrivals.calmRate);
        if (gap < m_spellEnd - at)
            return at + gap;
        at = m_spellEnd;
    }
}

}  // namespace stormglass
