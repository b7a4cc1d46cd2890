// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/chaos_lanes.h"

#include "ui/chaos/chaos_edits.h"
#include "ui/chaos/experiment_edits.h"
#include "ui/document/element_edits.h"
#include "ui/document/selection.h"
#include "ui/run/run_session.h"
#include "ui/run/time_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr double kGutter = 168;
constexpr double kMargin = 16;
constexpr double kHead = 32;
constexpr double kLane = 32;
constexpr double kSection = 24;  // the words above the injected ones
constexpr double kGripWidth = 7;
constexpr double kSnapReach = 6;

}  // namespace

ChaosLanes::ChaosLanes(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection)
{
    setObjectName(QStringLiteral("chaosLanes"));
    setAccessibleName(tr("Faults along the time"));
    setAccessibleDescription(tr("Up and down choose a fault, left and right move it by a second, with Shift they stretch it"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&document, &ScenarioDocument::changed, this, &ChaosLanes::refresh);
    connect(&document, &ScenarioDocument::replaced, this, &ChaosLanes::refresh);
    connect(&selection, &Selection::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void ChaosLanes::setSession(RunSession* session)
{
    if (m_session != nullptr)
        m_session->disconnect(this);
    m_session = session;
    if (session != nullptr) {
        connect(session, &RunSession::injected, this, &ChaosLanes::refresh);
        connect(session, &RunSession::mended, this, &ChaosLanes::refresh);
        connect(session, &RunSession::stateChanged, this, &ChaosLanes::refresh);
        connect(session, &RunSession::shownChanged, this, qOverload<>(&QWidget::update));
    }
    refresh();
}

void ChaosLanes::refresh()
{
    m_end = chaosEnd(m_document.scenario());
    m_bars = chaosBars(m_document.scenario(), m_end);
    m_planned = m_bars.size();
    if (m_session != nullptr) {
        for (ChaosBar& bar : injectedBars(readInjected(m_session->injectedFaults()), m_end))
            m_bars.push_back(std::move(bar));
    }
    updateGeometry();
    update();
}

QSize ChaosLanes::sizeHint() const
{
    const double lanes = static_cast<double>(std::max<std::size_t>(m_bars.size(), 2)) * kLane;
    return {480, static_cast<int>(kHead + lanes + (m_bars.size() > m_planned ? kSection : 0) + 8)};
}

double ChaosLanes::placeOf(double seconds) const { return kGutter + seconds / m_end * (width() - kGutter - kMargin); }
double ChaosLanes::secondsAt(double x) const { return (x - kGutter) / std::max(1.0, width() - kGutter - kMargin) * m_end; }

double ChaosLanes::topOf(std::size_t row) const { return kHead + static_cast<double>(row) * kLane + (row >= m_planned ? kSection : 0); }

QRectF ChaosLanes::rectOfRow(std::size_t row, double begin, double end) const
{
    const double left = placeOf(begin);
    return {left, topOf(row) + 5, std::max(4.0, placeOf(std::min(end, m_end)) - left), kLane - 10};
}

QRectF ChaosLanes::rectOf(const std::string& name) const
{
    const auto bar = std::ranges::find(m_bars, name, &ChaosBar::name);
    return bar == m_bars.end() ? QRectF() : rectOfRow(static_cast<std::size_t>(bar - m_bars.begin()), bar->begin, bar->end);
}

int ChaosLanes::rowAt(double y) const
{
    for (std::size_t row = 0; row < m_bars.size(); ++row) {
        if (y >= topOf(row) && y < topOf(row) + kLane)
            return static_cast<int>(row);
    }
    return -1;
}

std::pair<int, ChaosLanes::Grip> ChaosLanes::barAt(const QPointF& place) const
{
    const int row = rowAt(place.y());
    if (row < 0)
        return {-1, Grip::None};
    const ChaosBar& bar = m_bars[static_cast<std::size_t>(row)];
    const QRectF rect = rectOfRow(static_cast<std::size_t>(row), bar.begin, bar.end);
    if (!rect.adjusted(-2, 0, kGripWidth / 2, 0).contains(place))
        return {place.x() < kGutter ? row : -1, Grip::None};
    if (bar.isInjected)
        return {row, Grip::None};
    const bool isAtEnd = place.x() > rect.right() - std::min(kGripWidth, rect.width() / 3);
    return {row, isAtEnd ? Grip::Stretch : Grip::Move};
}

std::string ChaosLanes::selectedFault() const
{
    const std::optional<ElementId> element = m_selection.single();
    return element && element->kind == ElementKind::Fault ? element->name : std::string();
}

void ChaosLanes::select(int row)
{
    if (row < 0 || m_bars[static_cast<std::size_t>(row)].isInjected)
        return;
    m_selection.set({{ElementKind::Fault, m_bars[static_cast<std::size_t>(row)].name}});
}

void ChaosLanes::selectNext(int by)
{
    if (m_planned == 0)
        return;
    const std::string selected = selectedFault();
    const auto found = std::ranges::find(m_bars, selected, &ChaosBar::name);
    const int last = static_cast<int>(m_planned) - 1;
    const int row = found == m_bars.end() ? (by > 0 ? 0 : last) : static_cast<int>(found - m_bars.begin()) + by;
    select(std::clamp(row, 0, last));
}

double ChaosLanes::snapped(double seconds, Qt::KeyboardModifiers modifiers) const
{
    if (modifiers.testFlag(Qt::AltModifier))
        return seconds;
    const auto isNear = [&](double moment) { return std::abs(placeOf(moment) - placeOf(seconds)) <= kSnapReach; };
    for (const ChaosBar& bar : m_bars) {
        if (bar.name == m_gripped)
            continue;
        for (const double edge : {bar.begin, bar.end}) {
            if (isNear(edge))
                return edge;
        }
    }
    if (m_session != nullptr && m_session->shownFrame() != nullptr && isNear(m_session->shownAt()))
        return m_session->shownAt();
    const double step = m_end > 600 ? 5 : m_end > 30 ? 1 : 0.1;
    return std::round(seconds / step) * step;
}

void ChaosLanes::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto [row, grip] = barAt(event->position());
    if (row < 0)
        return m_selection.clear();
    select(row);
    m_grip = grip;
    if (grip == Grip::None)
        return;
    m_before = m_bars[static_cast<std::size_t>(row)];
    m_gripped = m_before.name;
    m_grippedAt = secondsAt(event->position().x());
    m_gesture = m_document.newGesture();
}

void ChaosLanes::drag(const QMouseEvent& event)
{
    const double by = secondsAt(event.position().x()) - m_grippedAt;
    const auto bar = std::ranges::find(m_bars, m_gripped, &ChaosBar::name);
    if (bar == m_bars.end())
        return;
    const std::string name = m_gripped;
    const QString title = QString::fromStdString(name);
    if (m_grip == Grip::Move) {
        const double step = snapped(m_before.begin + by, event.modifiers()) - bar->begin;
        m_document.edit(tr("Move %1").arg(title), [&](spec::Scenario& scenario) { moveFault(scenario, name, step); }, m_gesture);
    } else {
        const double length = snapped(m_before.end + by, event.modifiers()) - bar->begin;
        m_document.edit(tr("Stretch %1").arg(title), [&](spec::Scenario& scenario) { stretchFault(scenario, name, length); }, m_gesture);
    }
}

void ChaosLanes::mouseMoveEvent(QMouseEvent* event)
{
    if (m_grip != Grip::None && event->buttons().testFlag(Qt::LeftButton))
        return drag(*event);
    const Grip grip = barAt(event->position()).second;
    setCursor(grip == Grip::Stretch ? Qt::SizeHorCursor : grip == Grip::Move ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void ChaosLanes::mouseReleaseEvent(QMouseEvent*)
{
    m_grip = Grip::None;
    m_gripped.clear();
}

void ChaosLanes::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && barAt(event->position()).first < 0 && event->position().x() >= kGutter)
        Q_EMIT addRequested(std::max(0.0, snapped(secondsAt(event->position().x()), event->modifiers())), event->globalPosition().toPoint());
}

void ChaosLanes::contextMenuEvent(QContextMenuEvent* event)
{
    const int row = event->reason() == QContextMenuEvent::Mouse ? barAt(event->pos()).first : -1;
    select(row);
    if (!selectedFault().empty())
        return Q_EMIT menuRequested(event->globalPos());
    Q_EMIT addRequested(std::clamp(snapped(secondsAt(event->pos().x()), {}), 0.0, m_end), event->globalPos());
}

void ChaosLanes::duplicateSelected()
{
    const std::string name = selectedFault();
    std::string copy;
    m_document.edit(tr("Duplicate %1").arg(QString::fromStdString(name)),
                    [&](spec::Scenario& scenario) { copy = duplicateFault(scenario, name); });
    if (!copy.empty())
        m_selection.set({{ElementKind::Fault, copy}});
}

void ChaosLanes::deleteSelected()
{
    const std::string name = selectedFault();
    if (name.empty())
        return;
    m_document.edit(tr("Delete %1").arg(QString::fromStdString(name)),
                    [&](spec::Scenario& scenario) { removeElement(scenario, {ElementKind::Fault, name}); });
    m_selection.clear();
}

}  // namespace stormglass::ui
