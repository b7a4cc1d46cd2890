// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/event_colour.h"

namespace stormglass::ui {

QColor eventColour(results::RunEvent::Kind kind, const Theme& theme)
{
    using Kind = results::RunEvent::Kind;
    switch (kind) {
    case Kind::FaultBegan:
    case Kind::InstanceDown:
        return theme.danger;
    case Kind::LimitExceeded:
        return theme.warningText;
    case Kind::FaultEnded:
    case Kind::InstanceUp:
    case Kind::LimitKept:
        return theme.goodText;
    }
    return theme.text;
}

}  // namespace stormglass::ui
