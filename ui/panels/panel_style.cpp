// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel_style.h"

#include <QToolButton>

namespace stormglass::ui {
namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>(x * (1 - share) + y * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

}  // namespace

bool isDarkPalette(const QPalette& palette) { return palette.color(QPalette::Base).lightness() < 128; }

QColor errorColor(const QPalette& palette) { return isDarkPalette(palette) ? QColor(0xff, 0x7b, 0x72) : QColor(0xc6, 0x28, 0x28); }

QColor warningColor(const QPalette& palette) { return isDarkPalette(palette) ? QColor(0xe3, 0xb3, 0x41) : QColor(0x9a, 0x67, 0x00); }

QColor faintColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.42);
}

QColor lineColor(const QPalette& palette) { return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.86); }

QToolButton* makeSmallButton(const QString& sign, const QString& name, const QString& toolTip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(sign);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    button->setFixedSize(24, 24);
    return button;
}

}  // namespace stormglass::ui
