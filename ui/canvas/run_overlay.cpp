// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/run_overlay.h"

#include "ui/look/figure_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace stormglass::ui {
namespace {

constexpr double kFullQueue = 1000;  // waiting requests at which the bar is full; logarithmic below

QString sayOfRun(const char* words) { return QCoreApplication::translate("RunOverlay", words); }

/// "12", "3.4k", "1.2M".
QString shortNumber(double value)
{
    if (value < 1000)
        return QString::number(std::llround(value));
    if (value < 1e6)
        return QStringLiteral("%1k").arg(value / 1e3, 0, 'f', value < 1e4 ? 1 : 0);
    return QStringLiteral("%1M").arg(value / 1e6, 0, 'f', 1);
}

double fillOf(double waiting) { return std::clamp(std::log1p(waiting) / std::log1p(kFullQueue), 0.0, 1.0); }

std::optional<ElementId> idOfSubject(results::SubjectKind kind, const std::string& subject)
{
    if (kind == results::SubjectKind::Component)
        return ElementId{ElementKind::Component, subject};
    if (kind == results::SubjectKind::Channel)
        return ElementId{ElementKind::Channel, subject};
    return std::nullopt;
}

QFont badgeFont()
{
    QFont font = Theme::numberFont();
    font.setPixelSize(10);
    return font;
}

void paintPill(QPainter& painter, QPointF rightTop, const QString& text, const QColor& fill, const QColor& ink)
{
    const double width = painter.fontMetrics().horizontalAdvance(text) + 12;
    const QRectF pill(rightTop.x() - width, rightTop.y(), width, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(pill, 8, 8);
    painter.setPen(ink);
    painter.drawText(pill, Qt::AlignCenter, text);
}

}  // namespace

void RunOverlay::setFrame(const results::Roster& roster, const results::Frame* frame, double seconds)
{
    m_marks.clear();
    if (frame == nullptr) {
        m_dots.clear();
        return;
    }
    for (std::size_t i = 0; i < std::min(frame->components.size(), roster.components.size()); ++i)
        markComponent(roster, i, frame->components[i]);
    for (std::size_t i = 0; i < std::min(frame->channels.size(), roster.channels.size()); ++i)
        markChannel(roster, i, frame->channels[i]);
    if (seconds > 0)
        m_dots.add(m_scene, roster, frame->traffic, seconds);
    else
        m_dots.stand(m_scene, roster, frame->traffic, frame->span);
}

void RunOverlay::markComponent(const results::Roster& roster, std::size_t place, const results::ComponentState& state)
{
    Mark mark{.utilisation = state.utilisation, .waiting = state.waiting, .instances = state.instances, .up = state.up};
    mark.lines << sayOfRun("%1 of %2 instances serve").arg(state.up).arg(state.instances);
    if (!std::isnan(state.utilisation))
        mark.lines << sayOfRun("utilisation %1 %").arg(state.utilisation * 100, 0, 'f', 0);
    if (state.waiting > 0)
        mark.lines << sayOfRun("%1 requests wait").arg(shortNumber(state.waiting));
    for (const results::CauseCount& drop : state.drops) {
        mark.drops += drop.count;
        if (drop.cause < roster.dropCauses.size())
            mark.lines << sayOfRun("%1 dropped: %2").arg(drop.count).arg(QString::fromStdString(roster.dropCauses[drop.cause]));
    }
    m_marks[{ElementKind::Component, roster.components[place]}] = std::move(mark);
}

void RunOverlay::markChannel(const results::Roster& roster, std::size_t place, const results::ChannelState& state)
{
    Mark mark{.waiting = state.backlog, .isChannel = true};
    mark.lines << sayOfRun("%1 messages not delivered").arg(shortNumber(state.backlog));
    mark.lines << sayOfRun("%1 published, %2 delivered").arg(state.published).arg(state.delivered);
    if (state.deadLettered > 0)
        mark.lines << sayOfRun("%1 dead-lettered").arg(state.deadLettered);
    for (const results::CauseCount& loss : state.losses) {
        mark.drops += loss.count;
        if (loss.cause < roster.lossCauses.size())
            mark.lines << sayOfRun("%1 lost: %2").arg(loss.count).arg(QString::fromStdString(roster.lossCauses[loss.cause]));
    }
    for (const results::CauseCount& again : state.redeliveries)
        if (again.cause < roster.redeliveryCauses.size())
            mark.lines << sayOfRun("%1 delivered again: %2").arg(again.count).arg(QString::fromStdString(roster.redeliveryCauses[again.cause]));
    m_marks[{ElementKind::Channel, roster.channels[place]}] = std::move(mark);
}

void RunOverlay::setImpacts(std::vector<results::Impact> impacts, double now)
{
    struct Fault {
        double began = 0;
        std::set<std::pair<results::SubjectKind, std::string>> hit = {};
    };
    m_wounds.clear();
    std::ranges::stable_sort(impacts, {}, &results::Impact::at);
    std::map<std::string, Fault> faults;
    for (results::Impact& impact : impacts) {
        Fault& fault = faults.try_emplace(impact.fault, Fault{impact.at}).first->second;
        if (impact.at > now || !fault.hit.insert({impact.kind, impact.subject}).second)
            continue;
        const auto id = idOfSubject(impact.kind, impact.subject);  // flows have a number, too, and no place in the diagram
        const bool isKnown = std::ranges::any_of(m_wounds, [&](const Wound& wound) { return id && wound.id == *id; });
        if (id && !isKnown)
            m_wounds.push_back({static_cast<int>(fault.hit.size()), impact.at - fault.began, std::move(impact), *id});
    }
}

QString RunOverlay::tooltipFor(const ElementId& element) const
{
    QStringList lines;
    if (const auto mark = m_marks.find(element); mark != m_marks.end())
        lines = mark->second.lines;
    for (const Wound& wound : m_wounds) {
        if (wound.id != element)
            continue;
        const std::string_view limit = results::wordOf(wound.impact.limit);
        lines << sayOfRun("hit as number %1, %2 after the fault: %3").arg(wound.number).arg(sinceText(wound.since))
                     .arg(QString::fromUtf8(limit.data(), static_cast<qsizetype>(limit.size())));
    }
    return lines.join(QLatin1Char('\n'));
}

void RunOverlay::paint(QPainter& painter, const QRectF& visible)
{
    const QTransform toViewport = painter.worldTransform();
    const bool hasText = toViewport.m11() >= kTextScale;
    painter.setRenderHint(QPainter::Antialiasing, hasText);
    painter.setFont(badgeFont());
    for (const auto& [id, mark] : m_marks) {
        const QRectF rect = m_scene.rectOf(id);
        if (rect.intersects(visible))
            paintMark(painter, rect, mark, hasText);
    }
    paintWounds(painter, hasText);
    painter.resetTransform();
    painter.setRenderHint(QPainter::Antialiasing, false);
    m_dots.paint(painter, toViewport, visible, m_scene.theme());
    painter.setWorldTransform(toViewport);
}

void RunOverlay::paintMark(QPainter& painter, const QRectF& rect, const Mark& mark, bool hasText) const
{
    const Theme& theme = m_scene.theme();
    const bool isDown = !mark.isChannel && mark.instances > 0 && mark.up == 0;
    if (isDown) {
        QColor veil = theme.danger;
        veil.setAlpha(46);
        painter.fillRect(rect, veil);
        painter.setPen(QPen(theme.danger, 2));
        painter.drawLine(rect.topLeft() + QPointF(6, 6), rect.bottomRight() - QPointF(6, 6));
    }
    if (!std::isnan(mark.utilisation)) {  // along the bottom: how busy its servers are
        const QRectF bar(rect.left() + 10, rect.bottom() - 6, rect.width() - 20, 3);
        painter.fillRect(bar, theme.cardBorder);
        painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * std::clamp(mark.utilisation, 0.0, 1.0), bar.height())), theme.utilisation(mark.utilisation));
    }
    if (mark.waiting >= 0.5) {  // up the right edge: what waits
        const double height = (rect.height() - 16) * fillOf(mark.waiting);
        const QColor colour = theme.utilisation(fillOf(mark.waiting));
        painter.fillRect(QRectF(rect.right() - 5, rect.bottom() - 8 - height, 3, height), colour);
        if (hasText)
            paintPill(painter, QPointF(rect.right() - 10, rect.top() - 8), shortNumber(mark.waiting), colour, theme.isDark() ? QColor(0x0b1220) : QColor(Qt::white));
    }
    if (!hasText)
        return;
    if (!mark.isChannel && mark.up < mark.instances)
        paintPill(painter, QPointF(rect.left() + 60, rect.bottom() - 8), QStringLiteral("%1/%2").arg(mark.up).arg(mark.instances), theme.danger, theme.card);
    if (mark.drops > 0)
        paintPill(painter, QPointF(rect.right() - 10, rect.bottom() - 8), QStringLiteral("✕ %1").arg(shortNumber(static_cast<double>(mark.drops))), theme.danger, theme.card);
}

void RunOverlay::paintPath(QPainter& painter, const Wound& wound) const
{
    for (const auto& [id, item] : m_scene.edgeItems()) {
        const bool isOnWay = (id.from.name == wound.impact.from && id.to == wound.id) || (id.to.name == wound.impact.from && id.from == wound.id);
        if (isOnWay)
            painter.drawPolyline(item->route().points);
    }
}

void RunOverlay::paintWounds(QPainter& painter, bool hasText) const
{
    const Theme& theme = m_scene.theme();
    QColor glow = theme.danger;
    glow.setAlpha(150);
    painter.setPen(QPen(glow, 3.5, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    for (const Wound& wound : m_wounds) {
        if (!wound.impact.from.empty())
            paintPath(painter, wound);
    }
    for (const Wound& wound : m_wounds) {
        const QRectF rect = m_scene.rectOf(wound.id);
        if (rect.isNull())
            continue;
        painter.setPen(QPen(theme.danger, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 12, 12);
        if (!hasText)
            continue;
        // Left of the corner, where neither its own name nor that of its host is.
        const QString words = QStringLiteral("%1  +%2").arg(wound.number).arg(sinceText(wound.since));
        paintPill(painter, QPointF(rect.left() + 6, rect.top() - 9), words, theme.danger, theme.isDark() ? QColor(0x0b1220) : QColor(Qt::white));
    }
}

}  // namespace stormglass::ui
