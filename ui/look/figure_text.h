// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures as people write them, in the units of the user.
#pragma once

#include "models/results/metric.h"

#include <QString>

namespace stormglass::ui {

/// "12.3 ms", "1.25 s", "8.4 min"; three digits that count.
[[nodiscard]] QString secondsText(double seconds);
/// Seconds below each other are compared: one unit for all of them, whatever their size.
[[nodiscard]] QString sinceText(double seconds);
/// "12,345" or "1.23M"; whole where it is a count.
[[nodiscard]] QString countText(double count);
/// "312/s", "18,720/min"
[[nodiscard]] QString rateText(double perSecond);
/// "98.7 %"
[[nodiscard]] QString shareText(double share);
/// "–" where nothing was measured.
[[nodiscard]] QString figureText(double value, results::Unit unit);

}  // namespace stormglass::ui
