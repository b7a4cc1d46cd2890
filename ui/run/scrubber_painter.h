// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the line of a run is drawn.
#pragma once

#include "ui/run/run_timeline.h"

#include <QPainter>
#include <QPalette>

#include <functional>

namespace stormglass::ui {

/// Rows of the line, in pixels from its top.
struct ScrubberRows {
    static constexpr int kHeight = 56;
    static constexpr int kFaults = 4;      ///< Up to three lanes of faults.
    static constexpr int kLane = 6;
    static constexpr int kMostLanes = 3;
    static constexpr int kTrack = 26;
    static constexpr int kTrackHeight = 8;
    static constexpr int kWords = 38;
};

/// The lane of each fault: those that last at the same time do not cover each other, as far as there are lanes.
[[nodiscard]] std::vector<int> lanesOf(const std::vector<FaultSpan>& faults, double end);

class ScrubberPainter {
public:
    ScrubberPainter(QPainter& painter, const QPalette& palette, QRect track, std::function<double(double)> placeOf)
        : m_painter(painter), m_palette(palette), m_track(track), m_placeOf(std::move(placeOf))
    {
    }

    void paintTrack(const RunTimeline& timeline, double recordedTo);
    void paintFaults(const RunTimeline& timeline);
    void paintEvents(const std::vector<results::RunEvent>& events);
    void paintTimes(const RunTimeline& timeline);
    void paintCursor(double seconds, bool hasFocus, bool isLive);

private:
    [[nodiscard]] QRectF spanOf(double begin, double end, double top, double height) const;
    [[nodiscard]] QColor faded(QPalette::ColorRole role, double alpha) const;

    QPainter& m_painter;
    const QPalette& m_palette;
    QRect m_track;
    std::function<double(double)> m_placeOf;
};

}  // namespace stormglass::ui
