// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/dot_field.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr int kDotSize = 9;       // pixels
constexpr int kLeastDotSize = 4;  // where the diagram is small, and dots of that size would hide it
constexpr std::array kDotKinds{Connection::Kind::Call, Connection::Kind::Publish, Connection::Kind::Store, Connection::Kind::Workload};

int colourOf(Connection::Kind kind)
{
    switch (kind) {
    case Connection::Kind::Publish:
    case Connection::Kind::Deliver: return 1;
    case Connection::Kind::Store: return 2;
    case Connection::Kind::Workload: return 3;
    default: return 0;
    }
}

/// 1, 2, 5, 10, 20, ...: the least that is not less.
std::uint64_t roundUp(double value)
{
    std::uint64_t step = 1;
    while (true) {
        for (const std::uint64_t factor : {1U, 2U, 5U}) {
            if (static_cast<double>(step * factor) >= value)
                return step * factor;
        }
        step *= 10;
    }
}

std::optional<ElementId> idOf(const results::Roster& roster, std::uint32_t place)
{
    if (place < roster.components.size())
        return ElementId{ElementKind::Component, roster.components[place]};
    const std::size_t channel = place - roster.components.size();
    if (channel < roster.channels.size())
        return ElementId{ElementKind::Channel, roster.channels[channel]};
    return std::nullopt;
}

}  // namespace

void DotField::setLanes(const DiagramScene& scene)
{
    for (const auto& [ends, place] : m_places) {
        Lane& lane = m_lanes[place];
        lane.points = QPolygonF{scene.rectOf(ends.first).center(), scene.rectOf(ends.second).center()};
    }
    for (const auto& [id, item] : scene.edgeItems()) {
        const auto known = m_places.find({id.from, id.to});
        if (known != m_places.end())
            m_lanes[known->second].points = item->route().points;
    }
}

std::size_t DotField::laneBetween(const DiagramScene& scene, const ElementId& from, const ElementId& to)
{
    const auto [known, isNew] = m_places.try_emplace({from, to}, m_lanes.size());
    if (!isNew)
        return known->second;
    Lane lane{.points = {scene.rectOf(from).center(), scene.rectOf(to).center()}};  // something goes where no line is drawn
    bool isDrawn = false;
    for (const auto& [id, item] : scene.edgeItems()) {
        if (id.from != from || id.to != to || (isDrawn && id.kind == Connection::Kind::Step))
            continue;
        lane.points = item->route().points;
        lane.colour = colourOf(id.kind);
        isDrawn = true;
    }
    m_lanes.push_back(std::move(lane));
    return known->second;
}

void DotField::chooseMean(double dotsAtOnce)
{
    const std::uint64_t needed = roundUp(dotsAtOnce / kMost);
    if (needed > m_mean || needed * 3 < m_mean)  // a legend that flickers cannot be read
        m_mean = needed;
}

void DotField::add(const DiagramScene& scene, const results::Roster& roster, const std::vector<results::Traffic>& traffic, double seconds)
{
    const double span = std::clamp(seconds, 0.016, 2.0);
    double total = 0;
    for (const results::Traffic& entry : traffic)
        total += static_cast<double>(entry.count);
    chooseMean(total / span * kTravel);
    for (Lane& lane : m_lanes)
        lane.rate = 0;
    for (const results::Traffic& entry : traffic) {
        const auto from = idOf(roster, entry.from);
        const auto to = idOf(roster, entry.to);
        if (!from || !to || scene.rectOf(*from).isNull() || scene.rectOf(*to).isNull())
            continue;
        m_lanes[laneBetween(scene, *from, *to)].rate += static_cast<double>(entry.count) / static_cast<double>(m_mean) / span;
    }
    m_wait = span;
}

void DotField::stand(const DiagramScene& scene, const results::Roster& roster, const std::vector<results::Traffic>& traffic, double span)
{
    constexpr int kSteps = 32;  // dots that come due in one step stand as far apart as they come
    m_dots.clear();
    m_mean = 1;  // nothing moves, so nothing flickers: a moment looks the same whatever was shown before
    for (Lane& lane : m_lanes)
        lane.due = 0;
    add(scene, roster, traffic, span);
    m_wait = kTravel;
    for (int step = 0; step < kSteps; ++step)
        advance(kTravel / kSteps);
    m_wait = 0;
}

void DotField::advance(double seconds)
{
    for (Dot& dot : m_dots)
        dot.age += seconds;
    std::erase_if(m_dots, [](const Dot& dot) { return dot.age >= kTravel; });
    const double active = std::min(seconds, m_wait);
    m_wait = std::max(0.0, m_wait - seconds);
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        Lane& lane = m_lanes[i];
        const double before = lane.due;
        lane.due += lane.rate * active;
        const auto whole = static_cast<int>(lane.due);
        lane.due -= whole;
        for (int n = 0; n < whole && count() < kMost; ++n) {
            // as old as the instant within the step at which it came due
            const double progress = (n + 1 - before) / std::max(1e-9, lane.rate * active);
            m_dots.push_back({i, seconds - std::clamp(progress, 0.0, 1.0) * active});
        }
    }
}

void DotField::clear()
{
    m_dots.clear();
    m_lanes.clear();
    m_places.clear();
    m_wait = 0;
    m_mean = 1;
}

void DotField::makePictures(const Theme& theme, int size)
{
    if (m_size == size && m_scheme == theme.scheme())
        return;
    m_scheme = theme.scheme();
    m_size = size;
    m_pictures.clear();
    for (const Connection::Kind kind : kDotKinds) {
        QPixmap picture(size * 2, size * 2);
        picture.setDevicePixelRatio(2);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);  // a rim in the colour of the canvas would hide the dots behind where they are dense
        painter.setBrush(kind == Connection::Kind::Call ? theme.accent : edgeColour(kind, theme));
        const double rim = size / 6.0;
        painter.drawEllipse(QRectF(rim, rim, size - 2 * rim, size - 2 * rim));
        m_pictures.push_back(picture);
    }
}

void DotField::paint(QPainter& painter, const QTransform& toViewport, const QRectF& visible, const Theme& theme)
{
    const int size = std::clamp(qRound(kDotSize * toViewport.m11() * 1.2), kLeastDotSize, kDotSize);
    makePictures(theme, size);
    for (const Dot& dot : m_dots) {
        const Lane& lane = m_lanes[dot.lane];
        const double way = std::min(dot.age / kTravel, 0.9999) * static_cast<double>(lane.points.size() - 1);
        const auto piece = static_cast<qsizetype>(way);
        if (piece + 1 >= lane.points.size())
            continue;
        const QPointF start = lane.points[piece];
        const QPointF place = start + (lane.points[piece + 1] - start) * (way - static_cast<double>(piece));
        if (!visible.contains(place))
            continue;
        const QPoint pixel = toViewport.map(place).toPoint() - QPoint(size / 2, size / 2);
        painter.drawPixmap(pixel, m_pictures[static_cast<std::size_t>(lane.colour)]);
    }
}

}  // namespace stormglass::ui
