// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where parts are drawn: the layout of a scenario.
#pragma once

#include "ui/document/element_id.h"

#include <QPointF>

namespace stormglass::ui {

/// Nothing if the file does not say.
[[nodiscard]] std::optional<QPointF> placeOf(const spec::Scenario& scenario, const std::string& name);
void setPlace(spec::Scenario& scenario, const std::string& name, QPointF place);

}  // namespace stormglass::ui
