// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One lane for each fault, with bars to be dragged and stretched.
#pragma once

#include "ui/chaos/chaos_bars.h"
#include "ui/document/scenario_document.h"

#include <QWidget>

namespace stormglass::ui {

class RunSession;
class Selection;

class ChaosLanes final : public QWidget {
    Q_OBJECT

public:
    ChaosLanes(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);

    /// Shows its moment and its injected faults; null: none.
    void setSession(RunSession* session);

    [[nodiscard]] const std::vector<ChaosBar>& bars() const { return m_bars; }
    /// Where the bar of a fault is; empty: there is none of that name.
    [[nodiscard]] QRectF rectOf(const std::string& name) const;
    [[nodiscard]] double secondsAt(double x) const;
    [[nodiscard]] double placeOf(double seconds) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// The fault of this document that is selected alone; empty: none.
    [[nodiscard]] std::string selectedFault() const;
    void duplicateSelected();
    void deleteSelected();

Q_SIGNALS:
    /// The user wants another fault at that moment.
    void addRequested(double seconds, const QPoint& globalPlace);
    void menuRequested(const QPoint& globalPlace);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Grip { None, Move, Stretch };

    void refresh();
    [[nodiscard]] QRectF rectOfRow(std::size_t row, double begin, double end) const;
    [[nodiscard]] double topOf(std::size_t row) const;
    /// The bar under the place, and what pulling there does.
    [[nodiscard]] std::pair<int, Grip> barAt(const QPointF& place) const;
    [[nodiscard]] int rowAt(double y) const;
    [[nodiscard]] double snapped(double seconds, Qt::KeyboardModifiers modifiers) const;
    void drag(const QMouseEvent& event);
    void select(int row);
    void selectNext(int by);
    void paintHead(QPainter& painter) const;
    void paintBar(QPainter& painter, std::size_t row) const;
    [[nodiscard]] QString wordsOf(const ChaosBar& bar) const;

    ScenarioDocument& m_document;
    Selection& m_selection;
    RunSession* m_session = nullptr;
    std::vector<ChaosBar> m_bars;  ///< Planned ones, then injected ones.
    std::size_t m_planned = 0;
    double m_end = 60;
    Grip m_grip = Grip::None;
    std::string m_gripped;
    double m_grippedAt = 0;   ///< Seconds under the mouse when the drag began.
    ChaosBar m_before;        ///< The bar as it was then.
    Gesture m_gesture = 0;
};

}  // namespace stormglass::ui
