// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run does to the diagram: load, queues, losses and moving messages, above the items.
#pragma once

#include "ui/canvas/dot_field.h"

namespace stormglass::ui {

class RunOverlay {
public:
    explicit RunOverlay(DiagramScene& scene) : m_scene(scene) { }

    /// \p seconds on the screen until the next frame is expected; 0: nothing moves.
    void setFrame(const results::Roster& roster, const results::Frame* frame, double seconds);
    void setImpacts(std::vector<results::Impact> impacts, double now);
    [[nodiscard]] bool hasFrame() const { return !m_marks.empty(); }
    [[nodiscard]] DotField& dots() { return m_dots; }
    [[nodiscard]] const DotField& dots() const { return m_dots; }

    /// What a person wants to know of it at the moment; empty: nothing is known.
    [[nodiscard]] QString tooltipFor(const ElementId& element) const;

    /// With the painter's transform from scene to viewport.
    void paint(QPainter& painter, const QRectF& visible);

private:
    struct Mark {
        double utilisation = results::kNothing;
        double waiting = 0;
        std::int64_t instances = 0;
        std::int64_t up = 0;
        std::uint64_t drops = 0;
        QStringList lines = {};  ///< For the tooltip.
        bool isChannel = false;
    };
    struct Wound {
        int number = 0;    ///< In the order in which its fault hit, as in the list of the cascade.
        double since = 0;  ///< Seconds from the first that the fault hit.
        results::Impact impact;
        ElementId id;
    };

    void markComponent(const results::Roster& roster, std::size_t place, const results::ComponentState& state);
    void markChannel(const results::Roster& roster, std::size_t place, const results::ChannelState& state);
    void paintMark(QPainter& painter, const QRectF& rect, const Mark& mark, bool hasText) const;
    void paintWounds(QPainter& painter, bool hasText) const;
    void paintPath(QPainter& painter, const Wound& wound) const;

    DiagramScene& m_scene;
    std::map<ElementId, Mark> m_marks;
    std::vector<Wound> m_wounds;
    DotField m_dots;
};

}  // namespace stormglass::ui
