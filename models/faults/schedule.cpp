// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/schedule.h"

#include "simcore/base/check.h"
#include "simcore/random/sampler.h"

#include <algorithm>
#include <optional>

namespace stormglass {
namespace {

SimTime plus(SimTime at, Duration time) { return at > kNever - time ? kNever : at + time; }

/// The time that an occurrence takes at least. A failover lasts until a replica serves: the database is down until then.
class LeastLength {
public:
    /// The draws are those of the fault itself, which makes one for each of its occurrences: the same, in the same order.
    LeastLength(const spec::Fault& fault, const RandomStreams& streams, SimTime runEnd)
        : m_draws(streams.stream(fault.name, "fault")), m_runEnd(runEnd)
    {
        if (const auto* failover = std::get_if<spec::Failover>(&fault.settings))
            m_takeover.emplace(failover->takeover);
    }

    /// Call once for each occurrence. kNever: the run is over before.
    [[nodiscard]] SimTime endAfter(SimTime begin)
    {
        const SimTime end = m_takeover ? plus(begin, m_takeover->sample(m_draws)) : begin;
        return m_takeover && end > m_runEnd ? kNever : end;
    }

private:
    std::optional<Sampler> m_takeover;
    RandomStream m_draws;
    const SimTime m_runEnd;
};

/// Spells of exponential length with exponential gaps, cut to the span.
void addSpells(FaultSpans& spans, const FaultSpan& whole, const spec::FaultTiming& timing, SimTime runEnd, RandomStream& draws,
               LeastLength& least)
{
    const Sampler up(Distribution{distribution::Exponential{timing.meanUp}});
    const Sampler down(Distribution{distribution::Exponential{timing.meanDown}});
    const SimTime last = std::min(whole.end, runEnd);
    for (SimTime at = plus(whole.begin, up.sample(draws)); at < last;) {
        // A spell without length would end before it began to matter.
        const SimTime end = std::max(std::min(whole.end, plus(at, std::max(Duration{1}, down.sample(draws)))), least.endAfter(at));
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
        LeastLength least(m_scenario.chaos[index], m_streams, m_runEnd);
        std::int64_t count = timing.every > Duration::zero() ? (timing.times > 0 ? timing.times : kMany) : 1;
        for (SimTime at = plus(origin, timing.at); count > 0 && at < m_runEnd; at = plus(at, timing.every), --count)
            addOccurrence(m_spans[index], at, timing, draws, least);
    }

    void addOccurrence(FaultSpans& spans, SimTime at, const spec::FaultTiming& timing, RandomStream& draws, LeastLength& least) const
    {
        if (timing.within > Duration::zero())
            at = plus(at, Duration{static_cast<std::int64_t>(draws.below(static_cast<std::uint64_t>(timing.within.count()) + 1))});
        if (!spans.empty())
            at = std::max(at, spans.back().end);  // drawn before the end of the one before it: right after it
        const FaultSpan span{at, timing.lasting > Duration::zero() ? plus(at, timing.lasting) : kNever};
        if (timing.meanUp > Duration::zero())
            addSpells(spans, span, timing, m_runEnd, draws, least);
        else
            spans.push_back({at, std::max(span.end, least.endAfter(at))});
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
