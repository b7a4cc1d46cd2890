// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_router.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace stormglass::ui {
namespace {

constexpr double kCell = 128;
constexpr int kPieces = 20;
constexpr double kReach = 200;    // of detours
constexpr double kArrow = 8;
constexpr double kHitCost = 700;  // a detour of so many pixels is better than to cross a card

enum class Side { Left, Right, Top, Bottom };
constexpr std::array kSides{Side::Right, Side::Left, Side::Bottom, Side::Top};

QPointF outwards(Side side)
{
    switch (side) {
    case Side::Left: return {-1, 0};
    case Side::Right: return {1, 0};
    case Side::Top: return {0, -1};
    default: return {0, 1};
    }
}

QPointF pointAt(const QRectF& rect, Side side, double offset)
{
    switch (side) {
    case Side::Left: return {rect.left(), rect.center().y() + offset};
    case Side::Right: return {rect.right(), rect.center().y() + offset};
    case Side::Top: return {rect.center().x() + offset, rect.top()};
    default: return {rect.center().x() + offset, rect.bottom()};
    }
}

struct Curve {
    QPointF start, first, second, end;

    [[nodiscard]] QPointF at(double t) const
    {
        const double s = 1 - t;
        return s * s * s * start + 3 * s * s * t * first + 3 * s * t * t * second + t * t * t * end;
    }
    [[nodiscard]] QPolygonF points() const
    {
        QPolygonF points;
        points.reserve(kPieces + 1);
        for (int i = 0; i <= kPieces; ++i)
            points << at(static_cast<double>(i) / kPieces);
        return points;
    }
};

double lengthOf(const QPolygonF& points)
{
    double length = 0;
    for (qsizetype i = 1; i < points.size(); ++i)
        length += QLineF(points[i - 1], points[i]).length();
    return length;
}

Curve curveBetween(const QRectF& from, Side out, const QRectF& to, Side in, double bow, double lane)
{
    const QPointF start = pointAt(from, out, lane);
    const QPointF end = pointAt(to, in, lane);
    const double distance = QLineF(start, end).length();
    const double swing = std::clamp(distance * 0.45, 6.0, 160.0);
    const QPointF direction = distance > 0 ? (end - start) / distance : QPointF(1, 0);
    const QPointF aside(-direction.y() * bow, direction.x() * bow);
    return {start, start + outwards(out) * swing + aside, end + outwards(in) * swing + aside, end};
}

/// How far a pair of sides is from the natural one: sides that face each other.
double turnCost(const QRectF& from, Side out, const QRectF& to, Side in)
{
    const QPointF way = to.center() - from.center();
    const double length = std::max(1.0, std::hypot(way.x(), way.y()));
    const auto along = [&](QPointF v) { return (v.x() * way.x() + v.y() * way.y()) / length; };
    return (1 - along(outwards(out))) * 150 + (1 + along(outwards(in))) * 150;
}

Route finished(const Curve& curve)
{
    Route route;
    QPointF tip = curve.end;
    QPointF back = curve.end - curve.second;
    const double length = std::max(1e-6, std::hypot(back.x(), back.y()));
    back /= length;
    const QPointF aside(-back.y() * kArrow * 0.42, back.x() * kArrow * 0.42);
    const QPointF base = tip - back * kArrow;
    route.arrow << tip << base + aside << base - aside;
    const Curve drawn{curve.start, curve.first, curve.second - back * kArrow * 0.8, base};
    route.path.moveTo(drawn.start);
    route.path.cubicTo(drawn.first, drawn.second, drawn.end);
    route.points = drawn.points();
    route.middle = drawn.at(0.5);
    return route;
}

qint64 cellOf(double x, double y)
{
    const auto column = static_cast<qint64>(std::floor(x / kCell));
    const auto row = static_cast<qint64>(std::floor(y / kCell));
    return column * 1'000'003 + row;
}

}  // namespace

void EdgeRouter::setObstacles(std::vector<std::pair<ElementId, QRectF>> obstacles)
{
    m_obstacles = std::move(obstacles);
    m_cells.clear();
    for (std::size_t i = 0; i < m_obstacles.size(); ++i) {
        const QRectF& rect = m_obstacles[i].second;
        for (double x = std::floor(rect.left() / kCell) * kCell; x <= rect.right(); x += kCell) {
            for (double y = std::floor(rect.top() / kCell) * kCell; y <= rect.bottom(); y += kCell)
                m_cells[cellOf(x, y)].push_back(i);
        }
    }
}

int EdgeRouter::hits(const QPolygonF& points, const EdgeId& edge) const
{
    int count = 0;
    for (const QPointF& point : points) {
        const auto cell = m_cells.constFind(cellOf(point.x(), point.y()));
        if (cell == m_cells.cend())
            continue;
        for (const std::size_t place : *cell) {
            const auto& [id, rect] = m_obstacles[place];
            if (id != edge.from && id != edge.to && rect.adjusted(-4, -4, 4, 4).contains(point))
                ++count;
        }
    }
    return count;
}

QRectF EdgeRouter::reachOf(const QRectF& from, const QRectF& to)
{
    return from.united(to).adjusted(-kReach, -kReach, kReach, kReach);
}

Route EdgeRouter::route(const EdgeId& edge, const QRectF& from, const QRectF& to, double lane) const
{
    double best = std::numeric_limits<double>::infinity();
    bool isClear = false;
    Curve chosen{};
    const auto weigh = [&](const Curve& curve, double extra) {
        const QPolygonF points = curve.points();
        const double length = lengthOf(points);
        if (length + extra >= best)
            return;
        const int crossed = std::min(3, hits(points, edge));
        if (const double cost = length + extra + kHitCost * crossed; cost < best) {
            best = cost;
            isClear = crossed == 0;
            chosen = curve;
        }
    };
    for (const Side out : kSides) {
        for (const Side in : kSides)
            weigh(curveBetween(from, out, to, in, 0, lane), turnCost(from, out, to, in));
    }
    if (isClear)
        return finished(chosen);
    for (const double bow : {60.0, -60.0, 120.0, -120.0}) {
        for (const Side out : kSides) {
            for (const Side in : kSides)
                weigh(curveBetween(from, out, to, in, bow, lane), turnCost(from, out, to, in) + std::abs(bow) * 0.5);
        }
    }
    return finished(chosen);
}

}  // namespace stormglass::ui
