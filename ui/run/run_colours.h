// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colours with a meaning, readable on light and on dark ground.
#pragma once

#include "models/results/frame.h"

#include <QColor>
#include <QPalette>

namespace stormglass::ui {

[[nodiscard]] bool isDark(const QPalette& palette);
[[nodiscard]] QColor faultColour(const QPalette& palette);
[[nodiscard]] QColor eventColour(results::RunEvent::Kind kind, const QPalette& palette);
/// Told apart by people with any colour vision (after Okabe and Ito, "Color Universal Design", 2008), again and again from the
/// first.
[[nodiscard]] QColor seriesColour(int number, const QPalette& palette);

}  // namespace stormglass::ui
