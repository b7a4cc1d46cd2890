// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_edits.h"

#include "ui/document/place_edits.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

spec::Placement* placementIn(spec::Scenario& scenario, const std::string& component)
{
    const auto found = std::ranges::find(scenario.topology.components, component, &spec::Component::name);
    if (found == scenario.topology.components.end())
        return nullptr;
    return std::visit(
        [](auto& settings) -> spec::Placement* {
            if constexpr (requires { settings.placement; })
                return &settings.placement;
            else
                return nullptr;
        },
        found->settings);
}

std::vector<std::string> hostsIn(const spec::Scenario& scenario, const ElementId& container)
{
    if (container.kind == ElementKind::Host)
        return {container.name};
    std::vector<std::string> hosts;
    for (const spec::Host& host : scenario.topology.hosts) {
        if (host.zone == container.name)
            hosts.push_back(host.name);
    }
    return hosts;
}

QRectF unitedRect(const Rects& rects)
{
    QRectF all;
    for (const auto& [id, rect] : rects)
        all = all.united(rect);
    return all;
}

}  // namespace

void writePlaces(spec::Scenario& scenario, const Places& places)
{
    for (const auto& [id, place] : places)
        setPlace(scenario, id.name, place);
}

bool canPutInto(const spec::Scenario& scenario, const ElementId& element, const ElementId& container)
{
    spec::Scenario tried = scenario;
    return putInto(tried, element, container, false);
}

bool putInto(spec::Scenario& scenario, const ElementId& element, const ElementId& container, bool isOneMore)
{
    if (element.kind == ElementKind::Host && container.kind == ElementKind::Zone) {
        const auto host = std::ranges::find(scenario.topology.hosts, element.name, &spec::Host::name);
        if (host == scenario.topology.hosts.end() || host->zone == container.name)
            return false;
        host->zone = container.name;
        return true;
    }
    spec::Placement* placement = element.kind == ElementKind::Component ? placementIn(scenario, element.name) : nullptr;
    if (placement == nullptr)
        return false;
    std::vector<std::string> hosts = isOneMore ? placement->hosts : std::vector<std::string>{};
    for (const std::string& host : hostsIn(scenario, container)) {
        if (std::ranges::find(hosts, host) == hosts.end())
            hosts.push_back(host);
    }
    if (hosts.empty() || hosts == placement->hosts)
        return false;
    placement->hosts = std::move(hosts);
    return true;
}

Places aligned(const Rects& rects, Alignment alignment)
{
    const QRectF all = unitedRect(rects);
    Places places;
    for (const auto& [id, rect] : rects) {
        QRectF moved = rect;
        switch (alignment) {
        case Alignment::Left: moved.moveLeft(all.left()); break;
        case Alignment::Centre: moved.moveLeft(all.center().x() - rect.width() / 2); break;
        case Alignment::Right: moved.moveRight(all.right()); break;
        case Alignment::Top: moved.moveTop(all.top()); break;
        case Alignment::Middle: moved.moveTop(all.center().y() - rect.height() / 2); break;
        case Alignment::Bottom: moved.moveBottom(all.bottom()); break;
        }
        places[id] = moved.topLeft();
    }
    return places;
}

Places distributed(const Rects& rects, Qt::Orientation orientation)
{
    const bool isHorizontal = orientation == Qt::Horizontal;
    const auto startOf = [&](const QRectF& rect) { return isHorizontal ? rect.left() : rect.top(); };
    const auto lengthOf = [&](const QRectF& rect) { return isHorizontal ? rect.width() : rect.height(); };
    std::vector<std::pair<ElementId, QRectF>> row(rects.begin(), rects.end());
    std::ranges::stable_sort(row, {}, [&](const auto& entry) { return startOf(entry.second); });
    Places places;
    if (row.size() < 3)
        return places;
    double used = 0;
    for (const auto& [id, rect] : row)
        used += lengthOf(rect);
    const double span = startOf(row.back().second) + lengthOf(row.back().second) - startOf(row.front().second);
    const double gap = (span - used) / static_cast<double>(row.size() - 1);
    double next = startOf(row.front().second);
    for (const auto& [id, rect] : row) {
        places[id] = isHorizontal ? QPointF(next, rect.top()) : QPointF(rect.left(), next);
        next += lengthOf(rect) + gap;
    }
    return places;
}

}  // namespace stormglass::ui
