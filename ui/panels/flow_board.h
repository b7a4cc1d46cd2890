// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The steps of a flow as cards, from left to right.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QWidget>

namespace stormglass::ui {

/// A click selects a step; a drag from one card to another lets the second come after the first, or no longer. Arrow keys go
/// from step to step, Delete removes.
class FlowBoard final : public QWidget {
    Q_OBJECT

public:
    FlowBoard(ScenarioDocument& document, Selection& selection, QWidget* parent);

    void setFlow(const std::string& flow);
    [[nodiscard]] const std::string& flow() const { return m_flow; }
    /// Where the card of a step is; empty: there is none.
    [[nodiscard]] QRect cardOf(const std::string& step) const;
    /// The step that is selected; empty: none of this flow.
    [[nodiscard]] std::string selectedStep() const;
    [[nodiscard]] QSize sizeHint() const override { return m_size; }
    void refresh();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Card {
        spec::Step step;
        QRect place;
    };
    [[nodiscard]] const Card* cardAt(const QPoint& place) const;
    void drawArrows(QPainter& painter) const;
    void drawCard(QPainter& painter, const Card& card) const;
    void drawCompensation(QPainter& painter, const Card& card) const;
    void select(const std::string& step);

    ScenarioDocument& m_document;
    Selection& m_selection;
    std::string m_flow;
    std::vector<Card> m_cards;
    QSize m_size;
    std::string m_dragged;
    QPoint m_dragStart;
    QPoint m_dragEnd;
    bool m_isDragging = false;
};

}  // namespace stormglass::ui
