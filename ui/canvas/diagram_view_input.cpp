// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mouse and keyboard of the diagram. What the mouse means is a matter of the tool at work.
#include "ui/canvas/diagram_view.h"
#include "ui/canvas/tools/pan_tool.h"

#include "models/spec/catalogue.h"

#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QToolTip>

#include <cmath>

namespace stormglass::ui {
namespace {

constexpr auto kKindFormat = "application/x-stormglass-kind";
constexpr double kPortReach = 9;  // pixels on the screen
constexpr double kEdgeReach = 6;

/// The kind that is being dragged, if the diagram shows such parts.
std::string kindOf(const QMimeData* data)
{
    const std::string kind = data->data(QString::fromLatin1(kKindFormat)).toStdString();
    const spec::CatalogueEntry* entry = spec::findInCatalogue(kind);
    if (entry == nullptr)
        return {};
    for (const std::string_view category : {"clients", "services", "stores", "brokers", "channels"}) {
        if (entry->category == category)
            return kind;
    }
    return kind == "zone" || kind == "host" ? kind : std::string{};
}

}  // namespace

MouseAt DiagramView::mouseAt(const QMouseEvent& event) const
{
    const QPoint point = event.position().toPoint();
    // whole pixels of the screen are not enough where the scene is shown larger
    const QPointF scenePoint = viewportTransform().inverted().map(event.position());
    return {scenePoint, point, event.globalPosition().toPoint(), event.button(), event.modifiers()};
}

std::vector<QPointF> DiagramView::ports() const
{
    const auto& hovered = m_scene.hovered();
    if (!hovered || !m_tool->isIdle() || zoom() < kTextScale || !exists(m_document.scenario(), *hovered))
        return {};
    const QRectF rect = m_scene.rectOf(*hovered);
    return {{rect.left(), rect.center().y()}, {rect.right(), rect.center().y()}, {rect.center().x(), rect.top()}, {rect.center().x(), rect.bottom()}};
}

std::optional<ElementId> DiagramView::portOwnerAt(QPointF scenePoint) const
{
    for (const QPointF& port : ports()) {
        if (QLineF(port, scenePoint).length() * zoom() <= kPortReach)
            return m_scene.hovered();
    }
    return std::nullopt;
}

void DiagramView::updateHover(QPointF scenePoint)
{
    m_mouse = scenePoint;
    if (portOwnerAt(scenePoint)) {
        viewport()->setCursor(Qt::CrossCursor);
        return;
    }
    viewport()->unsetCursor();
    const auto element = m_scene.elementAt(scenePoint);
    const bool isContainer = element && (element->kind == ElementKind::Zone || element->kind == ElementKind::Host);
    auto edge = !element || isContainer ? m_scene.edgeAt(scenePoint, kEdgeReach / zoom()) : std::nullopt;
    const bool wasHovered = m_scene.hovered().has_value();
    m_scene.setHovered(edge ? std::nullopt : element, edge);
    if (wasHovered || m_scene.hovered())
        refresh();
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    event->accept();
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_isSpaceDown)) {
        if (m_tool->isIdle())
            begin(std::make_unique<PanTool>(*this, event->position().toPoint()));
        return;
    }
    m_tool->press(mouseAt(*event));
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    event->accept();
    m_tool->move(mouseAt(*event));
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
    m_tool->release(mouseAt(*event));
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept();
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto element = m_scene.elementAt(mouseAt(*event).scene))
        Q_EMIT editRequested(*element);
}

void DiagramView::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const auto element = m_selection.single();
        const QPoint place = element ? mapFromScene(m_scene.rectOf(*element).center()) : viewport()->rect().center();
        Q_EMIT contextMenuRequested({.element = element}, viewport()->mapToGlobal(place));
        return;
    }
    const QPointF point = mapToScene(event->pos());
    const auto element = m_scene.elementAt(point);
    const bool isContainer = element && (element->kind == ElementKind::Zone || element->kind == ElementKind::Host);
    const auto edge = !element || isContainer ? m_scene.edgeAt(point, kEdgeReach / zoom()) : std::nullopt;
    Q_EMIT contextMenuRequested({.element = edge ? std::nullopt : element, .edge = edge}, event->globalPos());
}

void DiagramView::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if ((event->modifiers() & Qt::ControlModifier) != 0) {
        zoomBy(std::pow(1.0015, event->angleDelta().y()), event->position());
        return;
    }
    QPoint pixels = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    if ((event->modifiers() & Qt::ShiftModifier) != 0 && pixels.x() == 0)
        pixels = QPoint(pixels.y(), 0);
    panBy(pixels);
}

bool DiagramView::handleEditKey(const QKeyEvent& event)
{
    if (event.matches(QKeySequence::Delete) || event.key() == Qt::Key_Backspace)
        removeSelected();
    else if (event.matches(QKeySequence::SelectAll))
        selectAll();
    else if (event.matches(QKeySequence::Copy))
        copySelected();
    else if (event.matches(QKeySequence::Cut))
        cutSelected();
    else if (event.matches(QKeySequence::Paste))
        paste();
    else if (event.key() == Qt::Key_D && event.modifiers() == Qt::ControlModifier)
        duplicateSelected();
    else if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        if (const auto element = m_selection.single())
            Q_EMIT editRequested(*element);
    } else if (event.key() == Qt::Key_Escape) {
        m_tool->cancel();
        endTool();
    } else {
        return false;
    }
    return true;
}

bool DiagramView::handleViewKey(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return true;
    case Qt::Key_Minus: zoomOut(); return true;
    case Qt::Key_0: event.modifiers() == Qt::ShiftModifier ? zoomToFit() : zoomReset(); return true;
    case Qt::Key_F: zoomToFit((event.modifiers() & Qt::ShiftModifier) != 0); return event.modifiers() != Qt::ControlModifier;
    case Qt::Key_Tab: selectNext(false); return true;
    case Qt::Key_Backtab: selectNext(true); return true;
    case Qt::Key_Space:
        m_isSpaceDown = true;
        viewport()->setCursor(Qt::OpenHandCursor);
        return true;
    default: return false;
    }
}

bool DiagramView::handleMoveKey(const QKeyEvent& event)
{
    const double step = (event.modifiers() & Qt::ShiftModifier) != 0 ? kGrid * 5 : kGrid;
    QPointF distance;
    switch (event.key()) {
    case Qt::Key_Left: distance = {-step, 0}; break;
    case Qt::Key_Right: distance = {step, 0}; break;
    case Qt::Key_Up: distance = {0, -step}; break;
    case Qt::Key_Down: distance = {0, step}; break;
    default: return false;
    }
    if (selectedHere().empty()) {
        panBy(-distance.toPoint() * 5);
        return true;
    }
    if (!event.isAutoRepeat() || m_keyGesture == 0)
        m_keyGesture = m_document.newGesture();  // a key that is held is one move
    moveSelectedBy(distance, m_keyGesture);
    return true;
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    // Ctrl+F belongs to who finds, not to who fits
    const bool isFind = event->matches(QKeySequence::Find);
    const bool isDone = !isFind && (handleEditKey(*event) || handleMoveKey(*event) || handleViewKey(*event));
    event->setAccepted(isDone);
}

void DiagramView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_isSpaceDown = false;
        viewport()->unsetCursor();
    }
    event->accept();
}

void DiagramView::leaveEvent(QEvent* event)
{
    QGraphicsView::leaveEvent(event);
    if (m_tool->isIdle()) {
        m_scene.setHovered(std::nullopt, std::nullopt);
        refresh();
    }
}

QString DiagramView::tooltipAt(QPointF scenePoint) const
{
    if (const auto edge = m_scene.edgeAt(scenePoint, kEdgeReach / zoom()); edge && m_scene.hovered() == std::nullopt) {
        const QString words = QCoreApplication::translate("Connection", wordOf(edge->kind));
        const QString label = m_scene.edgeItems().at(*edge)->edge().label;
        const QString line = QStringLiteral("%1 %2 %3").arg(QString::fromStdString(edge->from.name), words, QString::fromStdString(edge->to.name));
        return label.isEmpty() ? line : line + QStringLiteral(": ") + label;
    }
    const auto element = m_scene.elementAt(scenePoint);
    if (!element)
        return {};
    QStringList lines{QString::fromStdString(element->name)};
    for (const DiagramNode& node : m_scene.model().nodes) {
        if (node.id != *element)
            continue;
        lines[0] += QStringLiteral(" – ") + node.subtitle;
        if (node.isDerived)
            lines << tr("made by the design");
        if (!node.broker.empty())
            lines << tr("carried by %1").arg(QString::fromStdString(node.broker));
    }
    if (const QString state = m_overlay.tooltipFor(*element); !state.isEmpty())
        lines << state;
    return lines.join(QLatin1Char('\n'));
}

bool DiagramView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QGraphicsView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tooltipAt(mapToScene(help->pos())), viewport());
    return true;
}

void DiagramView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!kindOf(event->mimeData()).empty())
        event->acceptProposedAction();
    else
        event->ignore();
}

void DiagramView::dragMoveEvent(QDragMoveEvent* event)
{
    if (kindOf(event->mimeData()).empty()) {
        event->ignore();
        return;
    }
    const auto container = m_scene.containerAt(mapToScene(event->position().toPoint()));
    m_scene.setHovered(container, std::nullopt);
    event->acceptProposedAction();
}

void DiagramView::dropEvent(QDropEvent* event)
{
    const std::string kind = kindOf(event->mimeData());
    if (kind.empty())
        return;
    addAt(kind, mapToScene(event->position().toPoint()));
    event->acceptProposedAction();
    setFocus();
}

}  // namespace stormglass::ui
