// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_colours.h"

#include <array>

namespace stormglass::ui {

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor faultColour(const QPalette& palette) { return isDark(palette) ? QColor(0xff6b5e) : QColor(0xc8372d); }

QColor eventColour(results::RunEvent::Kind kind, const QPalette& palette)
{
    using Kind = results::RunEvent::Kind;
    const bool dark = isDark(palette);
    switch (kind) {
    case Kind::FaultBegan:
    case Kind::InstanceDown:
        return faultColour(palette);
    case Kind::LimitExceeded:
        return dark ? QColor(0xf0b429) : QColor(0xb86e00);
    case Kind::FaultEnded:
    case Kind::InstanceUp:
    case Kind::LimitKept:
        return dark ? QColor(0x4cc38a) : QColor(0x1a7f4f);
    }
    return palette.color(QPalette::Text);
}

QColor seriesColour(int number, const QPalette& palette)
{
    static constexpr std::array kLight{0x0072b2, 0xd55e00, 0x009e73, 0xb5508c, 0x8a6d00, 0x3a8fb7, 0x5b4bb5, 0x5f6b76};
    static constexpr std::array kDark{0x56b4e9, 0xff8a3d, 0x2fd3a2, 0xe88fc4, 0xf0e442, 0x9ad1f5, 0xa99bff, 0xb4bec8};
    static_assert(kLight.size() == kDark.size());
    const auto place = static_cast<std::size_t>(number) % kLight.size();
    return QColor(static_cast<QRgb>(isDark(palette) ? kDark[place] : kLight[place]));
}

}  // namespace stormglass::ui
