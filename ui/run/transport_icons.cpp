// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/transport_icons.h"

#include <QPainter>
#include <QPainterPath>

namespace stormglass::ui {
namespace {

constexpr int kSide = 20;

QPainterPath triangle(double left, double right)
{
    QPainterPath path(QPointF(left, 4));
    path.lineTo(right, 10);
    path.lineTo(left, 16);
    path.closeSubpath();
    return path;
}

QPainterPath pathOf(TransportSign sign)
{
    QPainterPath path;
    switch (sign) {
    case TransportSign::Play:
        return triangle(6, 16);
    case TransportSign::Pause:
        path.addRoundedRect(5, 4, 3.5, 12, 1, 1);
        path.addRoundedRect(11.5, 4, 3.5, 12, 1, 1);
        return path;
    case TransportSign::Step:
        path.addPath(triangle(5, 13));
        path.addRoundedRect(13.5, 4, 2.5, 12, 1, 1);
        return path;
    case TransportSign::Stop:
        path.addRoundedRect(5, 5, 10, 10, 1.5, 1.5);
        return path;
    case TransportSign::Live:
        path.addEllipse(QPointF(10, 10), 3.5, 3.5);
        QPainterPath ring;
        ring.addEllipse(QPointF(10, 10), 7.5, 7.5);
        ring.addEllipse(QPointF(10, 10), 6, 6);
        path.addPath(ring);
        return path;
    }
    return path;
}

QPixmap draw(const QPainterPath& path, const QColor& colour, double ratio)
{
    QPixmap pixmap(QSize(kSide, kSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, colour);
    return pixmap;
}

}  // namespace

QIcon transportIcon(TransportSign sign, const QPalette& palette)
{
    const bool isLead = sign == TransportSign::Play;
    const QColor usual = palette.color(isLead ? QPalette::Highlight : QPalette::ButtonText);
    const QColor faint = palette.color(QPalette::Disabled, QPalette::ButtonText);
    QIcon icon;
    for (const double ratio : {1.0, 2.0}) {
        icon.addPixmap(draw(pathOf(sign), usual, ratio), QIcon::Normal);
        icon.addPixmap(draw(pathOf(sign), palette.color(QPalette::Highlight), ratio), QIcon::Normal, QIcon::On);
        icon.addPixmap(draw(pathOf(sign), faint, ratio), QIcon::Disabled);
    }
    return icon;
}

}  // namespace stormglass::ui
