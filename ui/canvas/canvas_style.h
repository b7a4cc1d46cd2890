// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the items of a scene share: colours, and cards that are painted already.
#pragma once

#include "ui/look/theme.h"

#include <QCache>
#include <QPixmap>

namespace stormglass::ui {

struct CanvasStyle {
    Theme theme{Theme::Scheme::Light};
    QCache<QString, QPixmap> cards{48 * 1024};  ///< Cost in KiB.
};

/// How a part stands out at the moment.
struct Emphasis {
    bool isSelected = false;
    bool isHovered = false;
    bool isNear = false;       ///< A neighbour of what the mouse is over.
    bool isDimmed = false;     ///< It cannot be connected with what is being drawn.
    bool isCandidate = false;  ///< It can.
    bool operator==(const Emphasis&) const = default;
};

/// Below this scale, text cannot be read: parts are mere shapes.
inline constexpr double kTextScale = 0.35;
/// Below this one, the small print of a card cannot be read: it shows its name alone.
inline constexpr double kCardScale = 0.45;

}  // namespace stormglass::ui
