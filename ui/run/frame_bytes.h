// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Frames as bytes, small enough to keep hours of them. For this process only: no file of a user holds them.
#pragma once

#include "models/results/frame.h"

#include <QByteArray>

namespace stormglass::ui {

void appendFrame(QByteArray& bytes, const results::Frame& frame);
/// Moves \p at behind the frame. Precondition: appendFrame() wrote it.
[[nodiscard]] results::Frame takeFrame(const char*& at);

}  // namespace stormglass::ui
