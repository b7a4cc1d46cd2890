// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_items.h"

#include "ui/canvas/card_painter.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

/// A picture for a scale a little above is drawn smaller; one for each scale would be drawn anew with each step of a zoom.
double bucketOf(double scale)
{
    for (const double bucket : {0.5, 0.75, 1.0, 1.5, 2.0, 3.0}) {
        if (scale <= bucket * 1.001)
            return bucket;
    }
    return 4;
}

QString keyOf(const DiagramNode& node)
{
    QString hosts;
    for (const std::string& host : node.hosts)
        hosts += QString::fromStdString(host) + QLatin1Char(',');
    return QStringLiteral("%1|%2|%3|%4|%5|%6|%7|%8").arg(static_cast<int>(node.shape)).arg(node.icon, node.title, node.subtitle, node.badge, hosts)
        .arg(node.lanes).arg(static_cast<int>(node.isDerived));
}

}  // namespace

double scaleOf(const QPainter& painter) { return QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform()); }

NodeItem::NodeItem(CanvasStyle& style, DiagramNode node) : m_style(style) { setNode(std::move(node)); setZValue(10); }

void NodeItem::setNode(DiagramNode node)
{
    prepareGeometryChange();
    m_node = std::move(node);
    m_key = keyOf(m_node);
    m_size = QSizeF(176, m_node.id.kind == ElementKind::Channel ? 40 : 56);
    update();
}

void NodeItem::setPlace(const QRectF& rect)
{
    if (rect.size() != m_size) {
        prepareGeometryChange();
        m_size = rect.size();
    }
    setPos(rect.topLeft());
}

void NodeItem::setEmphasis(const Emphasis& emphasis)
{
    if (emphasis == m_emphasis)
        return;
    m_emphasis = emphasis;
    setZValue(emphasis.isSelected || emphasis.isHovered ? 11 : 10);
    update();
}

QRectF NodeItem::boundingRect() const { return QRectF(QPointF(0, 0), m_size).adjusted(-kShadow, -kShadow, kShadow, kShadow); }

QPixmap NodeItem::card(double scale) const
{
    const QString key = QStringLiteral("%1@%2%3").arg(m_key).arg(scale).arg(m_style.theme.isDark() ? QLatin1Char('d') : QLatin1Char('l'));
    if (const QPixmap* known = m_style.cards.object(key))
        return *known;
    const QSize pixels = (boundingRect().size() * scale).toSize();
    auto* picture = new QPixmap(pixels);
    picture->fill(Qt::transparent);
    QPainter painter(picture);
    painter.scale(scale, scale);
    painter.translate(kShadow, kShadow);
    paintCard(painter, m_node, m_size, m_style.theme);
    painter.end();
    const QPixmap copy = *picture;
    m_style.cards.insert(key, picture, std::max(1, pixels.width() * pixels.height() / 256));
    return copy;
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const double scale = scaleOf(*painter);
    const QRectF rect(QPointF(0, 0), m_size);
    painter->setOpacity(m_emphasis.isDimmed ? 0.35 : 1);
    const auto type = painter->paintEngine()->type();
    if (type != QPaintEngine::Raster) {  // a file is drawn with lines and letters, not with pictures
        paintCard(*painter, m_node, m_size, m_style.theme);
    } else if (scale < kCardScale) {
        paintSmallCard(*painter, m_node, rect, m_style.theme, scale);
    } else {
        const double bucket = bucketOf(scale * painter->device()->devicePixelRatio());
        const QPixmap picture = card(bucket);
        painter->setRenderHint(QPainter::SmoothPixmapTransform, std::abs(bucket - scale) > 0.001);
        painter->drawPixmap(boundingRect(), picture, QRectF(picture.rect()));
    }
    painter->setOpacity(1);
    paintRing(*painter);
}

void NodeItem::paintRing(QPainter& painter) const
{
    const Theme& theme = m_style.theme;
    QColor colour;
    if (m_emphasis.isSelected)
        colour = theme.accent;
    else if (m_emphasis.isCandidate)
        colour = theme.good;
    else if (m_emphasis.isHovered || m_emphasis.isNear)
        colour = accentOf(m_node, theme);
    if (!colour.isValid())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, m_emphasis.isSelected ? 2.2 : 1.5));
    const double radius = cornerRadius(m_node) + 1;
    painter.drawRoundedRect(QRectF(QPointF(0, 0), m_size).adjusted(-1, -1, 1, 1), radius, radius);
}

ContainerItem::ContainerItem(CanvasStyle& style, DiagramContainer container) : m_style(style) { setContainer(std::move(container)); }

void ContainerItem::setContainer(DiagramContainer container)
{
    m_container = std::move(container);
    setZValue(m_container.id.kind == ElementKind::Zone ? 0 : 1);
    update();
}

void ContainerItem::setPlace(const QRectF& rect)
{
    if (rect.size() != m_size) {
        prepareGeometryChange();
        m_size = rect.size();
    }
    setPos(rect.topLeft());
}

void ContainerItem::setEmphasis(const Emphasis& emphasis)
{
    if (emphasis == m_emphasis)
        return;
    m_emphasis = emphasis;
    update();
}

QRectF ContainerItem::boundingRect() const { return QRectF(QPointF(0, 0), m_size).adjusted(-3, -3, 3, 3); }

void ContainerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = m_style.theme;
    const bool isZone = m_container.id.kind == ElementKind::Zone;
    const bool isSmall = scaleOf(*painter) < kTextScale;
    painter->setOpacity(m_emphasis.isDimmed ? 0.35 : 1);
    QPen border(theme.containerBorder, 1, isZone ? Qt::DashLine : Qt::SolidLine);
    if (m_emphasis.isSelected)
        border = QPen(theme.accent, 2);
    else if (m_emphasis.isCandidate)
        border = QPen(theme.good, 2);
    else if (m_emphasis.isHovered || m_emphasis.isNear)
        border = QPen(theme.mutedText, 1.3);
    painter->setRenderHint(QPainter::Antialiasing, !isSmall);
    painter->setPen(border);
    painter->setBrush(theme.container);
    const double radius = isZone ? 14 : 9;
    painter->drawRoundedRect(QRectF(QPointF(0.5, 0.5), m_size - QSizeF(1, 1)), radius, radius);
    if (isSmall)
        return;
    QFont font = Theme::titleFont();
    font.setPixelSize(11);
    painter->setFont(font);
    const QRectF line(10, 0, m_size.width() - 18, std::min(28.0, m_size.height()));
    painter->setPen(isZone ? theme.mutedText : theme.text);
    const QString name = QString::fromStdString(m_container.id.name);
    painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft, QFontMetricsF(font).elidedText(name, Qt::ElideRight, line.width()));
    if (m_size.width() < 160)
        return;
    font.setWeight(QFont::Normal);
    painter->setFont(font);
    painter->setPen(theme.mutedText);
    painter->drawText(line, Qt::AlignVCenter | Qt::AlignRight, m_container.subtitle);
}

}  // namespace stormglass::ui
