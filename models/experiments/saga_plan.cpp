// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/saga_sweep.h"

#include "models/experiments/made_settings.h"

#include <algorithm>

namespace stormglass::experiments {
namespace {

/// The names that a design gives to what carries its messages and who directs its sagas; null: it has none.
template <class Member>
const std::string* memberOf(const spec::Design& design, const Member& member)
{
    return std::visit([&](const auto& style) { return member(style); }, design.style);
}

const std::string* brokerOf(const spec::Design& design)
{
    return memberOf(design, [](const auto& style) -> const std::string* {
        if constexpr (requires { style.broker; })
            return &style.broker;
        else
            return nullptr;
    });
}

const std::string* orchestratorOf(const spec::Design& design)
{
    return memberOf(design, [](const auto& style) -> const std::string* {
        if constexpr (requires { style.orchestrator; })
            return &style.orchestrator;
        else
            return nullptr;
    });
}

template <class List>
auto* itemNamed(List& list, const std::string& name)
{
    const auto found = std::ranges::find_if(list, [&](const auto& item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
}

/// Whether it was on.
bool switchOff(bool& flag) { return std::exchange(flag, false); }

bool switchOff(spec::Scenario& scenario, spec::Design& design, Safeguard safeguard)
{
    if (safeguard == Safeguard::DurableLog) {
        const std::string* name = orchestratorOf(design);
        spec::Component* component = name == nullptr ? nullptr : itemNamed(scenario.topology.components, *name);
        auto* settings = component == nullptr ? nullptr : std::get_if<spec::OrchestratorSettings>(&component->settings);
        return settings != nullptr && switchOff(settings->hasDurableLog);
    }
    return std::visit(
        [&](auto& style) {
            if constexpr (requires { style.outbox.isEnabled; })
                return switchOff(safeguard == Safeguard::Outbox ? style.outbox.isEnabled : style.areConsumersIdempotent);
            else
                return false;
        },
        design.style);
}

class SagaPlanner {
public:
    SagaPlanner(const spec::Scenario& scenario, const FaultWindow& window) : m_scenario(scenario), m_window(window) { }

    SagaPlan plan(const std::vector<std::string>& designs)
    {
        for (const std::string& design : designs)
            addColumns(design);
        for (const spec::Flow& flow : m_scenario.flows)
            addRows(flow);
        return std::move(m_plan);
    }

private:
    void addColumns(const std::string& design)
    {
        for (const Safeguard safeguard :
             {Safeguard::None, Safeguard::Outbox, Safeguard::IdempotentConsumers, Safeguard::DurableLog}) {
            if (auto swept = withoutSafeguard(m_scenario, design, safeguard))
                m_plan.columns.push_back({design, safeguard, std::move(*swept)});
        }
    }

    void addRows(const spec::Flow& flow)
    {
        for (const spec::Step& step : flow.steps) {
            for (const char* moment : {"before", "during", "after"})
                addCrash(flow, step, moment, false);
            for (const char* moment : {"before", "during", "after"}) {
                if (!step.compensation.empty())
                    addCrash(flow, step, moment, true);
            }
            addMessages(flow, step, "duplicate", "duplicate events");
            addMessages(flow, step, "reorder", "late events");
        }
        // The start of a saga, and the answer of each step.
        for (std::size_t transition = 1; transition <= flow.steps.size() + 1; ++transition)
            addTransition(flow, static_cast<std::int64_t>(transition));
        addLoss(flow, "orchestrator lost", orchestratorOf);
        addLoss(flow, "broker lost", brokerOf);
    }

    void addCrash(const spec::Flow& flow, const spec::Step& step, const char* moment, bool isCompensation)
    {
        SettingValues values{{"flow", flow.name}, {"step", step.name}, {"moment", std::string(moment)}};
        if (isCompensation)
            values.emplace_back("compensation", true);
        add(flow, step.name, (isCompensation ? "undoing: crash " : "crash ") + std::string(moment), "crash-at-step",
            [&](const spec::Design&) { return std::optional(values); });
    }

    void addTransition(const spec::Flow& flow, std::int64_t transition)
    {
        add(flow, {}, "crash at transition " + std::to_string(transition), "crash-at-step",
            [&](const spec::Design& design) {
                return orchestratorOf(design) == nullptr
                    ? std::nullopt
                    : std::optional(SettingValues{{"flow", flow.name}, {"transition", transition}});
            });
    }

    void addMessages(const spec::Flow& flow, const spec::Step& step, const char* kind, const char* name)
    {
        add(flow, step.name, name, kind, [&](const spec::Design& design) {
            const std::string* broker = brokerOf(design);
            return broker == nullptr ? std::nullopt
                                     : std::optional(SettingValues{{"broker", *broker}, {"event", flow.name + "." + step.name}});
        });
    }

    /// All instances of what the design has of that sort, for the whole window.
    template <class NameOf>
    void addLoss(const spec::Flow& flow, const char* name, const NameOf& nameOf)
    {
        add(flow, {}, name, "crash", [&](const spec::Design& design) {
            const std::string* lost = nameOf(design);
            return lost == nullptr ? std::nullopt : std::optional(SettingValues{{"target", *lost}});
        });
    }

    /// A row, unless no design has anything to be disturbed; why not is noted once for each kind.
    template <class ValuesOf>
    void add(const spec::Flow& flow, const std::string& step, const std::string& name, const char* kind, const ValuesOf& valuesOf)
    {
        Disturbance row{.flow = flow.name, .step = step, .name = name, .faults = {}};
        std::string obstacle;
        bool doesHit = false;
        for (const SweptDesign& column : m_plan.columns) {
            const spec::Design* design = itemNamed(column.scenario.designs, column.design);
            const auto values = design == nullptr ? std::nullopt : valuesOf(*design);
            row.faults.push_back(values ? faultOf(column.scenario, kind, *values, obstacle) : std::nullopt);
            doesHit = doesHit || row.faults.back().has_value();
        }
        if (doesHit)
            m_plan.rows.push_back(std::move(row));
        else if (!obstacle.empty() && std::ranges::find(m_plan.leftOut, kind, &results::LeftOutFault::fault) == m_plan.leftOut.end())
            m_plan.leftOut.push_back({kind, obstacle});
    }

    std::optional<FaultSet> faultOf(const spec::Scenario& scenario, const char* kind, const SettingValues& values,
                                    std::string& obstacle) const
    {
        const auto settings = makeSettings(kind, values);
        if (!settings) {
            obstacle = "there is no such fault in this version";
            return std::nullopt;
        }
        spec::Fault fault{.name = kind, .settings = *settings, .timing = {}};
        fault.timing.at = m_window.at;
        fault.timing.lasting = m_window.lasting;
        obstacle = findObstacle(scenario, fault);
        return obstacle.empty() ? std::optional(FaultSet{std::move(fault)}) : std::nullopt;
    }

    const spec::Scenario& m_scenario;
    const FaultWindow m_window;
    SagaPlan m_plan;
};

}  // namespace

std::string_view wordOf(Safeguard safeguard)
{
    static constexpr std::string_view kWords[] = {"", "outbox", "idempotence", "durable log"};
    return kWords[static_cast<std::size_t>(safeguard)];
}

std::optional<spec::Scenario> withoutSafeguard(const spec::Scenario& scenario, const std::string& design, Safeguard safeguard)
{
    spec::Scenario changed = scenario;
    spec::Design* changedDesign = itemNamed(changed.designs, design);
    if (safeguard == Safeguard::None)
        return changed;
    const bool wasOn = changedDesign != nullptr && switchOff(changed, *changedDesign, safeguard);
    return wasOn ? std::optional(std::move(changed)) : std::nullopt;
}

SagaPlan planSagas(const spec::Scenario& scenario, const std::vector<std::string>& designs, const FaultWindow& window)
{
    return SagaPlanner(scenario, window).plan(designs);
}

}  // namespace stormglass::experiments
