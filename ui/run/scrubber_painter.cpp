// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/scrubber_painter.h"

#include "ui/run/event_colour.h"
#include "ui/run/time_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

/// A step between times that reads well: 1, 2, 5, 10, 15, 30 of seconds, minutes or hours.
double readableStep(double least)
{
    for (const double step : {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0,
                              600.0, 900.0, 1800.0, 3600.0, 7200.0, 14400.0, 43200.0, 86400.0}) {
        if (step >= least)
            return step;
    }
    return least;
}

}  // namespace

std::vector<int> lanesOf(const std::vector<FaultSpan>& faults, double end)
{
    std::vector<int> lanes;
    std::vector<double> busyUntil(ScrubberRows::kMostLanes, -1);
    for (const FaultSpan& fault : faults) {
        const auto free = std::ranges::find_if(busyUntil, [&](double until) { return until <= fault.begin; });
        const auto lane = free != busyUntil.end() ? free : std::ranges::min_element(busyUntil);
        *lane = std::max(*lane, std::isnan(fault.end) ? end : fault.end);
        lanes.push_back(static_cast<int>(lane - busyUntil.begin()));
    }
    return lanes;
}

QRectF ScrubberPainter::spanOf(double begin, double end, double top, double height) const
{
    const double left = m_placeOf(begin);
    return {left, top, std::max(2.0, m_placeOf(end) - left), height};
}

QColor ScrubberPainter::faded(QPalette::ColorRole role, double alpha) const
{
    QColor colour = m_palette.color(role);
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

void ScrubberPainter::paintTrack(const RunTimeline& timeline, double recordedTo)
{
    constexpr double kRadius = 4;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(faded(QPalette::WindowText, 0.12));
    m_painter.drawRoundedRect(m_track, kRadius, kRadius);
    if (recordedTo > 0) {
        m_painter.setBrush(faded(QPalette::Highlight, 0.55));
        m_painter.drawRoundedRect(spanOf(0, recordedTo, m_track.top(), m_track.height()), kRadius, kRadius);
    }
    m_painter.setPen(QPen(faded(QPalette::WindowText, 0.35), 1));
    for (const TimeBand& band : timeline.bands) {
        if (band.begin > 0)
            m_painter.drawLine(QPointF(m_placeOf(band.begin), m_track.top() - 3), QPointF(m_placeOf(band.begin), m_track.bottom() + 4));
    }
}

void ScrubberPainter::paintFaults(const RunTimeline& timeline)
{
    const std::vector<int> lanes = lanesOf(timeline.faults, timeline.end);
    for (std::size_t i = 0; i < timeline.faults.size(); ++i) {
        const FaultSpan& fault = timeline.faults[i];
        const double top = ScrubberRows::kFaults + lanes[i] * (ScrubberRows::kLane + 1);
        const QRectF bar = spanOf(fault.begin, std::isnan(fault.end) ? timeline.end : fault.end, top, ScrubberRows::kLane);
        QColor colour = Theme::of(m_palette).danger;
        m_painter.setPen(fault.hasBegun ? QPen(Qt::NoPen) : QPen(colour, 1, Qt::DotLine));
        colour.setAlphaF(fault.hasBegun ? 0.9F : 0.2F);
        m_painter.setBrush(colour);
        m_painter.drawRoundedRect(bar, 2, 2);
        colour.setAlphaF(0.10F);
        m_painter.fillRect(QRectF(bar.left(), bar.bottom(), bar.width(), m_track.bottom() - bar.bottom()), colour);
    }
}

void ScrubberPainter::paintEvents(const std::vector<results::RunEvent>& events)
{
    // One pixel shows one mark, however many events there are.
    const Theme theme = Theme::of(m_palette);
    int last = -10;
    m_painter.setPen(Qt::NoPen);
    for (const results::RunEvent& event : events) {
        const int place = static_cast<int>(std::lround(m_placeOf(event.at)));
        if (place - last < 3)
            continue;
        last = place;
        m_painter.setBrush(eventColour(event.kind, theme));
        m_painter.drawEllipse(QPointF(place, m_track.center().y() + 0.5), 2.5, 2.5);
    }
}

void ScrubberPainter::paintTimes(const RunTimeline& timeline)
{
    const QFontMetrics metrics = m_painter.fontMetrics();
    const QString widest = clockText(timeline.end, timeline.end < 10 ? 0.1 : 1);
    const double perLabel = metrics.horizontalAdvance(widest) + 24;
    const double step = readableStep(timeline.end * perLabel / std::max(1, m_track.width()));
    const int baseline = ScrubberRows::kWords + metrics.ascent();
    m_painter.setPen(faded(QPalette::WindowText, 0.65));
    for (double at = 0; at <= timeline.end + step / 1000; at += step) {
        const QString text = clockText(at, step);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(m_placeOf(at) - width / 2, 0.0, m_track.right() + 8.0 - width);
        m_painter.drawText(QPointF(left, baseline), text);
    }
}

void ScrubberPainter::paintCursor(double seconds, bool hasFocus, bool isLive)
{
    const double place = m_placeOf(seconds);
    const QColor colour = isLive ? m_palette.color(QPalette::Highlight) : m_palette.color(QPalette::WindowText);
    m_painter.setPen(QPen(colour, 2));
    m_painter.drawLine(QPointF(place, 2), QPointF(place, m_track.bottom() + 6));
    m_painter.setBrush(m_palette.color(QPalette::Base));
    m_painter.drawEllipse(QPointF(place, m_track.center().y() + 0.5), 6, 6);
    if (!hasFocus)
        return;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(faded(QPalette::Highlight, 0.5), 2));
    m_painter.drawEllipse(QPointF(place, m_track.center().y() + 0.5), 9, 9);
}

}  // namespace stormglass::ui
