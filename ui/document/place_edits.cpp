// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/place_edits.h"

#include <algorithm>
#include <cmath>

namespace stormglass::ui {

std::optional<QPointF> placeOf(const spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::ranges::find(scenario.layout, name, &spec::Position::name);
    return found == scenario.layout.end() ? std::nullopt : std::optional(QPointF(found->x, found->y));
}

void setPlace(spec::Scenario& scenario, const std::string& name, QPointF place)
{
    const double x = std::round(place.x());  // nobody places by less than a pixel, and files are read by people
    const double y = std::round(place.y());
    const auto found = std::ranges::find(scenario.layout, name, &spec::Position::name);
    if (found == scenario.layout.end())
        scenario.layout.push_back({name, x, y});
    else
        *found = {name, x, y};
}

}  // namespace stormglass::ui
