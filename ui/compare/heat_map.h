// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every fault does to every design, as colours.
#pragma once

#include "models/results/fault_matrix.h"

#include <QWidget>

namespace stormglass::ui {

/// A row for each fault, the worst first; a column for each design. Arrows move, Enter and a click open.
class HeatMap final : public QWidget {
    Q_OBJECT

public:
    explicit HeatMap(QWidget* parent = nullptr);

    void setMatrix(const results::FaultMatrix& matrix);
    [[nodiscard]] QRect rectOf(int row, int column) const;
    [[nodiscard]] QString wordsOf(int row, int column) const;
    [[nodiscard]] int currentRow() const { return m_row; }
    [[nodiscard]] int currentColumn() const { return m_column; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cellActivated(int row, int column);
    void currentChanged(int row, int column);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] const results::MatrixCell* findCell(int row, int column) const;
    [[nodiscard]] QPoint cellAt(const QPoint& place) const;  ///< Column and row; -1: none.
    [[nodiscard]] int columns() const { return static_cast<int>(m_matrix.designs.size()); }
    [[nodiscard]] int rows() const { return static_cast<int>(m_matrix.rows.size()); }
    [[nodiscard]] bool isSinglePoint(int row, int column) const;
    void choose(int row, int column);
    void paintRow(QPainter& painter, int row) const;
    void paintCell(QPainter& painter, int row, int column) const;

    results::FaultMatrix m_matrix;
    int m_row = -1;
    int m_column = -1;
    QPoint m_hovered{-1, -1};
};

}  // namespace stormglass::ui
