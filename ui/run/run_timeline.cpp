// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_timeline.h"

#include "scenarios/fault_list.h"
#include "scenarios/json_text.h"
#include "scenarios/scenario_reader.h"
#include "simcore/base/time.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace stormglass::ui {
namespace {

/// Only the parts that speak of time: the topology of a large scenario takes long to read.
spec::Scenario readPlan(const std::string& text)
{
    Json whole;
    if (!readJson(text, whole).empty() || !whole.is_object())
        return {};
    Json part{{"format", "stormglass/1"}, {"name", "plan"}};
    for (const char* key : {"run", "chaos"}) {
        if (whole.contains(key))
            part[key] = whole[key];
    }
    return readScenarioText(part.dump(), "plan").scenario;
}

double endOf(const spec::FaultTiming& timing, double begin)
{
    return timing.lasting == Duration::zero() ? results::kNothing : begin + toSeconds(timing.lasting);
}

void planFault(const spec::Fault& fault, double end, std::map<std::string, double>& ends, RunTimeline& timeline)
{
    constexpr int kMostOccurrences = 200;
    const spec::FaultTiming& timing = fault.timing;
    double begin = toSeconds(timing.at);
    if (!timing.after.empty()) {
        const auto before = ends.find(timing.after);
        if (before == ends.end() || std::isnan(before->second))
            return;
        begin += before->second;
    }
    const bool isRepeated = timing.every > Duration::zero();
    for (int i = 0; i < kMostOccurrences && begin < end; ++i) {
        const double last = endOf(timing, begin);
        timeline.faults.push_back({fault.name, spec::phraseOf(fault), begin, last, timing.isLive, false});
        ends[fault.name] = last;
        if (!isRepeated || i + 1 == timing.times)
            break;
        begin += toSeconds(timing.every);
    }
}

std::set<std::string> namesOfInjected(const std::vector<std::string>& injected, std::map<std::string, std::string>& phrases)
{
    std::set<std::string> names;
    for (const std::string& text : injected) {
        Issues issues;
        for (const spec::Fault& fault : readFaults('[' + text + ']', issues)) {
            names.insert(fault.name);
            phrases[fault.name] = spec::phraseOf(fault);
        }
    }
    return names;
}

}  // namespace

RunTimeline planTimeline(const std::string& scenario, double end)
{
    const spec::Scenario plan = readPlan(scenario);
    RunTimeline timeline{.end = end, .bands = {}, .faults = {}};
    const double warmUp = toSeconds(plan.run.warmUp);
    const double arrivals = std::min(end, toSeconds(plan.run.duration));
    if (warmUp > 0)
        timeline.bands.push_back({"warm-up", 0, std::min(end, warmUp)});
    timeline.bands.push_back({"load", std::min(end, warmUp), arrivals});
    if (arrivals < end)
        timeline.bands.push_back({"drain", arrivals, end});
    std::map<std::string, double> ends;
    for (const spec::Fault& fault : plan.chaos)
        planFault(fault, end, ends, timeline);
    std::ranges::stable_sort(timeline.faults, {}, &FaultSpan::begin);
    return timeline;
}

RunTimeline seenTimeline(const RunTimeline& plan, const std::vector<results::RunEvent>& events,
                         const std::vector<std::string>& injected, double reachedAt)
{
    std::map<std::string, std::string> phrases;
    const std::set<std::string> byHand = namesOfInjected(injected, phrases);
    for (const FaultSpan& fault : plan.faults)
        phrases[fault.name] = fault.phrase;
    RunTimeline seen = plan;
    seen.end = std::max(plan.end, reachedAt);
    std::erase_if(seen.faults, [&](const FaultSpan& fault) { return fault.begin <= reachedAt; });
    for (const results::RunEvent& event : events) {
        if (event.kind == results::RunEvent::Kind::FaultBegan) {
            const auto phrase = phrases.find(event.subject);
            seen.faults.push_back({event.subject, phrase != phrases.end() ? phrase->second : event.text, event.at,
                                   results::kNothing, byHand.contains(event.subject), true});
        } else if (event.kind == results::RunEvent::Kind::FaultEnded) {
            const auto last = std::find_if(seen.faults.rbegin(), seen.faults.rend(), [&](const FaultSpan& fault) {
                return fault.hasBegun && fault.name == event.subject && std::isnan(fault.end);
            });
            if (last != seen.faults.rend())
                last->end = event.at;
        }
    }
    std::ranges::stable_sort(seen.faults, {}, &FaultSpan::begin);
    return seen;
}

void takePhases(RunTimeline& timeline, const results::RunResult& result)
{
    timeline.end = std::max(result.simulatedSeconds, 1e-9);  // it may have ended long before the drain was over
    std::erase_if(timeline.bands, [&](const TimeBand& band) { return band.begin >= timeline.end; });
    for (TimeBand& band : timeline.bands)
        band.end = std::min(band.end, timeline.end);
    std::erase_if(timeline.faults, [&](const FaultSpan& fault) { return !fault.hasBegun && fault.begin >= timeline.end; });
    if (result.experiment.phases.empty())
        return;
    timeline.bands.clear();
    for (const results::PhaseSpan& phase : result.experiment.phases)
        timeline.bands.push_back({std::string(results::wordOf(phase.phase)), phase.begin, phase.end});
    const double last = timeline.bands.back().end;
    if (last < timeline.end)
        timeline.bands.push_back({"drain", last, timeline.end});
}

}  // namespace stormglass::ui
