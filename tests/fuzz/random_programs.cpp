// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_programs.h"

#include "tests/fuzz/random_parts.h"
#include "tests/fuzz/random_stores.h"

#include <algorithm>

namespace stormglass::fuzz {
namespace {

class ProgramWriter {
public:
    ProgramWriter(spec::Scenario& scenario, Luck& luck) : m_scenario(scenario), m_luck(luck), m_stores(storesOf(scenario))
    {
        for (const spec::Component& component : scenario.topology.components) {
            const bool isOperator = std::holds_alternative<spec::ServiceSettings>(component.settings)
                || std::holds_alternative<spec::ExternalSettings>(component.settings);
            if (isOperator)
                m_components.push_back(component.name);
            if (spec::isBroker(component))
                m_brokers.push_back(&component);
        }
    }

    void write()
    {
        const std::int64_t count = m_luck.number(1, 5);
        for (std::int64_t i = 0; i < count; ++i)
            m_operations.push_back({m_luck.oneOf(m_components), {.name = "task-" + std::to_string(i + 1), .program = {}, .consumes = {}}});
        addChannels();
        for (std::size_t i = 0; i < m_operations.size(); ++i)
            m_operations[i].operation.program = program(i, 2);
        for (Written& written : m_operations)
            give(written);
        addWorkload();
    }

private:
    struct Written {
        std::string component;
        spec::Operation operation;
    };
    /// A channel may be published to by operations before the first that consumes it.
    struct Topic {
        std::string name;
        std::size_t consumer;
    };

    void addChannels()
    {
        if (m_brokers.empty())
            return;
        for (std::int64_t i = m_luck.number(0, 3); i > 0; --i) {
            const std::size_t consumer = m_luck.index(m_operations.size() + 1);  // the last of which is nobody
            const std::string name = "topic-" + std::to_string(i);
            m_topics.push_back({name, consumer});
            const spec::Component& broker = *m_luck.oneOf(m_brokers);
            m_scenario.topology.channels.push_back({.name = name, .broker = broker.name, .settings = randomChannel(broker, m_luck)});
            if (consumer < m_operations.size())
                m_operations[consumer].operation.consumes.push_back(name);
        }
    }

    spec::Program program(std::size_t self, int depth)
    {
        spec::Program written;
        for (std::int64_t left = m_luck.number(depth == 2 ? 1 : 0, 3); left > 0; --left)
            written.push_back(statement(self, depth));
        return written;
    }

    spec::Statement statement(std::size_t self, int depth)
    {
        const bool isLast = self + 1 == m_operations.size();
        switch (m_luck.index(9)) {
        case 0: return {spec::Work{m_luck.around(5ms)}};
        case 1:
            if (!isLast)
                return {call(self)};
            break;
        case 2:
            if (!isLast)
                return {send(self)};
            break;
        case 3:
            if (const Topic* topic = topicFor(self))
                return {spec::Publish{topic->name}};
            break;
        case 4:
            if (!m_stores.empty())
                return {spec::Access{.store = m_luck.oneOf(m_stores), .isWrite = m_luck.has(0.5)}};
            break;
        case 5:
            if (depth > 0)
                return {spec::Parallel{{program(self, depth - 1), program(self, depth - 1)}}};
            break;
        case 6:
            if (depth > 0)
                return {spec::Choose{{{.probability = 0.4, .program = program(self, depth - 1)},
                                      {.probability = 0.3, .program = program(self, depth - 1)}}}};
            break;
        case 7: return {spec::Fail{.probability = m_luck.share(0.2)}};
        default: return {spec::Reply{}};
        }
        return {spec::Work{m_luck.around(2ms)}};
    }

    [[nodiscard]] const Written& later(std::size_t self) { return m_operations[self + 1 + m_luck.index(m_operations.size() - self - 1)]; }

    spec::Call call(std::size_t self)
    {
        const Written& target = later(self);
        spec::CallPolicy policy = randomPolicy(m_luck);
        policy.maxAttempts = std::min<std::int64_t>(policy.maxAttempts, 2);  // attempts multiply from level to level
        return {.component = target.component, .operation = target.operation.name, .policy = policy};
    }

    spec::Send send(std::size_t self)
    {
        const Written& target = later(self);
        return {.component = target.component, .operation = target.operation.name};
    }

    const Topic* topicFor(std::size_t self) const
    {
        const auto found = std::ranges::find_if(m_topics, [&](const Topic& topic) { return topic.consumer > self; });
        return found == m_topics.end() ? nullptr : &*found;
    }

    void give(const Written& written)
    {
        const auto component = std::ranges::find(m_scenario.topology.components, written.component, &spec::Component::name);
        if (auto* service = std::get_if<spec::ServiceSettings>(&component->settings))
            service->operations.push_back(written.operation);
        else
            std::get<spec::ExternalSettings>(component->settings).operations.push_back(written.operation);
    }

    void addWorkload()
    {
        spec::Workload workload;
        workload.name = "tasks";
        workload.client = "client";
        workload.component = m_operations.front().component;
        workload.operation = m_operations.front().operation.name;
        drawArrivals(workload, m_luck);
        m_scenario.workload.push_back(workload);
    }

    spec::Scenario& m_scenario;
    Luck& m_luck;
    std::vector<std::string> m_components;
    std::vector<std::string> m_stores;
    std::vector<const spec::Component*> m_brokers;
    std::vector<Written> m_operations;
    std::vector<Topic> m_topics;
};

}  // namespace

void addPrograms(spec::Scenario& scenario, Luck& luck) { ProgramWriter(scenario, luck).write(); }

}  // namespace stormglass::fuzz
