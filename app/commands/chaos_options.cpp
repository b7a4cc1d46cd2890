// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/chaos_options.h"

#include "app/commands/design_choice.h"
#include "app/commands/scenario_input.h"
#include "app/commands/unknown_words.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <iostream>

namespace stormglass {
namespace {

using experiments::FaultWindow;
using experiments::Place;
using experiments::PlaceKind;

std::optional<std::string> findFaultProblem(const std::vector<std::string>& kinds)
{
    const std::vector<std::string_view> known = experiments::faultKinds();
    for (const std::string& kind : kinds) {
        if (std::find(known.begin(), known.end(), kind) == known.end())
            return "there is no fault \"" + kind + "\"" + didYouMean(kind, {known.begin(), known.end()});
    }
    return std::nullopt;
}

std::optional<std::string> findVictimProblem(const spec::Topology& topology, const std::vector<std::string>& victims)
{
    for (const std::string& victim : victims) {
        if (experiments::findPlace(topology, victim))
            continue;
        std::vector<std::string> known;
        for (const Place& place : experiments::placesOf(topology))
            known.push_back(place.name);
        return "the scenario has no component, host, zone, link or channel \"" + victim + "\"" + didYouMean(victim, known);
    }
    return std::nullopt;
}

/// Reads a time of the command line over the default.
std::optional<std::string> readTime(const char* option, const std::string& text, Duration& target)
{
    if (text.empty())
        return std::nullopt;
    const std::optional<Duration> time = readDuration(text);
    if (!time || *time < Duration::zero())
        return std::string(option) + ": expected a duration such as 30s, found \"" + text + "\"";
    target = *time;
    return std::nullopt;
}

std::optional<std::string> findWindowProblem(const FaultWindow& window, const spec::RunSettings& run)
{
    if (window.at < run.duration)
        return std::nullopt;
    return "--at: expected less than the duration of the run (" + toText(run.duration) + "), found " + toText(window.at);
}

}  // namespace

void tellChaosProblem(const std::string& problem) { std::cerr << "stormglass chaos: " << problem << '\n'; }

std::optional<ChaosSetup> setUpChaos(const ChaosOptions& options)
{
    std::optional<LoadedScenario> loaded = loadScenario(options.run.scenario, options.run.allOverrides(), Hypothesis::LeftOut);
    if (!loaded)
        return std::nullopt;
    const spec::Scenario& scenario = loaded->scenario;
    ChaosSetup setup{.loaded = *loaded,
                     .designs = chosenOrAll(splitAtCommas(options.designs), scenario),
                     .kinds = splitAtCommas(options.faults),
                     .victims = splitAtCommas(options.victims),
                     .window = experiments::defaultWindow(scenario.run)};
    const bool hasDesigns = setup.designs.size() > 1 || !setup.designs.front().empty();
    std::optional<std::string> problem = hasDesigns ? findDesignProblem(scenario, setup.designs) : std::nullopt;
    const auto check = [&](std::optional<std::string> found) {
        if (!problem)
            problem = std::move(found);
    };
    check(findFaultProblem(setup.kinds));
    check(findVictimProblem(scenario.topology, setup.victims));
    check(readTime("--at", options.at, setup.window.at));
    check(readTime("--for", options.lasting, setup.window.lasting));
    check(findWindowProblem(setup.window, scenario.run));
    if (!problem)
        return setup;
    tellChaosProblem(*problem);
    return std::nullopt;
}

}  // namespace stormglass
