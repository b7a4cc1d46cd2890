// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Programs that ask each other in a circle.
//
// A circle in which every operation certainly asks the next one never ends. A circle of calls that is entered by chance
// ends, but each round holds one more worker while it waits: it can block itself. A circle of messages by chance is
// feedback, as in any network of queues, and fine.
#include "scenarios/validation/operations.h"

#include <map>

namespace stormglass {
namespace {

struct Edge {
    std::size_t target = 0;
    std::string pointer;
    bool isCertain = false;
    bool isCall = false;
};

class CallGraph {
public:
    explicit CallGraph(ValidationContext& context) : m_context(context)
    {
        addOperations();
        for (std::size_t i = 0; i < m_operations.size(); ++i)
            addEdges(i);
    }

    /// The first circle along edges that the filter lets pass; empty if there is none.
    template <class Filter>
    [[nodiscard]] std::vector<const Edge*> findCircle(const Filter& passes) const
    {
        enum class Mark : char { New, OnWay, Done };
        std::vector<Mark> marks(m_edges.size(), Mark::New);
        for (std::size_t root = 0; root < m_edges.size(); ++root) {
            // The way is kept by hand: a chain of calls may be longer than the stack of the process is deep.
            std::vector<std::pair<std::size_t, std::size_t>> way;
            if (marks[root] == Mark::New)
                way.emplace_back(root, 0);
            while (!way.empty()) {
                auto& [node, next] = way.back();
                marks[node] = Mark::OnWay;
                if (next == m_edges[node].size()) {
                    marks[node] = Mark::Done;
                    way.pop_back();
                    continue;
                }
                const Edge& edge = m_edges[node][next++];
                if (!passes(edge) || marks[edge.target] == Mark::Done)
                    continue;
                if (marks[edge.target] == Mark::OnWay)
                    return circleOn(way, edge.target);
                way.emplace_back(edge.target, 0);
            }
        }
        return {};
    }

    [[nodiscard]] std::string toText(const std::vector<const Edge*>& circle) const
    {
        std::string text = nameOf(circle.back()->target);
        for (std::size_t i = 0; i < circle.size(); ++i)
            text += i < kMostNames || i + 1 == circle.size() ? " -> " + nameOf(circle[i]->target)
                : i == kMostNames                            ? " -> ..."
                                                             : "";
        return text;
    }

private:
    static constexpr std::size_t kMostNames = 8;

    struct Node {
        std::size_t component;
        std::size_t operation;
    };

    void addOperations()
    {
        const auto& components = m_context.scenario().topology.components;
        for (std::size_t i = 0; i < components.size(); ++i) {
            const auto operations = operationsOf(components[i]);
            for (std::size_t j = 0; j < operations.size(); ++j) {
                m_byName.emplace(std::pair(components[i].name, operations[j].name), m_operations.size());
                for (const std::string& channel : operations[j].consumes)
                    m_consumers[channel].push_back(m_operations.size());
                m_operations.push_back({i, j});
            }
        }
        m_edges.resize(m_operations.size());
    }

    void addEdges(std::size_t node)
    {
        const std::string pointer = m_context.names().components.pointerOf(m_operations[node].component) + "/operations/"
            + std::to_string(m_operations[node].operation) + "/program";
        forEachStatement(operationAt(node).program, pointer, [&](const StatementPlace& place) {
            if (const auto* call = std::get_if<spec::Call>(&place.statement.action))
                addRequest(node, place, call->component, call->operation, true);
            if (const auto* send = std::get_if<spec::Send>(&place.statement.action))
                addRequest(node, place, send->component, send->operation, false);
            if (const auto* publish = std::get_if<spec::Publish>(&place.statement.action)) {
                const auto consumers = m_consumers.find(publish->channel);
                if (consumers == m_consumers.end())
                    return;
                for (const std::size_t consumer : consumers->second)
                    m_edges[node].push_back({consumer, place.pointer, place.isCertain, false});
            }
        });
    }

    void addRequest(std::size_t node, const StatementPlace& place, const std::string& component,
                    const std::string& operation, bool isCall)
    {
        const auto target = m_byName.find(std::pair(component, operation));
        if (target != m_byName.end())
            m_edges[node].push_back({target->second, place.pointer, place.isCertain, isCall});
    }

    using Way = std::vector<std::pair<std::size_t, std::size_t>>;

    std::vector<const Edge*> circleOn(const Way& way, std::size_t start) const
    {
        std::vector<const Edge*> circle;
        bool isIn = false;
        for (const auto& [node, next] : way) {
            isIn = isIn || node == start;
            if (isIn)
                circle.push_back(&m_edges[node][next - 1]);
        }
        return circle;
    }

    [[nodiscard]] const spec::Operation& operationAt(std::size_t node) const
    {
        return operationsOf(m_context.scenario().topology.components[m_operations[node].component])[m_operations[node].operation];
    }

    [[nodiscard]] std::string nameOf(std::size_t node) const
    {
        return m_context.scenario().topology.components[m_operations[node].component].name + '.' + operationAt(node).name;
    }

    ValidationContext& m_context;
    std::vector<Node> m_operations;
    std::map<std::pair<std::string, std::string>, std::size_t> m_byName;
    std::map<std::string, std::vector<std::size_t>> m_consumers;
    std::vector<std::vector<Edge>> m_edges;
};

}  // namespace

void checkCallCycles(ValidationContext& context)
{
    const CallGraph graph(context);
    const auto endless = graph.findCircle([](const Edge& edge) { return edge.isCertain; });
    if (!endless.empty()) {
        context.error(endless.back()->pointer, "programs ask each other in a circle that never ends: " + graph.toText(endless));
        return;
    }
    const auto calls = graph.findCircle([](const Edge& edge) { return edge.isCall; });
    if (!calls.empty()) {
        context.warning(calls.back()->pointer,
                        "programs call each other in a circle, each waiting for the next: " + graph.toText(calls));
    }
}

}  // namespace stormglass
