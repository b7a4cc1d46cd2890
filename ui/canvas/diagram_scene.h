// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The items of a document's diagram. They follow the document, and can be made anew from it at any time.
#pragma once

#include "ui/canvas/arrangement.h"
#include "ui/canvas/diagram_items.h"
#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QGraphicsScene>

#include <set>

namespace stormglass::ui {

class DiagramScene final : public QGraphicsScene {
    Q_OBJECT

public:
    DiagramScene(ScenarioDocument& document, Selection& selection, QObject* parent = nullptr);
    ~DiagramScene() override;

    void setTheme(const Theme& theme);
    [[nodiscard]] const Theme& theme() const { return m_style.theme; }
    /// The wiring of one design instead of what programs and flows say.
    void setWiring(std::optional<results::WiringView> wiring);

    // --- what it shows ---
    [[nodiscard]] const DiagramModel& model() const { return m_model; }
    [[nodiscard]] const Rects& rects() const { return m_rects; }
    [[nodiscard]] QRectF rectOf(const ElementId& element) const;
    /// Everything that is drawn, with some air.
    [[nodiscard]] QRectF contents() const;
    /// Places that nobody has chosen; edits of the diagram write them down, so that nothing jumps.
    [[nodiscard]] const Places& automaticPlaces() const { return m_automatic; }
    [[nodiscard]] const std::map<EdgeId, EdgeItem*>& edgeItems() const { return m_edges; }
    /// One line for each item, for comparison.
    [[nodiscard]] QStringList picture() const;

    // --- what is where ---
    [[nodiscard]] std::optional<ElementId> elementAt(QPointF point) const;
    /// The innermost zone or host, none of those excepted.
    [[nodiscard]] std::optional<ElementId> containerAt(QPointF point, const std::set<ElementId>& except = {}) const;
    [[nodiscard]] std::optional<EdgeId> edgeAt(QPointF point, double tolerance) const;
    /// A container with everything in it; other elements alone.
    [[nodiscard]] std::set<ElementId> withContents(const std::set<ElementId>& elements) const;
    /// Where these and their contents stand, but for what stands beside another of them by itself.
    [[nodiscard]] Places placesToMove(const std::set<ElementId>& elements) const;

    // --- how it stands out ---
    void setHovered(std::optional<ElementId> element, std::optional<EdgeId> edge);
    [[nodiscard]] const std::optional<ElementId>& hovered() const { return m_hovered; }
    void setSelectedEdges(std::set<EdgeId> edges);
    [[nodiscard]] const std::set<EdgeId>& selectedEdges() const { return m_selectedEdges; }
    /// While a line is drawn: these can be its end, all others stand back.
    void setCandidates(std::optional<std::set<ElementId>> candidates);

    /// Shows parts elsewhere without a change of the document; the next change ends that.
    void preview(const Places& moved);
    void endPreview();

Q_SIGNALS:
    /// Items have come, gone or moved.
    void arranged();
    void edgeSelectionChanged();

private:
    void synchronise();
    [[nodiscard]] Places currentPlaces();
    void show(const Rects& rects, bool isPreview);
    void updateNodes();
    void updateContainers();
    void updateEdges();
    void spreadEdges();
    void routeEdges(const Rects& rects, bool isPreview);
    void refreshEmphasis();
    [[nodiscard]] std::set<ElementId> neighbours() const;

    ScenarioDocument& m_document;
    Selection& m_selection;
    CanvasStyle m_style;
    std::optional<results::WiringView> m_wiring;
    DiagramModel m_model;
    DiagramModel m_automaticModel;  ///< What m_found was made for.
    Places m_found;
    Places m_automatic;
    Places m_places;
    Rects m_rects;
    Rects m_routed;  ///< What the present ways heed.
    mutable std::optional<QRectF> m_contents;  ///< Added up when somebody asks.
    EdgeRouter m_router;
    std::map<ElementId, NodeItem*> m_nodes;
    std::map<ElementId, ContainerItem*> m_containers;
    std::map<EdgeId, EdgeItem*> m_edges;
    std::set<EdgeId> m_unrouted;
    std::optional<ElementId> m_hovered;
    std::optional<EdgeId> m_hoveredEdge;
    std::set<EdgeId> m_selectedEdges;
    std::optional<std::set<ElementId>> m_candidates;
};

}  // namespace stormglass::ui
