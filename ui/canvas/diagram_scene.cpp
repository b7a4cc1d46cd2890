// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_scene.h"

#include "ui/canvas/auto_layout.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr double kLane = 12;  // between lines that join the same ends

/// Takes away items whose part is gone.
template <class Items, class Wanted>
void dropOthers(Items& items, const Wanted& wanted)
{
    std::erase_if(items, [&](const auto& entry) {
        if (wanted.contains(entry.first))
            return false;
        delete entry.second;
        return true;
    });
}

/// Rectangles that have come, gone or moved: where they were and where they are.
std::vector<QRectF> differences(const Rects& before, const Rects& after)
{
    std::vector<QRectF> changed;
    for (const auto& [id, rect] : before) {
        const auto now = after.find(id);
        if (now == after.end() || now->second != rect)
            changed.push_back(rect);
    }
    for (const auto& [id, rect] : after) {
        const auto then = before.find(id);
        if (then == before.end() || then->second != rect)
            changed.push_back(rect);
    }
    return changed;
}

}  // namespace

DiagramScene::DiagramScene(ScenarioDocument& document, Selection& selection, QObject* parent)
    : QGraphicsScene(parent), m_document(document), m_selection(selection)
{
    connect(&document, &ScenarioDocument::changed, this, &DiagramScene::synchronise);
    connect(&selection, &Selection::changed, this, &DiagramScene::refreshEmphasis);
    synchronise();
}

DiagramScene::~DiagramScene() = default;

void DiagramScene::setTheme(const Theme& theme)
{
    m_style.theme = theme;
    setBackgroundBrush(theme.canvas);
    update();
}

void DiagramScene::setWiring(std::optional<results::WiringView> wiring)
{
    if (wiring == m_wiring)
        return;
    m_wiring = std::move(wiring);
    synchronise();
}

Places DiagramScene::currentPlaces()
{
    Places places = placesOf(m_model, m_document.scenario());
    m_automatic.clear();
    if (!isUnplaced(m_model, places))
        return places;
    DiagramModel base = m_wiring ? makeDiagram(m_document.scenario()) : m_model;
    if (base != m_automaticModel) {
        m_automaticModel = std::move(base);
        m_found = autoLayout(m_automaticModel);
    }
    m_automatic = m_found;
    for (const auto& [id, place] : m_automatic)
        places.try_emplace(id, place);
    return places;
}

void DiagramScene::synchronise()
{
    DiagramModel model = makeDiagram(m_document.scenario(), m_wiring ? &*m_wiring : nullptr);
    const bool isSameModel = model == m_model && !m_nodes.empty();
    m_model = std::move(model);
    m_places = currentPlaces();
    if (!isSameModel) {
        updateNodes();
        updateContainers();
        updateEdges();
    }
    show(arrange(m_model, m_places), false);
    std::erase_if(m_selectedEdges, [this](const EdgeId& edge) { return !m_edges.contains(edge); });
    if (m_hovered && !m_nodes.contains(*m_hovered) && !m_containers.contains(*m_hovered))
        m_hovered.reset();
    refreshEmphasis();
    Q_EMIT arranged();
}

void DiagramScene::updateNodes()
{
    std::set<ElementId> wanted;
    for (const DiagramNode& node : m_model.nodes) {
        if (!wanted.insert(node.id).second)
            continue;  // two of one name: the problems tell of them
        NodeItem*& item = m_nodes[node.id];
        if (item == nullptr)
            addItem(item = new NodeItem(m_style, node));
        else if (item->node() != node)
            item->setNode(node);
    }
    dropOthers(m_nodes, wanted);
}

void DiagramScene::updateContainers()
{
    std::set<ElementId> wanted;
    for (const DiagramContainer& container : m_model.containers) {
        if (!wanted.insert(container.id).second)
            continue;
        ContainerItem*& item = m_containers[container.id];
        if (item == nullptr)
            addItem(item = new ContainerItem(m_style, container));
        else if (item->container() != container)
            item->setContainer(container);
    }
    dropOthers(m_containers, wanted);
}

void DiagramScene::updateEdges()
{
    std::set<EdgeId> wanted;
    for (const DiagramEdge& edge : m_model.edges) {
        wanted.insert(edge.id);
        EdgeItem*& item = m_edges[edge.id];
        if (item == nullptr) {
            addItem(item = new EdgeItem(m_style, edge));
            m_unrouted.insert(edge.id);
        } else if (item->edge() != edge) {
            item->setEdge(edge);
        }
    }
    dropOthers(m_edges, wanted);
    std::erase_if(m_unrouted, [&](const EdgeId& edge) { return !wanted.contains(edge); });
    spreadEdges();
}

void DiagramScene::spreadEdges()
{
    std::map<std::pair<ElementId, ElementId>, std::vector<EdgeItem*>> groups;
    for (const auto& [id, item] : m_edges)
        groups[std::minmax(id.from, id.to)].push_back(item);
    for (const auto& [ends, items] : groups) {
        double lane = -kLane / 2 * static_cast<double>(items.size() - 1);
        for (EdgeItem* item : items) {
            if (item->lane() != lane)
                m_unrouted.insert(item->edge().id);
            item->setLane(lane);
            lane += kLane;
        }
    }
}

void DiagramScene::show(const Rects& rects, bool isPreview)
{
    for (const auto& [id, item] : m_nodes)
        item->setPlace(rects.at(id));
    for (const auto& [id, item] : m_containers)
        item->setPlace(rects.at(id));
    routeEdges(rects, isPreview);
    m_rects = rects;
    m_contents.reset();
}

void DiagramScene::routeEdges(const Rects& rects, bool isPreview)
{
    const std::vector<QRectF> changed = differences(isPreview ? m_rects : m_routed, rects);
    if (changed.empty() && m_unrouted.empty())
        return;
    std::vector<std::pair<ElementId, QRectF>> obstacles;
    for (const auto& [id, item] : m_nodes)
        obstacles.emplace_back(id, rects.at(id));
    m_router.setObstacles(std::move(obstacles));
    for (const auto& [id, item] : m_edges) {
        const QRectF& from = rects.at(id.from);
        const QRectF& to = rects.at(id.to);
        const auto isMoved = [&](const ElementId& end) {
            const auto before = (isPreview ? m_rects : m_routed).find(end);
            return before == (isPreview ? m_rects : m_routed).end() || before->second != rects.at(end);
        };
        const QRectF reach = EdgeRouter::reachOf(from, to);
        const bool isTouched = m_unrouted.contains(id) || isMoved(id.from) || isMoved(id.to) ||
                               (!isPreview && std::ranges::any_of(changed, [&](const QRectF& rect) { return reach.intersects(rect); }));
        if (isTouched)
            item->setRoute(m_router.route(id, from, to, item->lane()));
    }
    if (!isPreview) {
        m_routed = rects;
        m_unrouted.clear();
    }
}

void DiagramScene::preview(const Places& moved)
{
    Places places = m_places;
    for (const auto& [id, place] : moved)
        places[id] = place;
    show(arrange(m_model, places), true);
    Q_EMIT arranged();
}

void DiagramScene::endPreview()
{
    // lines that were led elsewhere in between are led anew
    for (const auto& [id, item] : m_edges)
        m_unrouted.insert(id);
    show(arrange(m_model, m_places), false);
    Q_EMIT arranged();
}

}  // namespace stormglass::ui
