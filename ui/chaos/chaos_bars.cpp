// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/chaos_bars.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr std::size_t kMostRepeats = 500;  // more are no longer told apart on a line

/// Seconds from the start of the run; \p depth guards against circles, which the problems tell of.
double beginOf(const spec::Fault& fault, const std::vector<spec::Fault>& all, double end, std::size_t depth);

double lastEndOf(const spec::Fault& fault, const std::vector<spec::Fault>& all, double end, std::size_t depth)
{
    const double length = toSeconds(fault.timing.lasting);
    if (length <= 0)
        return end;
    const double begin = beginOf(fault, all, end, depth);
    const double every = toSeconds(fault.timing.every);
    if (every <= 0)
        return begin + length;
    return fault.timing.times > 0 ? begin + every * static_cast<double>(fault.timing.times - 1) + length : end;
}

double beginOf(const spec::Fault& fault, const std::vector<spec::Fault>& all, double end, std::size_t depth)
{
    const double at = toSeconds(fault.timing.at);
    const auto before = std::ranges::find(all, fault.timing.after, &spec::Fault::name);
    if (fault.timing.after.empty() || before == all.end() || depth > all.size())
        return at;
    return lastEndOf(*before, all, end, depth + 1) + at;
}

ChaosBar barOf(const spec::Fault& fault, const std::vector<spec::Fault>& all, double end)
{
    ChaosBar bar{.name = fault.name, .phrase = QString::fromStdString(spec::phraseOf(fault))};
    const double length = toSeconds(fault.timing.lasting);
    bar.begin = beginOf(fault, all, end, 0);
    bar.isOpen = length <= 0;
    bar.end = bar.isOpen ? std::max(end, bar.begin) : bar.begin + length;
    bar.ramp = toSeconds(fault.timing.ramp);
    bar.within = toSeconds(fault.timing.within);
    bar.after = fault.timing.after;
    const double every = toSeconds(fault.timing.every);
    const auto most = fault.timing.times > 0 ? static_cast<std::size_t>(fault.timing.times) : kMostRepeats;
    for (std::size_t i = 1; every > 0 && i < std::min(most, kMostRepeats); ++i) {
        const double begin = bar.begin + every * static_cast<double>(i);
        if (begin >= end)
            break;
        bar.repeats.emplace_back(begin, begin + length);
    }
    return bar;
}

}  // namespace

double chaosEnd(const spec::Scenario& scenario)
{
    constexpr double kShownDrain = 0.2;  // few faults begin after the last arrival
    const double arrivals = std::max(1.0, toSeconds(scenario.run.duration));
    double end = arrivals + std::min(toSeconds(scenario.run.drain), kShownDrain * arrivals);
    for (const ChaosBar& bar : chaosBars(scenario, end))
        end = std::max(end, bar.end);
    return end;
}

std::vector<ChaosBar> chaosBars(const spec::Scenario& scenario, double end)
{
    std::vector<ChaosBar> bars;
    for (const spec::Fault& fault : scenario.chaos)
        bars.push_back(barOf(fault, scenario.chaos, end));
    return bars;
}

std::vector<ChaosBar> injectedBars(const std::vector<spec::Fault>& faults, double end)
{
    std::vector<ChaosBar> bars;
    for (const spec::Fault& fault : faults) {
        bars.push_back(barOf(fault, faults, end));
        bars.back().isInjected = true;
    }
    return bars;
}

}  // namespace stormglass::ui
