// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/card_painter.h"

#include "ui/look/icons.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace stormglass::ui {
namespace {

using Shape = DiagramNode::Shape;

constexpr double kIconBox = 28;
constexpr int kMostLanes = 12;  // more would be a grey area

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

QFont fontOf(double pixels, QFont::Weight weight = QFont::Normal)
{
    QFont font = Theme::titleFont();
    font.setPixelSize(static_cast<int>(pixels));
    font.setWeight(weight);
    return font;
}

void drawElided(QPainter& painter, const QRectF& rect, const QString& text, const QColor& colour)
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colour);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(text, Qt::ElideMiddle, rect.width()));
}

void drawShadow(QPainter& painter, const QRectF& rect, double radius, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    for (int i = 3; i >= 1; --i) {
        painter.setBrush(withAlpha(theme.shadow, theme.shadow.alpha() / (i + 1)));
        painter.drawRoundedRect(rect.adjusted(-i, -i + 1.5, i, i + 1.5), radius + i, radius + i);
    }
}

void drawBadge(QPainter& painter, const QRectF& card, const QString& text, const QColor& accent)
{
    if (text.isEmpty())
        return;
    painter.setFont(fontOf(10, QFont::DemiBold));
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 12;
    const QRectF pill(card.right() - width - 8, card.bottom() - 24, width, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(accent, 36));
    painter.drawRoundedRect(pill, 8, 8);
    painter.setPen(accent);
    painter.drawText(pill, Qt::AlignCenter, text);
}

void drawIcon(QPainter& painter, const QRectF& box, const DiagramNode& node, const QColor& accent)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(accent, 30));
    if (node.shape == Shape::Client)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 8, 8);
    const QRectF inner = box.adjusted(5, 5, -5, -5);
    const QPixmap drawn = iconPixmap(node.icon, static_cast<int>(inner.width()), accent, 3);
    painter.drawPixmap(inner, drawn, QRectF(drawn.rect()));
}

/// "app-a, app-b": where the instances run.
QString hostsOf(const DiagramNode& node)
{
    QStringList names;
    for (const std::string& host : node.hosts)
        names << QString::fromStdString(host);
    return names.join(QStringLiteral(" · "));
}

void drawComponent(QPainter& painter, const DiagramNode& node, const QRectF& rect, const Theme& theme)
{
    const QColor accent = accentOf(node, theme);
    const double radius = cornerRadius(node);
    drawShadow(painter, rect, radius, theme);
    QPen border(theme.cardBorder, 1);
    if (node.shape == Shape::External)
        border = QPen(theme.mutedText, 1.2, Qt::DashLine);
    painter.setPen(border);
    painter.setBrush(theme.card);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    drawIcon(painter, QRectF(rect.left() + 10, rect.center().y() - kIconBox / 2, kIconBox, kIconBox), node, accent);
    const double left = rect.left() + kIconBox + 18;
    painter.setFont(fontOf(12, QFont::DemiBold));
    drawElided(painter, QRectF(left, rect.top() + 8, rect.right() - left - 5, 20), node.title, theme.text);
    painter.setFont(fontOf(10.5));
    const double badgeRoom = node.badge.isEmpty() ? 8 : 44;
    const double room = rect.right() - left - badgeRoom;
    QString second = node.hosts.empty() ? node.subtitle : hostsOf(node);
    if (QFontMetricsF(painter.font()).horizontalAdvance(second) > room)
        second = node.subtitle;
    drawElided(painter, QRectF(left, rect.top() + 29, room, 16), second, theme.mutedText);
    drawBadge(painter, rect, node.badge, accent);
}

/// A log: its partitions are lanes.
void drawTopic(QPainter& painter, const DiagramNode& node, const QRectF& rect, const Theme& theme, const QColor& accent)
{
    painter.setPen(QPen(withAlpha(accent, 150), 1, node.isDerived ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const auto lanes = static_cast<int>(std::clamp<std::int64_t>(node.lanes, 1, kMostLanes));
    const QRectF area(rect.left() + 6, rect.top() + 22, rect.width() - 12, rect.height() - 27);
    const double pitch = area.width() / lanes;
    for (int lane = 0; lane < lanes; ++lane) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(accent, lane % 2 == 0 ? 60 : 38));
        painter.drawRoundedRect(QRectF(area.left() + lane * pitch + 1, area.top(), pitch - 2, area.height()), 2, 2);
    }
}

/// A tube, open on the right.
void drawQueue(QPainter& painter, const DiagramNode& node, const QRectF& rect, const Theme& theme, const QColor& accent)
{
    const QRectF box = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    const double cap = 14;
    QPainterPath tube;
    tube.moveTo(box.left() + cap / 2, box.top());
    tube.lineTo(box.right() - cap / 2, box.top());
    tube.arcTo(QRectF(box.right() - cap, box.top(), cap, box.height()), 90, -180);
    tube.lineTo(box.left() + cap / 2, box.bottom());
    tube.arcTo(QRectF(box.left(), box.top(), cap, box.height()), 270, -180);
    painter.setPen(QPen(withAlpha(accent, 150), 1, node.isDerived ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(theme.card);
    painter.drawPath(tube);
    painter.setBrush(withAlpha(accent, 40));
    painter.drawEllipse(QRectF(box.right() - cap, box.top(), cap, box.height()));
    for (int slot = 0; slot < 5; ++slot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(accent, 30 + slot * 9));
        painter.drawRoundedRect(QRectF(box.left() + 14 + slot * 28, box.top() + 23, 24, box.height() - 28), 2, 2);
    }
}

void drawChannel(QPainter& painter, const DiagramNode& node, const QRectF& rect, const Theme& theme)
{
    const QColor accent = accentOf(node, theme);
    drawShadow(painter, rect, 6, theme);
    if (node.shape == Shape::Topic)
        drawTopic(painter, node, rect, theme, accent);
    else
        drawQueue(painter, node, rect, theme, accent);
    painter.setFont(fontOf(11, QFont::DemiBold));
    const double left = rect.left() + (node.shape == Shape::Topic ? 8 : 14);
    drawElided(painter, QRectF(left, rect.top() + 3, rect.width() - 24, 18), node.title, theme.text);
}

/// In one line, or in two that are parted at a hyphen.
void drawLargeName(QPainter& painter, const QRectF& room, const QString& name, const Theme& theme, double scale)
{
    constexpr double kLetters = 8.5;  // pixels
    painter.setFont(fontOf(kLetters / scale));
    const QFontMetricsF metrics(painter.font());
    const qsizetype middle = name.lastIndexOf(u'-', -2);
    const bool isOneLine = middle < 0 || room.height() * scale < 2 * kLetters || metrics.horizontalAdvance(name) <= room.width();
    const QSizeF half(room.width(), room.height() / (isOneLine ? 1 : 2));
    drawElided(painter, QRectF(room.topLeft(), half), isOneLine ? name : name.left(middle + 1), theme.text);
    if (!isOneLine)
        drawElided(painter, QRectF(room.left(), room.center().y(), half.width(), half.height()), name.mid(middle + 1), theme.text);
}

}  // namespace

double cornerRadius(const DiagramNode& node)
{
    switch (node.shape) {
    case Shape::Client: return 28;
    case Shape::Topic: return 6;
    case Shape::Queue: return 14;
    default: return 10;
    }
}

QColor accentOf(const DiagramNode& node, const Theme& theme)
{
    return node.shape == Shape::External ? theme.mutedText : theme.category(node.category);
}

void paintCard(QPainter& painter, const DiagramNode& node, QSizeF size, const Theme& theme)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    const QRectF rect(QPointF(0, 0), size);
    if (node.id.kind == ElementKind::Channel)
        drawChannel(painter, node, rect, theme);
    else
        drawComponent(painter, node, rect, theme);
}

void paintSmallCard(QPainter& painter, const DiagramNode& node, const QRectF& rect, const Theme& theme, double scale)
{
    constexpr double kLeastNamed = 44;  // pixels
    const bool isNamed = rect.width() * scale >= kLeastNamed;
    painter.fillRect(rect, theme.cardBorder);
    painter.fillRect(rect.adjusted(2, 2, -2, -2), theme.card);
    const QRectF mark(rect.left(), rect.top(), rect.width() * (isNamed ? 0.06 : 0.2), rect.height());
    painter.fillRect(mark, accentOf(node, theme));
    if (isNamed)
        drawLargeName(painter, QRectF(mark.topRight(), rect.bottomRight()).adjusted(8, 0, -4, 0), node.title, theme, scale);
}

}  // namespace stormglass::ui
