// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/context.h"

#include "scenarios/utf8.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

/// "service or external"
std::string oneOf(std::span<const std::string_view> kinds)
{
    std::string list;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        list += (i == 0 ? "" : i + 1 == kinds.size() ? " or " : ", ") + std::string(kinds[i]);
    return list;
}

constexpr std::string_view kClients[] = {"client"};
constexpr std::string_view kGateways[] = {"gateway"};
constexpr std::string_view kOrchestrators[] = {"orchestrator"};
constexpr std::string_view kStores[] = {"database", "cache", "columnar-store", "time-series-store", "event-store"};
constexpr std::string_view kBrokers[] = {"eventbridge", "kafka", "mqtt", "nats", "pubsub", "pulsar", "rabbitmq", "redis", "sns", "sqs"};
constexpr std::string_view kOperators[] = {"service", "external"};
constexpr std::string_view kParticipants[] = {"service", "external", "orchestrator"};

}  // namespace

Kinds clients() { return {"client", kClients}; }
Kinds gateways() { return {"gateway", kGateways}; }
Kinds orchestrators() { return {"orchestrator", kOrchestrators}; }
Kinds stores() { return {"store", kStores}; }
Kinds brokers() { return {"broker", kBrokers}; }
Kinds operators() { return {"component", kOperators}; }
Kinds participants() { return {"component", kParticipants}; }

bool Kinds::contains(const spec::Component& component) const
{
    return std::ranges::find(names, kindOf(component)) != names.end();
}

std::string_view kindOf(const spec::Component& component) { return spec::infoOf(component.settings).kind; }

ValidationContext::ValidationContext(const spec::Scenario& scenario, ReadProblems& problems)
    : m_scenario(scenario), m_problems(problems), m_names(scenario, problems)
{
}

bool ValidationContext::hasErrors() const
{
    return std::ranges::any_of(m_problems.list(), [](const ReadProblems::Entry& entry) { return entry.issue.severity == Severity::Error; });
}

void ValidationContext::error(const std::string& pointer, std::string message)
{
    if (!m_problems.isDamaged(pointer))
        m_problems.error(pointer, std::move(message));
}

void ValidationContext::warning(const std::string& pointer, std::string message)
{
    if (!m_problems.isDamaged(pointer))
        m_problems.warning(pointer, std::move(message));
}

void ValidationContext::requireWholeSeconds(const std::string& pointer, Duration time)
{
    if (time % std::chrono::seconds{1} != Duration::zero())
        error(pointer, "expected whole seconds, found \"" + toText(time) + '"');
}

void ValidationContext::requireName(const std::string& pointer, const std::string& name, const NameTable& table,
                                    std::string_view noun)
{
    if (!name.empty() && table.isComplete() && !table.contains(name))
        error(pointer, unknown(noun, name, table.names()));
}

const spec::Component* ValidationContext::requireComponent(const std::string& pointer, const std::string& name, Kinds kinds)
{
    if (name.empty())
        return nullptr;
    if (!m_names.components.contains(name)) {
        if (m_names.components.isComplete())
            error(pointer, unknown(kinds.noun, name, namesOfKinds(kinds)));
        return nullptr;
    }
    const spec::Component* component = findComponent(name);
    if (component == nullptr || kinds.contains(*component))
        return component;
    error(pointer, "expected a component of kind " + oneOf(kinds.names) + ", found \"" + shortened(name) + "\" of kind "
              + std::string(kindOf(*component)));
    return nullptr;
}

const spec::Component* ValidationContext::findComponent(const std::string& name) const
{
    const auto index = m_names.components.find(name);
    if (!index || m_problems.isDamaged(m_names.components.pointerOf(*index) + "/kind"))
        return nullptr;
    return &m_scenario.topology.components[*index];
}

std::string ValidationContext::unknown(std::string_view noun, const std::string& name,
                                       std::span<const std::string> candidates) const
{
    std::string message = "unknown " + std::string(noun) + " \"" + shortened(name) + '"';
    if (!m_problems.isFull())
        message += suggestion(name, candidates);
    return message;
}

std::vector<std::string> ValidationContext::namesOfKinds(Kinds kinds) const
{
    std::vector<std::string> names;
    if (m_problems.isFull())
        return names;
    for (const spec::Component& component : m_scenario.topology.components) {
        if (kinds.contains(component))
            names.push_back(component.name);
    }
    return names;
}

}  // namespace stormglass
