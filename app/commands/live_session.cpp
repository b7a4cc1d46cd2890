// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/live_session.h"

#include "scenarios/fault_list.h"
#include "scenarios/json_text.h"
#include "scenarios/scenario_validation.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

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

LiveSession::LiveSession(const spec::Scenario& scenario, const RunOrder& order, const RunWatch& watch)
    : m_scenario(scenario), m_control(watch.liveOrders, order.pace, order.watch), m_watch(watch)
{
    m_scenario.expect.clear();  // they have been checked, and no fault that comes later changes that
    wait(0);
}

LiveCommands LiveSession::commandsAt(SimTime now)
{
    wait(toSeconds(now - kStartOfRun));
    LiveCommands commands;
    for (const LiveOrder& order : std::exchange(m_orders, {})) {
        if (order.kind == LiveOrder::Kind::Inject)
            inject(order.fault, now, commands);
        else if (order.kind == LiveOrder::Kind::Mend)
            mend(order.fault, now, commands);
        else
            m_watch.tell(Refused{{{"", "a step goes on by one frame, and there are no frames: no \"watch\" was given"}}});
    }
    return commands;
}

void LiveSession::frameTold(double simulatedSeconds)
{
    m_control.frameTold(simulatedSeconds);
    wait(simulatedSeconds);
}

void LiveSession::wait(double simulatedSeconds)
{
    if (!m_control.isDue(simulatedSeconds))
        m_watch.flush();
    for (LiveOrder& order : m_control.waitUntil(simulatedSeconds, m_watch.isStopWanted))
        m_orders.push_back(std::move(order));
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
