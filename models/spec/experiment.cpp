// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/experiment.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(HypothesisStrategy)
{
    static constexpr std::string_view kNames[]
        = {"default", "before-method-only", "after-method-only", "during-method-only", "continuously"};
    return kNames;
}

bool checksBefore(HypothesisStrategy strategy)
{
    return strategy == HypothesisStrategy::Default || strategy == HypothesisStrategy::BeforeMethodOnly
        || strategy == HypothesisStrategy::Continuously;
}

bool checksAfter(HypothesisStrategy strategy)
{
    return strategy == HypothesisStrategy::Default || strategy == HypothesisStrategy::AfterMethodOnly
        || strategy == HypothesisStrategy::Continuously;
}

bool checksAgainAndAgain(HypothesisStrategy strategy)
{
    return strategy == HypothesisStrategy::DuringMethodOnly || strategy == HypothesisStrategy::Continuously;
}

void describe(FieldVisitor& visit, HypothesisLine& line)
{
    visit.text("that", line.that, {.help = "What must hold whatever breaks, for example \"accepted(order) >= 99%\".", .isRequired = true});
    visit.references("designs", line.designs, RefersTo::Design, {.help = "Designs it speaks of; absent: all."});
}

void describe(FieldVisitor& visit, Experiment& experiment)
{
    visit.text("title", experiment.title, {.help = "What is to be shown."});
    visit.list("hypothesis", experiment.hypothesis, {.help = "The steady state: lines in the language of \"expect\".",
                                                     .source = "Chaos Toolkit: steady-state-hypothesis"});
    visit.choice("strategy", experiment.strategy,
                 {.help = "When the hypothesis is checked: default (before and after the faults), before-method-only, after-method-only, "
                          "during-method-only (again and again while they last) or continuously (all of these, from the baseline to the "
                          "end of arrivals).",
                  .source = "Chaos Toolkit: --hypothesis-strategy"});
    visit.duration("frequency", experiment.frequency,
                   {.help = "How often it is checked again, each time on what happened since the last check.",
                    .source = "Chaos Toolkit: --hypothesis-frequency, 1 second", .min = 1e6});
    visit.duration("recovery", experiment.recovery,
                   {.help = "Time to recover: from the end of the last fault to the final check."});
    visit.duration("abort_after", experiment.abortAfter,
                   {.help = "The faults are mended, and the run is aborted, when a line has deviated for so long; 0s: never.",
                    .source = "AWS FIS: stop conditions; k6: abortOnFail with delayAbortEval"});
}

}  // namespace stormglass::spec
