// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/flow_board.h"

#include "ui/look/theme.h"
#include "ui/panels/flow_edits.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr QSize kCard(184, 88);
constexpr int kUndoHeight = 40;
constexpr int kUndoGap = 24;
constexpr int kColumn = 248;
constexpr int kRow = 176;
constexpr int kEdge = 24;

QString wordsOf(const std::string& text) { return QString::fromStdString(text); }

/// A curve that leaves to the right and comes in from the left, with a head.
void drawCurve(QPainter& painter, QPointF from, QPointF to, const QColor& color)
{
    const double bend = std::max(24.0, std::abs(to.x() - from.x()) / 2);
    QPainterPath path(from);
    path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
    painter.setPen(QPen(color, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{to, to + QPointF(-8, -4.5), to + QPointF(-8, 4.5)});
}

}  // namespace

FlowBoard::FlowBoard(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection)
{
    setObjectName(QStringLiteral("flowBoard"));
    setAccessibleName(tr("Steps of the flow"));
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_selection, &Selection::changed, this, qOverload<>(&QWidget::update));
}

void FlowBoard::setFlow(const std::string& flow)
{
    m_flow = flow;
    refresh();
}

void FlowBoard::refresh()
{
    m_cards.clear();
    QRect all;
    if (const spec::Flow* flow = findFlow(m_document.scenario(), m_flow)) {
        const std::vector<int> columns = columnsOf(*flow);
        std::vector<int> rows(flow->steps.size(), 0);
        for (std::size_t i = 0; i < flow->steps.size(); ++i) {
            const auto column = static_cast<std::size_t>(columns[i]);
            const QRect place(QPoint(kEdge + columns[i] * kColumn, kEdge + rows[column]++ * kRow), kCard);
            m_cards.push_back({flow->steps[i], place});
            all |= place;
        }
    }
    m_size = QSize(all.right() + kEdge, all.bottom() + kUndoGap + kUndoHeight + kEdge);
    setMinimumSize(m_size);
    updateGeometry();
    update();
}

QRect FlowBoard::cardOf(const std::string& step) const
{
    const auto card = std::ranges::find(m_cards, step, [](const Card& c) { return c.step.name; });
    return card == m_cards.end() ? QRect() : card->place;
}

std::string FlowBoard::selectedStep() const
{
    const auto element = m_selection.single();
    return element && element->kind == ElementKind::Step && element->owner == m_flow ? element->name : std::string();
}

void FlowBoard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    drawArrows(painter);
    for (const Card& card : m_cards)
        drawCard(painter, card);
    if (m_isDragging) {
        const Card* target = cardAt(m_dragEnd);
        const spec::Flow* flow = findFlow(m_document.scenario(), m_flow);
        const bool isAllowed = target != nullptr && flow != nullptr && canFollow(*flow, m_dragged, target->step.name);
        const QRect from = cardOf(m_dragged);
        drawCurve(painter, QPointF(from.right(), from.center().y()), m_dragEnd,
                  isAllowed ? palette().color(QPalette::Highlight) : Theme::of(palette()).mutedText);
    }
}

void FlowBoard::drawArrows(QPainter& painter) const
{
    for (const Card& card : m_cards) {
        for (const std::string& before : card.step.after) {
            const QRect from = cardOf(before);
            if (!from.isEmpty())
                drawCurve(painter, QPointF(from.right() + 1, from.center().y()), QPointF(card.place.left() - 1, card.place.center().y()),
                          Theme::of(palette()).mutedText);
        }
    }
}

void FlowBoard::drawCard(QPainter& painter, const Card& card) const
{
    const bool isSelected = card.step.name == selectedStep();
    const QColor accent = palette().color(QPalette::Highlight);
    QPen frame(isSelected ? accent : Theme::of(palette()).cardBorder, isSelected ? 2 : 1.2);
    if (card.step.isOptional)
        frame.setStyle(Qt::DashLine);
    painter.setPen(frame);
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(card.place).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const QRect inner = card.place.adjusted(16, 10, -16, -10);
    const auto line = [&](int row, const QString& text, const QColor& color, bool isStrong) {
        QFont lineFont = font();
        lineFont.setWeight(isStrong ? QFont::DemiBold : QFont::Normal);
        painter.setFont(lineFont);
        painter.setPen(color);
        const QRect place(inner.left(), inner.top() + row * 23, inner.width(), 22);
        painter.drawText(place, Qt::AlignVCenter, QFontMetrics(lineFont).elidedText(text, Qt::ElideRight, place.width()));
    };
    const QColor faint = Theme::of(palette()).mutedText;
    line(0, wordsOf(card.step.name) + (card.step.isOptional ? tr("  (optional)") : QString()), palette().color(QPalette::Text), true);
    const bool hasComponent = !card.step.component.empty();
    line(1, hasComponent ? wordsOf(card.step.component) : tr("no component yet"), hasComponent ? palette().color(QPalette::Text) : Theme::of(palette()).danger, false);
    line(2, wordsOf(toText(card.step.time)) + (card.step.store.empty() ? QString() : QStringLiteral("  ·  ") + wordsOf(card.step.store)), faint, false);
    if (!card.step.compensation.empty())
        drawCompensation(painter, card);
}

void FlowBoard::drawCompensation(QPainter& painter, const Card& card) const
{
    const QRect place(card.place.left() + 16, card.place.bottom() + kUndoGap, kCard.width() - 32, kUndoHeight);
    const QColor color = Theme::of(palette()).warningText;
    painter.setPen(QPen(color, 1.2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(place), 8, 8);
    const QPointF top(place.center().x(), place.top());
    const QPointF end(place.center().x(), card.place.bottom() + 3);
    painter.setPen(QPen(color, 1.6));
    painter.drawLine(top, end);
    painter.setBrush(color);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF{end, end + QPointF(-4.5, 8), end + QPointF(4.5, 8)});
    painter.setPen(color);
    painter.setFont(font());
    const QString text = QStringLiteral("↶ ") + wordsOf(card.step.compensation) + QStringLiteral("  ") + wordsOf(toText(card.step.compensationTime));
    painter.drawText(place.adjusted(8, 0, -8, 0), Qt::AlignCenter, fontMetrics().elidedText(text, Qt::ElideRight, place.width() - 16));
}

const FlowBoard::Card* FlowBoard::cardAt(const QPoint& place) const
{
    const auto card = std::ranges::find_if(m_cards, [&](const Card& c) { return c.place.contains(place); });
    return card == m_cards.end() ? nullptr : &*card;
}

void FlowBoard::select(const std::string& step) { m_selection.set({{ElementKind::Step, step, m_flow}}); }

void FlowBoard::mousePressEvent(QMouseEvent* event)
{
    const Card* card = cardAt(event->position().toPoint());
    m_dragged = card != nullptr ? card->step.name : std::string();
    m_dragStart = event->position().toPoint();
    if (card != nullptr)
        select(card->step.name);
    else
        m_selection.set({{ElementKind::Flow, m_flow}});
}

void FlowBoard::mouseMoveEvent(QMouseEvent* event)
{
    m_dragEnd = event->position().toPoint();
    if (!m_dragged.empty() && (m_dragEnd - m_dragStart).manhattanLength() >= QApplication::startDragDistance())
        m_isDragging = true;
    update();
}

void FlowBoard::mouseReleaseEvent(QMouseEvent* event)
{
    const Card* target = cardAt(event->position().toPoint());
    const bool isDrop = std::exchange(m_isDragging, false) && target != nullptr;
    const std::string first = std::exchange(m_dragged, {});
    update();
    if (!isDrop || target->step.name == first)
        return;
    const std::string second = target->step.name;
    m_document.edit(tr("Order %1 and %2").arg(wordsOf(first), wordsOf(second)),
                    [&](spec::Scenario& scenario) { toggleAfter(scenario, m_flow, first, second); });
}

void FlowBoard::keyPressEvent(QKeyEvent* event)
{
    const auto current = std::ranges::find(m_cards, selectedStep(), [](const Card& c) { return c.step.name; });
    const bool isForward = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool isBack = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (event->key() == Qt::Key_Delete && current != m_cards.end()) {
        const std::string name = current->step.name;
        m_document.edit(tr("Remove %1").arg(wordsOf(name)), [&](spec::Scenario& scenario) { removeStep(scenario, m_flow, name); });
        m_selection.set({{ElementKind::Flow, m_flow}});
    } else if ((isForward || isBack) && !m_cards.empty()) {
        const auto count = static_cast<int>(m_cards.size());
        const int at = current == m_cards.end() ? (isForward ? -1 : count) : static_cast<int>(current - m_cards.begin());
        select(m_cards[static_cast<std::size_t>(std::clamp(at + (isForward ? 1 : -1), 0, count - 1))].step.name);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool FlowBoard::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const bool isCard = cardAt(help->pos()) != nullptr;
        QToolTip::showText(help->globalPos(), isCard ? tr("Drag to another step: it comes after this one, or no longer") : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace stormglass::ui
