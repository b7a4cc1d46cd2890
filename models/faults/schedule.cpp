// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/schedule.h"

#include "simcore/base/check.h"
#include "simcore/random/sampler.h"

#include <algorithm>

namespace stormglass {
namespace {

SimTime plus(SimTime at, Duration time) { return at > kNever - time ? kNever : at + time; }

/// Spells of exponential length with exponential gaps, cut to the span.
void addSpells(FaultSpans& spans, const FaultSpan& whole, const spec::FaultTiming& timing, SimTime runEnd, RandomStream& draws)
{
    const Sampler up(Distribution{distribution::Exponential{timing.meanUp}});
    const Sampler down(Distribution{distribution::Exponential{timing.meanDown}});
    const SimTime last = std::min(whole.end, runEnd);
    for (SimTime at = plus(whole.begin, up.sample(draws)); at < last;) {
        // A spell without length would end before it began to matter.
        const SimTime end = std::min(whole.end, plus(at, std::max(Duration{1}, down.sample(draws))));
        spans.push_back({at, end});
        at = plus(end, std::max(Duration{1}, up.sample(draws)));
    }
}

class Scheduler {
public:
    Scheduler(const spec::Scenario& scenario, const RandomStreams& streams)
        : m_scenario(scenario), m_streams(streams), m_runEnd(SimTime{scenario.run.duration + scenario.run.drain}),
          m_spans(scenario.chaos.size()), m_isKnown(scenario.chaos.size())
    {
    }

    std::vector<FaultSpans> run()
    {
        for (std::size_t i = 0; i < m_spans.size(); ++i)
            schedule(i, 0);
        return std::move(m_spans);
    }

private:
    void schedule(std::size_t index, std::size_t depth)
    {
        if (m_isKnown[index])
            return;
        SIM_CHECK(depth <= m_spans.size(), "a fault waits for itself");
        m_isKnown[index] = true;
        if (m_scenario.chaos[index].timing.isLive)
            return;
        const spec::FaultTiming& timing = m_scenario.chaos[index].timing;
        const SimTime origin = timing.after.empty() ? kStartOfRun : endOf(timing.after, depth);
        if (origin == kNever)
            return;  // it waits for one that never ends
        RandomStream draws = m_streams.stream(m_scenario.chaos[index].name, "fault times");
        std::int64_t count = timing.every > Duration::zero() ? (timing.times > 0 ? timing.times : kMany) : 1;
        for (SimTime at = plus(origin, timing.at); count > 0 && at < m_runEnd; at = plus(at, timing.every), --count)
            addOccurrence(m_spans[index], at, timing, draws);
    }

    void addOccurrence(FaultSpans& spans, SimTime at, const spec::FaultTiming& timing, RandomStream& draws) const
    {
        if (timing.within > Duration::zero())
            at = plus(at, Duration{static_cast<std::int64_t>(draws.below(static_cast<std::uint64_t>(timing.within.count()) + 1))});
        if (!spans.empty())
            at = std::max(at, spans.back().end);  // drawn before the end of the one before it: right after it
        const FaultSpan span{at, timing.lasting > Duration::zero() ? plus(at, timing.lasting) : kNever};
        if (timing.meanUp > Duration::zero())
            addSpells(spans, span, timing, m_runEnd, draws);
        else
            spans.push_back(span);
    }

    [[nodiscard]] SimTime endOf(const std::string& fault, std::size_t depth)
    {
        const auto found = std::ranges::find(m_scenario.chaos, fault, &spec::Fault::name);
        SIM_CHECK(found != m_scenario.chaos.end(), "there is no fault " + fault);
        const auto index = static_cast<std::size_t>(found - m_scenario.chaos.begin());
        schedule(index, depth + 1);
        return m_spans[index].empty() ? kNever : m_spans[index].back().end;
    }

    static constexpr std::int64_t kMany = 1'000'000;

    const spec::Scenario& m_scenario;
    const RandomStreams& m_streams;
    const SimTime m_runEnd;
    std::vector<FaultSpans> m_spans;
    std::vector<bool> m_isKnown;
};

}  // namespace

std::vector<FaultSpans> faultSpans(const spec::Scenario& scenario, const RandomStreams& streams)
{
    return Scheduler(scenario, streams).run();
}

PhaseBounds phaseBounds(const spec::Scenario& scenario, const FaultRecords& faults)
{
    PhaseBounds bounds{.warmUpEnd = SimTime{scenario.run.warmUp},
                       .runEnd = SimTime{scenario.run.duration + scenario.run.drain}};
    SimTime last = kStartOfRun;
    for (const auto& [fault, spans] : faults) {
        if (spans.empty())
            continue;
        bounds.firstFault = std::min(bounds.firstFault, spans.front().begin);
        last = std::max(last, spans.back().end);
    }
    if (bounds.hasFaults())
        bounds.lastFaultEnd = last;
    if (scenario.experiment.recovery > Duration::zero())
        bounds.recoveryEnd = plus(bounds.lastFaultEnd, scenario.experiment.recovery);
    return bounds;
}

}  // namespace stormglass
