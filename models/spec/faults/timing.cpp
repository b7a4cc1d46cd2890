// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/timing.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass::spec {

using stormglass::toText;  // that of a comparison hides it where sources are compiled together

void describe(FieldVisitor& visit, FaultTiming& timing)
{
    visit.duration("at", timing.at,
                   {.help = "Start, counted from the start of the run (warm-up included), or from the end of the fault in \"after\".",
                    .isRequired = true});
    visit.duration("for", timing.lasting, {.help = "How long; 0s: until the end of the run."});
    visit.reference("after", timing.after, RefersTo::Fault,
                    {.help = "Starts when that fault has ended for good; \"at\" is then the pause between them.",
                     .source = "AWS FIS startAfter; Chaos Mesh workflow: serial, suspend"});
    visit.duration("within", timing.within, {.help = "The start is drawn by the seed, uniformly from this span after \"at\"."});
    visit.duration("every", timing.every,
                   {.help = "Repeats: time from one start to the next.", .source = "Chaos Mesh Schedule, concurrency policy Forbid"});
    visit.integer("times", timing.times, {.help = "With every: how many times; 0: until the end of the run.", .max = 100000});
    visit.duration("mean_up", timing.meanUp,
                   {.help = "With mean_down: the fault comes and goes within its span; mean time between two spells (MTBF), exponential.",
                    .source = "MTBF and MTTR of alternating renewal processes"});
    visit.duration("mean_down", timing.meanDown, {.help = "Mean length of one spell (MTTR), exponential."});
    visit.flag("live", timing.isLive,
               {.help = "Recorded from a session in which it was injected by hand: it begins and ends at the beats of the run, so that the "
                        "replay is the same run. Only \"at\" and \"for\" count then."});
    visit.duration("ramp", timing.ramp, {.help = "Grows to full strength over this time, in ten steps; for faults that have a strength."});
}

namespace {

/// What was recorded has happened: there is nothing to draw, to repeat or to wait for.
void checkLive(const FaultTiming& timing, FaultScope& scope)
{
    if (timing != FaultTiming{.at = timing.at, .lasting = timing.lasting, .isLive = true})
        scope.error("/live", "a recorded fault has \"at\" and \"for\" only: expected no other key of its timing");
}

bool isLive(const std::string& fault, const Scenario& scenario)
{
    const auto found = std::ranges::find(scenario.chaos, fault, &Fault::name);
    return found != scenario.chaos.end() && found->timing.isLive;
}

}  // namespace

void checkTiming(const FaultTiming& timing, bool hasStrength, FaultScope& scope)
{
    using stormglass::toText;  // of a duration
    if (timing.isLive)
        return checkLive(timing, scope);
    const RunSettings& run = scope.scenario().run;
    const Duration end = run.duration + run.drain;
    if (timing.after.empty() && timing.at + timing.within >= end) {
        scope.error("/at", "expected an instant before the end of the run (" + stormglass::toText(end) + "), found \""
                        + stormglass::toText(timing.at + timing.within) + '"');
    }
    if (isLive(timing.after, scope.scenario()))
        scope.error("/after", "expected a fault that ends by the clock, \"" + timing.after + "\" is a recorded one");
    if (timing.every > Duration::zero()) {
        if (timing.lasting == Duration::zero())
            scope.error("/every", "expected \"for\" as well: a fault without an end cannot begin again");
        else if (timing.lasting >= timing.every)
            scope.error("/every", "expected more than \"for\" (" + stormglass::toText(timing.lasting) + "), found \"" + stormglass::toText(timing.every)
                            + "\": a fault cannot begin again before it has ended");
    } else if (timing.times > 0) {
        scope.error("/times", "expected \"every\" as well, the time from one start to the next");
    }
    const bool isComing = timing.meanUp > Duration::zero();
    constexpr Duration kShortest = std::chrono::milliseconds{1};
    if (isComing != (timing.meanDown > Duration::zero()))
        scope.error(isComing ? "/mean_up" : "/mean_down", "expected both mean_up and mean_down, or neither");
    else if (isComing && (timing.meanUp < kShortest || timing.meanDown < kShortest))
        scope.error("/mean_up", "expected at least 1ms for mean_up and mean_down");
    if (timing.ramp == Duration::zero())
        return;
    if (!hasStrength)
        scope.error("/ramp", "this kind of fault has no strength that could grow");
    else if (timing.lasting > Duration::zero() && timing.ramp > timing.lasting)
        scope.error("/ramp", "expected at most \"for\" (" + stormglass::toText(timing.lasting) + "), found \"" + stormglass::toText(timing.ramp) + '"');
}

}  // namespace stormglass::spec
