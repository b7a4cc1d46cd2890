// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The few figures by which designs are compared at a glance.
#pragma once

#include <QString>

#include <vector>

namespace stormglass::ui {

class RunSession;

struct KeyFigure {
    QString name;
    QString text;              ///< "–" where nothing was measured.
    std::vector<double> past;  ///< Up to the moment that is shown.
    bool isBad = false;        ///< To be noticed.
};

/// Of all flows together, at the moment that the session shows.
[[nodiscard]] std::vector<KeyFigure> keyFiguresOf(const RunSession& session);

}  // namespace stormglass::ui
