// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/results/frame.h"
#include "ui/look/theme.h"

namespace stormglass::ui {

/// Of what begins, what worsens and what heals; dark enough for text.
[[nodiscard]] QColor eventColour(results::RunEvent::Kind kind, const Theme& theme);

}  // namespace stormglass::ui
