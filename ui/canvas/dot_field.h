// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages on their way, as dots. Where there are more than can be told apart, one dot stands for several.
#pragma once

#include "ui/canvas/diagram_scene.h"

#include <cstdint>

class QPainter;

namespace stormglass::ui {

class DotField {
public:
    static constexpr int kMost = 1000;
    /// Seconds on the screen from end to end; shorter could not be followed.
    static constexpr double kTravel = 0.7;

    /// The lines that dots can go along; dots under way move with them.
    void setLanes(const DiagramScene& scene);
    /// What went during a span, to be shown over the coming \p seconds.
    void add(const DiagramScene& scene, const results::Roster& roster, const std::vector<results::Traffic>& traffic, double seconds);
    /// The same standing still: the dots that would be under way if a simulated second took a second.
    void stand(const DiagramScene& scene, const results::Roster& roster, const std::vector<results::Traffic>& traffic, double span);
    void advance(double seconds);
    void clear();

    [[nodiscard]] std::uint64_t mean() const { return m_mean; }
    [[nodiscard]] int count() const { return static_cast<int>(m_dots.size()); }
    [[nodiscard]] bool isMoving() const { return !m_dots.empty() || m_wait > 0; }
    void paint(QPainter& painter, const QTransform& toViewport, const QRectF& visible, const Theme& theme);

private:
    struct Lane {
        QPolygonF points;
        int colour = 0;
        double due = 0;   ///< Dots to come, in parts of one.
        double rate = 0;  ///< Dots per second at present.
    };
    struct Dot {
        std::size_t lane = 0;
        double age = 0;
    };

    std::size_t laneBetween(const DiagramScene& scene, const ElementId& from, const ElementId& to);
    void chooseMean(double dotsAtOnce);
    void makePictures(const Theme& theme, int size);

    std::vector<Lane> m_lanes;
    std::map<std::pair<ElementId, ElementId>, std::size_t> m_places;
    std::vector<Dot> m_dots;
    std::uint64_t m_mean = 1;
    double m_wait = 0;  ///< Seconds for which rates hold.
    std::vector<QPixmap> m_pictures;
    Theme::Scheme m_scheme = Theme::Scheme::Light;
    int m_size = 0;  ///< Of the pictures, pixels.
};

}  // namespace stormglass::ui
