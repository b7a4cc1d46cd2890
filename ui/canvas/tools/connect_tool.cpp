// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/tools/connect_tool.h"

#include "ui/canvas/diagram_view.h"
#include "ui/document/connections.h"
#include "ui/look/icons.h"

#include <QMenu>
#include <QPainter>
#include <QPainterPath>

namespace stormglass::ui {

ConnectTool::ConnectTool(DiagramView& view, ElementId from, QPointF start)
    : Tool(view), m_from(std::move(from)), m_start(start), m_end(start)
{
    const spec::Scenario& scenario = view.document().scenario();
    std::set<ElementId> candidates;
    for (const auto& [id, rect] : view.diagram().rects()) {
        if (!offersFor(scenario, m_from, id).empty())
            candidates.insert(id);
    }
    view.diagram().setCandidates(std::move(candidates));
    view.viewport()->setCursor(Qt::CrossCursor);
}

void ConnectTool::leave()
{
    view().diagram().setCandidates(std::nullopt);
    view().viewport()->unsetCursor();
}

void ConnectTool::move(const MouseAt& mouse)
{
    m_end = mouse.scene;
    m_to = view().diagram().elementAt(mouse.scene);
    if (m_to == m_from)
        m_to.reset();
    m_reason = m_to ? whyNot(view().document().scenario(), m_from, *m_to) : QString();
    view().diagram().setHovered(m_to ? *m_to : m_from, std::nullopt);
    view().refresh();
}

void ConnectTool::release(const MouseAt& mouse)
{
    move(mouse);
    if (m_to && m_reason.isEmpty())
        offer(*m_to, mouse);
    view().endTool();
}

void ConnectTool::offer(const ElementId& to, const MouseAt& mouse)
{
    const std::vector<Offer> offers = offersFor(view().document().scenario(), m_from, to);
    DiagramView& target = view();
    if (offers.size() == 1) {
        target.edit(offers.front().words, offers.front().make);
        return;
    }
    auto* menu = new QMenu(&target);
    menu->setObjectName(QStringLiteral("connectMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Offer& offer : offers) {
        QAction* action = menu->addAction(icon(offer.icon), offer.words);
        QObject::connect(action, &QAction::triggered, &target, [&target, offer] { target.edit(offer.words, offer.make); });
    }
    menu->popup(mouse.global);
    menu->setActiveAction(menu->actions().constFirst());
}

void ConnectTool::paint(QPainter& painter)
{
    const Theme& theme = view().diagram().theme();
    const bool isPossible = m_to && m_reason.isEmpty();
    const QColor colour = isPossible ? theme.good : m_reason.isEmpty() ? theme.accent : theme.mutedText;
    QPen pen(colour, 2, isPossible ? Qt::SolidLine : Qt::DashLine);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF rect = view().diagram().rectOf(m_from);
    const double swing = std::clamp(QLineF(m_start, m_end).length() * 0.4, 10.0, 120.0);
    QPointF direction = m_start - rect.center();
    direction = std::abs(direction.x()) / rect.width() > std::abs(direction.y()) / rect.height()
                    ? QPointF(direction.x() > 0 ? swing : -swing, 0)
                    : QPointF(0, direction.y() > 0 ? swing : -swing);
    QPainterPath path(m_start);
    path.cubicTo(m_start + direction, m_end, m_end);
    painter.drawPath(path);
    painter.setBrush(colour);
    painter.drawEllipse(m_end, 4 / view().zoom(), 4 / view().zoom());
    if (!m_reason.isEmpty())
        paintReason(painter);
}

void ConnectTool::paintReason(QPainter& painter)
{
    const Theme& theme = view().diagram().theme();
    painter.save();
    const QPointF mouse = painter.worldTransform().map(m_end);
    painter.resetTransform();
    QFont font = Theme::smallFont();
    painter.setFont(font);
    QRectF text = QFontMetricsF(font).boundingRect(QRectF(0, 0, 280, 200), Qt::TextWordWrap, m_reason);
    text.moveTopLeft(mouse + QPointF(18, 18));
    const QRectF bubble = text.adjusted(-10, -7, 10, 7);
    painter.setPen(QPen(theme.warning, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(bubble, 8, 8);
    painter.setPen(theme.text);
    painter.drawText(text.adjusted(0, 0, 2, 2), Qt::TextWordWrap, m_reason);
    painter.restore();
}

}  // namespace stormglass::ui
