// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/timing.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

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
    visit.duration("ramp", timing.ramp, {.help = "Grows to full strength over this time, in ten steps; for faults that have a strength."});
}

void checkTiming(const FaultTiming& timing, bool hasStrength, FaultScope& scope)
{
    const RunSettings& run = scope.scenario().run;
    const Duration end = run.duration + run.drain;
    if (timing.after.empty() && timing.at + timing.within >= end) {
        scope.error("/at", "expected an instant before the end of the run (" + toText(end) + "), found \""
                        + toText(timing.at + timing.within) + '"');
    }
    if (timing.every > Duration::zero()) {
        if (timing.lasting == Duration::zero())
            scope.error("/every", "expected \"for\" as well: a fault without an end cannot begin again");
        else if (timing.lasting >= timing.every)
            scope.error("/every", "expected more than \"for\" (" + toText(timing.lasting) + "), found \"" + toText(timing.every)
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
        scope.error("/ramp", "expected at most \"for\" (" + toText(timing.lasting) + "), found \"" + toText(timing.ramp) + '"');
}

}  // namespace stormglass::spec
