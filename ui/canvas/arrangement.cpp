// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/arrangement.h"

#include "ui/document/place_edits.h"

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr QSizeF kCard(176, 56);
constexpr QSizeF kChannel(176, 40);
constexpr QSizeF kEmptyHost(104, 28);
constexpr QSizeF kEmptyZone(240, 96);
constexpr double kGap = 8;
constexpr double kPadding = 16;
constexpr double kTitle = 28;        // the line with the name of a container
constexpr int kStackHeight = 8;      // channels below each other
constexpr int kFreeColumns = 6;      // of what has no place

/// Fills a rectangle after rectangle into the arrangement.
class Arranger {
public:
    Arranger(const DiagramModel& model, const Places& places) : m_model(model), m_places(places) { }

    Rects arrange()
    {
        for (const DiagramNode& node : m_model.nodes) {
            if (const auto place = m_places.find(node.id); place != m_places.end())
                put(node.id, QRectF(place->second, sizeOf(node)));
        }
        placeFree();
        stackChannels();
        for (const DiagramContainer& container : m_model.containers) {
            if (container.id.kind == ElementKind::Host)
                frameHost(container);
        }
        for (const DiagramContainer& container : m_model.containers) {
            if (container.id.kind == ElementKind::Zone)
                frameZone(container);
        }
        placeLonelyHosts();
        return std::move(m_rects);
    }

private:
    void put(const ElementId& id, const QRectF& rect)
    {
        m_rects[id] = rect;
        m_all = m_all.united(rect);
    }

    bool hasStackPlace(const DiagramNode& node) const
    {
        return !node.broker.empty() && std::ranges::any_of(m_model.nodes, [&](const DiagramNode& other) {
            return other.id == ElementId{ElementKind::Component, node.broker};
        });
    }

    /// Components nobody has placed: rows below all that has a place.
    void placeFree()
    {
        const double top = m_all.isNull() ? 0 : m_all.bottom() + 10 * kGrid;
        const double left = m_all.isNull() ? 0 : m_all.left();
        int count = 0;
        for (const DiagramNode& node : m_model.nodes) {
            if (m_rects.contains(node.id) || hasStackPlace(node))
                continue;
            const QPointF place(left + (count % kFreeColumns) * 28 * kGrid, top + (count / kFreeColumns) * 14 * kGrid);
            put(node.id, QRectF(snapped(place), sizeOf(node)));
            ++count;
        }
    }

    void stackChannels()
    {
        std::map<std::string, int> counts;
        for (const DiagramNode& node : m_model.nodes) {
            if (m_rects.contains(node.id) || node.broker.empty())
                continue;
            const int place = counts[node.broker]++;
            const QRectF broker = m_rects[{ElementKind::Component, node.broker}];
            const QPointF offset((place / kStackHeight) * (kChannel.width() + kPadding), (place % kStackHeight) * (kChannel.height() + kGap));
            put(node.id, QRectF(broker.bottomLeft() + QPointF(0, kPadding) + offset, kChannel));
        }
    }

    QRectF unitedNodesIn(const ElementId& container) const
    {
        QRectF united;
        for (const DiagramNode& node : m_model.nodes) {
            if (node.container == container)
                united = united.united(m_rects.at(node.id));
        }
        return united;
    }

    static QRectF framed(const QRectF& content) { return content.adjusted(-kPadding, -kTitle - kGap / 2, kPadding, kPadding); }

    void frameHost(const DiagramContainer& host)
    {
        const QRectF content = unitedNodesIn(host.id);
        if (!content.isNull())
            put(host.id, framed(content));
        else if (const auto place = m_places.find(host.id); place != m_places.end())
            put(host.id, QRectF(place->second, kEmptyHost));
    }

    void frameZone(const DiagramContainer& zone)
    {
        QRectF content = unitedNodesIn(zone.id);
        std::vector<ElementId> chips;
        for (const DiagramContainer& host : m_model.containers) {
            if (host.parent != zone.id)
                continue;
            if (const auto rect = m_rects.find(host.id); rect != m_rects.end())
                content = content.united(rect->second);
            else
                chips.push_back(host.id);
        }
        if (content.isNull() && chips.empty()) {
            const auto place = m_places.find(zone.id);
            put(zone.id, QRectF(place != m_places.end() ? place->second : belowAll(), kEmptyZone));
            return;
        }
        put(zone.id, framed(content.united(rowsOfChips(zone, content, chips))));
    }

    /// Hosts where nothing stands by itself, at the bottom of their zone.
    QRectF rowsOfChips(const DiagramContainer& zone, const QRectF& content, const std::vector<ElementId>& chips)
    {
        QPointF origin = content.bottomLeft() + QPointF(0, kGap);
        if (content.isNull()) {
            const auto place = m_places.find(zone.id);
            origin = (place != m_places.end() ? place->second : belowAll()) + QPointF(kPadding, kTitle + kGap / 2);
        }
        const double pitch = kEmptyHost.width() + kGap;
        const int columns = std::max(2, static_cast<int>((content.width() + kGap) / pitch));
        QRectF united;
        for (std::size_t i = 0; i < chips.size(); ++i) {
            const int place = static_cast<int>(i);
            const QRectF rect(origin + QPointF(place % columns * pitch, place / columns * (kEmptyHost.height() + kGap)), kEmptyHost);
            put(chips[i], rect);
            united = united.united(rect);
        }
        return united;
    }

    void placeLonelyHosts()
    {
        for (const DiagramContainer& host : m_model.containers) {
            if (!m_rects.contains(host.id))
                put(host.id, QRectF(belowAll(), kEmptyHost));
        }
    }

    QPointF belowAll() const { return m_all.isNull() ? QPointF(0, 0) : snapped(m_all.bottomLeft() + QPointF(0, 6 * kGrid)); }

    const DiagramModel& m_model;
    const Places& m_places;
    Rects m_rects;
    QRectF m_all;
};

}  // namespace

QSizeF sizeOf(const DiagramNode& node) { return node.id.kind == ElementKind::Channel ? kChannel : kCard; }

QPointF snapped(QPointF point) { return {std::round(point.x() / kGrid) * kGrid, std::round(point.y() / kGrid) * kGrid}; }

Places placesOf(const DiagramModel& model, const spec::Scenario& scenario)
{
    std::map<std::string_view, QPointF> byName;
    for (const spec::Position& position : scenario.layout)
        byName.emplace(position.name, QPointF(position.x, position.y));
    Places places;
    const auto look = [&](const ElementId& id) {
        if (const auto found = byName.find(id.name); found != byName.end())
            places[id] = found->second;
    };
    for (const DiagramNode& node : model.nodes)
        look(node.id);
    for (const DiagramContainer& container : model.containers)
        look(container.id);
    return places;
}

bool isUnplaced(const DiagramModel& model, const Places& places)
{
    return std::ranges::none_of(model.nodes, [&](const DiagramNode& node) { return places.contains(node.id); });
}

Rects arrange(const DiagramModel& model, const Places& places) { return Arranger(model, places).arrange(); }

}  // namespace stormglass::ui
