// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What two parts allow when somebody draws a line from one to the other.
#pragma once

#include "ui/document/element_id.h"

#include <QString>

#include <functional>
#include <vector>

namespace stormglass::ui {

/// One way to connect, to be given to ScenarioDocument::edit().
struct Offer {
    QString words;  ///< "Call charge of payment": for a menu and for the history.
    QString icon;
    std::function<void(spec::Scenario&)> make;
};

/// What the two ends allow, the most usual first. Empty: nothing, and whyNot() tells the reason.
[[nodiscard]] std::vector<Offer> offersFor(const spec::Scenario& scenario, const ElementId& from, const ElementId& to);

/// Why nothing can go from one to the other, in a sentence; empty: something can.
[[nodiscard]] QString whyNot(const spec::Scenario& scenario, const ElementId& from, const ElementId& to);

}  // namespace stormglass::ui
