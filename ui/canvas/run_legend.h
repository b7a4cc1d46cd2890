// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the colours and dots of a run mean, beside the diagram that shows one.
#pragma once

#include <QWidget>

namespace stormglass::ui {

class DiagramView;

class RunLegend final : public QWidget {
    Q_OBJECT

public:
    /// Lies on the view, in its lower left corner, while the view shows a run.
    explicit RunLegend(DiagramView& view);

    /// "Messages per dot: 5".
    [[nodiscard]] QString words() const;
    [[nodiscard]] QSize sizeHint() const override { return {232, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Where there is little room it tells of the dots only.
    [[nodiscard]] bool isWhole() const;
    void place();

    DiagramView& m_view;
};

}  // namespace stormglass::ui
