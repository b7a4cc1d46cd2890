// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The signs on the buttons that drive a run, in the colours of a palette.
#pragma once

#include <QIcon>
#include <QPalette>

namespace stormglass::ui {

enum class TransportSign { Play, Pause, Step, Stop, Live };

[[nodiscard]] QIcon transportIcon(TransportSign sign, const QPalette& palette);

}  // namespace stormglass::ui
