// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole diagram, small, with the part that is in sight.
#pragma once

#include <QPixmap>
#include <QWidget>

namespace stormglass::ui {

class DiagramView;

class Minimap final : public QWidget {
    Q_OBJECT

public:
    explicit Minimap(DiagramView& view, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {208, 136}; }
    /// Where a point of the diagram is shown.
    [[nodiscard]] QPointF fromScene(QPointF point) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void follow(QPointF point);
    void paintPicture();
    [[nodiscard]] double scale() const;
    [[nodiscard]] QRectF shownPart() const;

    DiagramView& m_view;
    QPixmap m_picture;
    bool m_isStale = true;
};

}  // namespace stormglass::ui
