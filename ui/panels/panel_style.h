// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small parts that look alike in all panels.
#pragma once

#include <QString>

class QToolButton;
class QWidget;

namespace stormglass::ui {

/// A flat button with a sign for its text.
[[nodiscard]] QToolButton* makeSmallButton(const QString& sign, const QString& name, const QString& toolTip, QWidget* parent);

}  // namespace stormglass::ui
