// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/context.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace stormglass {
namespace {

class FlowCheck {
public:
    FlowCheck(ValidationContext& context, std::size_t index)
        : m_context(context), m_flow(context.scenario().flows[index]), m_pointer(context.names().flows.pointerOf(index))
    {
    }

    void run()
    {
        m_context.requireComponent(m_pointer + "/client", m_flow.client, clients());
        checkVia();
        checkNames();
        for (std::size_t i = 0; i < m_flow.steps.size(); ++i)
            checkStep(i);
        if (checkOrder())
            checkCompensations();
    }

private:
    [[nodiscard]] std::string stepPointer(std::size_t index) const
    {
        return m_pointer + "/steps/" + std::to_string(index);
    }

    void checkVia()
    {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < m_flow.via.size(); ++i) {
            const std::string pointer = m_pointer + "/via/" + std::to_string(i);
            m_context.requireComponent(pointer, m_flow.via[i], gateways());
            if (!m_flow.via[i].empty() && !seen.insert(m_flow.via[i]).second)
                m_context.error(pointer, "expected each gateway once, found \"" + m_flow.via[i] + "\" again");
        }
    }

    void checkNames()
    {
        std::set<std::string> compensations;
        for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
            const spec::Step& step = m_flow.steps[i];
            const auto [first, isNew] = m_steps.emplace(step.name, i);
            m_hasUnnamedSteps = m_hasUnnamedSteps || step.name.empty();
            if (!isNew && !step.name.empty()) {
                m_context.error(stepPointer(i) + "/name",
                                "duplicate name \"" + step.name + "\"; the first is at " + stepPointer(first->second));
            }
            if (!step.compensation.empty() && !compensations.insert(step.compensation).second)
                m_context.error(stepPointer(i) + "/compensation", "duplicate name \"" + step.compensation + '"');
        }
    }

    void checkStep(std::size_t index)
    {
        const spec::Step& step = m_flow.steps[index];
        const std::string pointer = stepPointer(index);
        m_context.requireComponent(pointer + "/component", step.component, participants());
        std::set<std::string> seen;
        for (std::size_t i = 0; i < step.after.size(); ++i) {
            const std::string place = pointer + "/after/" + std::to_string(i);
            if (!step.after[i].empty() && !m_steps.contains(step.after[i]) && !m_hasUnnamedSteps)
                m_context.error(place, m_context.unknown("step", step.after[i], stepNames()));
            if (!step.after[i].empty() && !seen.insert(step.after[i]).second)
                m_context.error(place, "expected each step once, found \"" + step.after[i] + "\" again");
        }
        if (index == 0 && !step.after.empty())
            m_context.error(pointer + "/after", "expected nothing: the first step is the entry of the flow");
        if (index > 0 && step.after.empty())
            m_context.error(pointer + "/after", "expected the steps that this one waits for: only the first step has none");
        if (index == 0 && step.isOptional)
            m_context.error(pointer + "/optional", "expected false: the first step is the entry of the flow");
        if (step.compensation.empty() && step.compensationTime != Distribution{})
            m_context.warning(pointer + "/compensation_time", "has no effect without a compensation");
    }

    [[nodiscard]] std::vector<std::string> stepNames() const
    {
        std::vector<std::string> names;
        for (const spec::Step& step : m_flow.steps)
            names.push_back(step.name);
        return names;
    }

    /// Whether the steps can be put in an order; finds what comes before each on the way.
    bool checkOrder()
    {
        m_before.assign(m_flow.steps.size(), {});
        std::vector<bool> isDone(m_flow.steps.size(), false);
        for (bool hasMoved = true; hasMoved;) {
            hasMoved = false;
            for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
                if (isDone[i] || !takeIfReady(i, isDone))
                    continue;
                isDone[i] = true;
                hasMoved = true;
            }
        }
        const auto stuck = std::ranges::find(isDone, false);
        if (stuck == isDone.end())
            return true;
        reportCircle(static_cast<std::size_t>(stuck - isDone.begin()), isDone);
        return false;
    }

    bool takeIfReady(std::size_t index, const std::vector<bool>& isDone)
    {
        std::set<std::size_t> before;
        for (const std::string& name : m_flow.steps[index].after) {
            const auto earlier = m_steps.find(name);
            if (earlier == m_steps.end())
                continue;
            if (!isDone[earlier->second])
                return false;
            before.insert(earlier->second);
            before.insert(m_before[earlier->second].begin(), m_before[earlier->second].end());
        }
        m_before[index] = std::move(before);
        return true;
    }

    /// From a step that is stuck, going back along steps that are stuck ends in a circle.
    void reportCircle(std::size_t from, const std::vector<bool>& isDone)
    {
        std::vector<std::size_t> way;
        std::size_t at = from;
        while (std::ranges::find(way, at) == way.end()) {
            way.push_back(at);
            for (const std::string& name : m_flow.steps[at].after) {
                const auto earlier = m_steps.find(name);
                if (earlier != m_steps.end() && !isDone[earlier->second]) {
                    at = earlier->second;
                    break;
                }
            }
        }
        std::string circle = m_flow.steps[at].name;
        for (auto step = way.rbegin(); step != way.rend(); ++step) {
            circle += " -> " + m_flow.steps[*step].name;
            if (*step == at)
                break;
        }
        m_context.error(stepPointer(at) + "/after", "the steps wait for each other in a circle: " + circle);
    }

    /// An effect that stands when a later step is refused must be undone, or the flow ends half-way.
    void checkCompensations()
    {
        for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
            const spec::Step& step = m_flow.steps[i];
            if (!step.compensation.empty() || step.isOptional)
                continue;
            for (std::size_t j = 0; j < m_flow.steps.size(); ++j) {
                if (i == j || m_before[i].contains(j) || !canBeRejected(m_flow.steps[j]))
                    continue;
                m_context.warning(stepPointer(i), "the step cannot be undone when \"" + m_flow.steps[j].name
                                      + "\" is rejected; name a compensation");
                break;
            }
        }
        for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
            for (const std::size_t earlier : m_before[i]) {
                if (m_flow.steps[i].isOptional || !m_flow.steps[earlier].isOptional)
                    continue;
                m_context.warning(stepPointer(i) + "/after", "the flow needs this step, which waits for the optional step \""
                                      + m_flow.steps[earlier].name + '"');
                break;
            }
        }
    }

    [[nodiscard]] bool canBeRejected(const spec::Step& step) const
    {
        if (step.isOptional)
            return false;
        const spec::Component* component = m_context.findComponent(step.component);
        const auto* external = component != nullptr ? std::get_if<spec::ExternalSettings>(&component->settings) : nullptr;
        return step.rejection > 0 || (external != nullptr && external->errorRate > 0);
    }

    ValidationContext& m_context;
    const spec::Flow& m_flow;
    const std::string m_pointer;
    std::unordered_map<std::string, std::size_t> m_steps;
    bool m_hasUnnamedSteps = false;
    std::vector<std::set<std::size_t>> m_before;  ///< Of each step, all that must have succeeded.
};

}  // namespace

void checkFlows(ValidationContext& context)
{
    for (std::size_t i = 0; i < context.scenario().flows.size(); ++i)
        FlowCheck(context, i).run();
}

}  // namespace stormglass
