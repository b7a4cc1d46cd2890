// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/live_session.h"

#include "scenarios/fault_list.h"
#include "scenarios/json_text.h"
#include "scenarios/scenario_validation.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

/// As the only element of "chaos". Its instant is that of the beat, so it needs none of its own.
std::string asList(const std::string& fault, SimTime now)
{
    Json object;
    static_cast<void>(readJson(fault, object));  // the worker has read it before
    object["at"] = std::to_string((now - kStartOfRun).count()) + "ns";
    return Json::array({object}).dump();
}

}  // namespace

LiveSession::LiveSession(const spec::Scenario& scenario, double pace, const RunWatch& watch)
    : m_scenario(scenario), m_control(watch.liveOrders, pace), m_watch(watch)
{
    m_scenario.expect.clear();  // they have been checked, and no fault that comes later changes that
}

LiveCommands LiveSession::commandsAt(SimTime now)
{
    LiveCommands commands;
    for (const LiveOrder& order : m_control.waitUntil(toSeconds(now - kStartOfRun), m_watch.isStopWanted)) {
        if (order.kind == LiveOrder::Kind::Inject)
            inject(order.fault, now, commands);
        else
            mend(order.fault, now, commands);
    }
    return commands;
}

void LiveSession::inject(const std::string& text, SimTime now, LiveCommands& commands)
{
    Issues issues;
    std::vector<spec::Fault> faults = readFaults(asList(text, now), issues);
    if (!issues.hasErrors()) {
        faults.front().timing = {.at = now - kStartOfRun, .lasting = faults.front().timing.lasting, .isLive = true};
        m_scenario.chaos.push_back(faults.front());
        issues.append(validateScenario(m_scenario));
        if (issues.hasErrors())
            m_scenario.chaos.pop_back();
    }
    if (issues.hasErrors())
        return m_watch.tell(Refused{issues.list()});
    Json record = toJson(faults);
    m_watch.tell(Injected{record.front().dump()});
    commands.inject.push_back(std::move(faults.front()));
}

void LiveSession::mend(const std::string& name, SimTime now, LiveCommands& commands)
{
    const auto fault = std::ranges::find(m_scenario.chaos, name, &spec::Fault::name);
    const bool isLasting = fault != m_scenario.chaos.end() && fault->timing.isLive
        && (fault->timing.lasting == Duration::zero() || SimTime{fault->timing.at + fault->timing.lasting} > now);
    if (!isLasting)
        return m_watch.tell(Refused{{{"/fault", "expected the name of an injected fault that lasts, found \"" + name + '"'}}});
    fault->timing.lasting = std::max(Duration{1}, now - SimTime{fault->timing.at});
    m_watch.tell(Mended{name, toSeconds(now - kStartOfRun)});
    commands.mend.push_back(name);
}

}  // namespace stormglass
