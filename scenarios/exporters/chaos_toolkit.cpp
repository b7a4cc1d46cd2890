// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults become actions with the provider "stormglass", which carry them whole; scenarios/importers/chaos_toolkit.cpp reads
// them again.
#include "scenarios/exporters/exporter.h"
#include "scenarios/fault_list.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

using spec::Fault;

Json probeOf(const spec::HypothesisLine& line)
{
    Json provider{{"type", "stormglass"}, {"expect", line.that}};
    if (!line.designs.empty())
        provider["designs"] = line.designs;
    return {{"type", "probe"}, {"name", line.that}, {"tolerance", true}, {"provider", std::move(provider)}};
}

Json stepOf(const Fault& fault, Duration pause)
{
    Json settings = toJson(std::vector<Fault>{fault})[0];
    Json provider{{"type", "stormglass"}};
    provider.update(settings);
    Json step{{"type", "action"}, {"name", fault.name}, {"background", true}, {"provider", std::move(provider)}};
    if (pause > Duration::zero())
        step["pauses"] = {{"before", toSeconds(pause)}};
    return step;
}

/// In the order in which they begin. Those that wait for another stand behind all that do not.
std::vector<Fault> inOrderOfTime(std::vector<Fault> faults)
{
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
        if (a.timing.after.empty() != b.timing.after.empty())
            return a.timing.after.empty();
        return a.timing.after.empty() && a.timing.at < b.timing.at;
    });
    return faults;
}

Json methodOf(const std::vector<Fault>& faults)
{
    Json method = Json::array();
    Duration now{0};
    for (const Fault& fault : inOrderOfTime(faults)) {
        const bool startsByTheClock = fault.timing.after.empty();
        method.push_back(stepOf(fault, startsByTheClock ? fault.timing.at - now : Duration::zero()));
        now = startsByTheClock ? fault.timing.at : now;
    }
    return method;
}

}  // namespace

Exported exportChaosToolkit(const spec::Scenario& scenario)
{
    const spec::Experiment& experiment = scenario.experiment;
    const std::string title = experiment.title.empty() ? scenario.name : experiment.title;
    Json document{{"title", title}, {"description", scenario.description.empty() ? title : scenario.description}};
    document["extensions"] = Json::array({{{"name", "stormglass"},
                                           {"frequency", toText(experiment.frequency)},
                                           {"recovery", toText(experiment.recovery)},
                                           {"abort_after", toText(experiment.abortAfter)}}});
    document["runtime"] = {
        {"hypothesis", {{"strategy", namesOf(experiment.strategy)[static_cast<std::size_t>(experiment.strategy)]}}}};
    if (!experiment.hypothesis.empty()) {
        Json probes = Json::array();
        for (const spec::HypothesisLine& line : experiment.hypothesis)
            probes.push_back(probeOf(line));
        document["steady-state-hypothesis"] = {{"title", title}, {"probes", std::move(probes)}};
    }
    document["method"] = methodOf(scenario.chaos);
    document["rollbacks"] = Json::array();
    return {.text = document.dump(2) + '\n', .faults = scenario.chaos.size(), .unmapped = {}, .assumptions = {}};
}

}  // namespace stormglass
