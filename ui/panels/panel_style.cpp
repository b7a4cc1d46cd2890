// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel_style.h"

#include <QToolButton>

namespace stormglass::ui {

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
