// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/auto_layout.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

namespace stormglass::ui {
namespace {

constexpr double kPointsPerInch = 72;
constexpr std::size_t kMostForDot = 400;  // its time grows with more than the square

struct CloseGraph {
    void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeContext {
    void operator()(GVC_t* context) const { gvFreeContext(context); }
};

/// Graphviz takes its texts as char*, and changes none of them.
void setAttribute(void* object, std::string name, std::string value)
{
    std::string fallback;
    agsafeset(object, name.data(), value.data(), fallback.data());
}

/// One graph for one diagram.
class DotGraph {
public:
    explicit DotGraph(const DiagramModel& model) : m_model(model)
    {
        std::string name = "diagram";
        m_graph.reset(agopen(name.data(), Agdirected, nullptr));
        setAttribute(m_graph.get(), "rankdir", "LR");
        setAttribute(m_graph.get(), "ranksep", "1.0");
        setAttribute(m_graph.get(), "nodesep", "0.45");
        addContainers();
        for (const DiagramNode& node : model.nodes) {
            if (!node.isDerived)
                addNode(node.id, sizeOf(node), node.container);
        }
        for (const DiagramEdge& edge : model.edges)
            addEdge(edge);
    }

    Places layOut()
    {
        Places places;
        const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
        if (gvLayout(context.get(), m_graph.get(), "dot") != 0)
            return places;
        for (const auto& [id, node] : m_nodes) {
            const QSizeF size = m_sizes.at(id);
            const pointf centre = ND_coord(node);
            places[id] = snapped(QPointF(centre.x - size.width() / 2, -centre.y - size.height() / 2));
        }
        gvFreeLayout(context.get(), m_graph.get());
        return places;
    }

private:
    void addContainers()
    {
        std::set<ElementId> used;
        for (const DiagramNode& node : m_model.nodes) {
            if (node.container)
                used.insert(*node.container);
        }
        for (const DiagramContainer& container : m_model.containers) {
            Agraph_t* parent = container.parent ? m_clusters.at(*container.parent) : m_graph.get();
            if (container.id.kind == ElementKind::Host && !used.contains(container.id)) {
                if (container.parent)
                    addNode(container.id, QSizeF(104, 28), container.parent);
                continue;
            }
            std::string name = "cluster_" + std::to_string(m_clusters.size());
            Agraph_t* cluster = agsubg(parent, name.data(), 1);
            setAttribute(cluster, "margin", "24");
            setAttribute(cluster, "label", "name");  // keeps room for the line with the name
            m_clusters[container.id] = cluster;
        }
    }

    void addNode(const ElementId& id, QSizeF size, const std::optional<ElementId>& container)
    {
        const auto cluster = container ? m_clusters.find(*container) : m_clusters.end();
        Agraph_t* graph = cluster == m_clusters.end() ? m_graph.get() : cluster->second;
        std::string name = std::to_string(m_nodes.size());
        Agnode_t* node = agnode(graph, name.data(), 1);
        setAttribute(node, "shape", "box");
        setAttribute(node, "fixedsize", "true");
        setAttribute(node, "label", " ");
        setAttribute(node, "width", std::to_string(size.width() / kPointsPerInch));
        setAttribute(node, "height", std::to_string(size.height() / kPointsPerInch));
        m_nodes[id] = node;
        m_sizes[id] = size;
    }

    void addEdge(const DiagramEdge& edge)
    {
        const auto from = m_nodes.find(edge.id.from);
        const auto to = m_nodes.find(edge.id.to);
        if (from != m_nodes.end() && to != m_nodes.end())
            agedge(m_graph.get(), from->second, to->second, nullptr, 1);
    }

    const DiagramModel& m_model;
    std::unique_ptr<Agraph_t, CloseGraph> m_graph;
    std::map<ElementId, Agraph_t*> m_clusters;
    std::map<ElementId, Agnode_t*> m_nodes;
    std::map<ElementId, QSizeF> m_sizes;
};

/// A grid in the order of the scenario, for diagrams too large to be laid out while somebody waits.
Places gridLayout(const DiagramModel& model)
{
    Places places;
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(model.nodes.size()) / 2))));
    int count = 0;
    for (const DiagramNode& node : model.nodes) {
        if (node.isDerived)
            continue;
        places[node.id] = QPointF(count % columns * 32 * kGrid, count / columns * 14 * kGrid);
        ++count;
    }
    return places;
}

}  // namespace

Places autoLayout(const DiagramModel& model)
{
    if (model.nodes.size() > kMostForDot)
        return gridLayout(model);
    Places places = DotGraph(model).layOut();
    return places.empty() ? gridLayout(model) : places;
}

}  // namespace stormglass::ui
