// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colours of the panels, from the palette of the widget, and small parts that look alike in all of them.
#pragma once

#include <QColor>
#include <QPalette>

class QToolButton;
class QWidget;

namespace stormglass::ui {

[[nodiscard]] bool isDarkPalette(const QPalette& palette);
[[nodiscard]] QColor errorColor(const QPalette& palette);
[[nodiscard]] QColor warningColor(const QPalette& palette);
/// Of text that is of less weight.
[[nodiscard]] QColor faintColor(const QPalette& palette);
/// Of thin lines between things.
[[nodiscard]] QColor lineColor(const QPalette& palette);

/// A flat button with a sign for its text.
[[nodiscard]] QToolButton* makeSmallButton(const QString& sign, const QString& name, const QString& toolTip, QWidget* parent);

}  // namespace stormglass::ui
