// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Times and paces as people write them.
#pragma once

#include <QString>

#include <optional>

namespace stormglass::ui {

/// "0:51.25", "2:04:10"; as exact as the step asks for, which is in seconds.
[[nodiscard]] QString clockText(double seconds, double step = 1);
/// "12 s", "3 min", "2 h 5 min": of a wait.
[[nodiscard]] QString waitText(double seconds);

/// Paces stand on a slider by their logarithm; its last place is "as fast as possible".
inline constexpr int kPaceSteps = 104;
[[nodiscard]] double paceAt(int step);
[[nodiscard]] int stepOf(double pace);
/// "0.25×"; of 0 "max".
[[nodiscard]] QString paceText(double pace);
/// Reads "2", "0,5x", "10×" and "max"; nothing for what is no pace.
[[nodiscard]] std::optional<double> readPace(const QString& text);

}  // namespace stormglass::ui
