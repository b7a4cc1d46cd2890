// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One design of a comparison: its diagram, and its key figures below.
#pragma once

#include "ui/compare/key_figures.h"

#include <QColor>
#include <QFrame>
#include <QTimer>

class QLabel;

namespace stormglass::ui {

/// The figures of one run, big, each with its course.
class FigureStrip final : public QWidget {
    Q_OBJECT

public:
    explicit FigureStrip(const QColor& colour, QWidget* parent = nullptr);

    void setFigures(std::vector<KeyFigure> figures);
    [[nodiscard]] const std::vector<KeyFigure>& figures() const { return m_figures; }
    [[nodiscard]] QSize sizeHint() const override { return {400, 72}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 72}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintFigure(QPainter& painter, const QRectF& area, const KeyFigure& figure) const;

    const QColor m_colour;
    std::vector<KeyFigure> m_figures;
};

class DesignPane final : public QFrame {
    Q_OBJECT

public:
    /// \p view may be null; the session outlives the pane.
    DesignPane(const QString& design, RunSession& session, QWidget* view, const QColor& colour, QWidget* parent = nullptr);

    [[nodiscard]] FigureStrip& strip() const { return *m_strip; }
    void refreshNow();

private:
    RunSession& m_session;
    QLabel* m_state;
    FigureStrip* m_strip;
    QTimer m_refresh;
};

}  // namespace stormglass::ui
