// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_experiment.h"

#include "scenarios/scenario_validation.h"
#include "simcore/base/quantity_text.h"
#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {
namespace {

/// About a flow, or a workload without one.
std::string randomLine(const spec::Scenario& scenario, Luck& luck)
{
    const spec::Workload& workload = luck.oneOf(scenario.workload);
    const std::string subject = workload.flow.empty() ? workload.name : workload.flow;
    switch (luck.index(4)) {
    case 0:
        return "accepted(" + subject + ") >= " + percentToText(static_cast<double>(luck.number(1, 100)) / 100);
    case 1:
        return "p99(" + subject + ".ack) < " + toText(luck.time(1ms, 2s));
    case 2:
        return "offered(" + subject + ") > " + std::to_string(luck.number(0, 20));
    default:
        return "in_flight(" + subject + ") < " + std::to_string(luck.number(1, 100));
    }
}

}  // namespace

void addExperiment(spec::Scenario& scenario, std::uint64_t seed)
{
    Luck luck(seed, "experiment");
    if (scenario.chaos.empty() || scenario.workload.empty() || !luck.has(0.5))
        return;
    spec::Experiment& experiment = scenario.experiment;
    for (std::int64_t left = luck.number(1, 3); left > 0; --left)
        experiment.hypothesis.push_back({.that = randomLine(scenario, luck), .designs = {}});
    experiment.strategy = static_cast<spec::HypothesisStrategy>(luck.index(namesOf(experiment.strategy).size()));
    experiment.frequency = luck.time(5ms, 1s);
    experiment.recovery = luck.has(0.5) ? Duration::zero() : luck.time(1ms, 1s);
    if (checksAgainAndAgain(experiment.strategy) && luck.has(0.5))
        experiment.abortAfter = luck.time(1ms, 2s);
    // Many faults leave no time for what is to be checked after them, or before them.
    using enum spec::HypothesisStrategy;
    for (const spec::HypothesisStrategy strategy : {experiment.strategy, BeforeMethodOnly, DuringMethodOnly}) {
        experiment.strategy = strategy;
        if (!checksAgainAndAgain(strategy))
            experiment.abortAfter = Duration::zero();
        if (!validateScenario(scenario).hasErrors())
            return;
    }
    experiment = {};
}

void addDeadLetters(spec::Scenario& scenario, std::uint64_t seed)
{
    Luck luck(seed, "dead letters");
    const auto send = [&](auto& settings) {
        if constexpr (requires { settings.failedMessages; }) {
            if (settings.failedMessages.maxAttempts == 0 || scenario.topology.channels.empty() || luck.has(0.6))
                return;
            const spec::FailedMessages before = settings.failedMessages;
            settings.failedMessages.then = spec::GiveUp::DeadLetter;
            settings.failedMessages.deadLetterChannel = luck.oneOf(scenario.topology.channels).name;
            if (validateScenario(scenario).hasErrors())
                settings.failedMessages = before;
        }
    };
    for (spec::Component& component : scenario.topology.components)
        std::visit(send, component.settings);
}

}  // namespace stormglass::fuzz
