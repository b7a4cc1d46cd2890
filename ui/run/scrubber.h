// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole run as a line: what is recorded, when faults lasted, what happened; and the moment that is shown, to be moved.
#pragma once

#include <QWidget>

namespace stormglass::ui {

class RunSession;

class Scrubber final : public QWidget {
    Q_OBJECT

public:
    explicit Scrubber(RunSession& session, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Where a moment stands, in pixels from the left, and back.
    [[nodiscard]] double placeOf(double seconds) const;
    [[nodiscard]] double secondsAt(double place) const;
    /// In words, what stands at the place; for the tooltip.
    [[nodiscard]] QString wordsAt(const QPoint& place) const;

Q_SIGNALS:
    /// The user chose a moment; the session shows it already.
    void momentChosen(double seconds);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void choose(double seconds);
    void chooseFrame(qint64 number);
    [[nodiscard]] qint64 shownNumber() const;
    void tellReaders();

    RunSession& m_session;
    int m_hovered = -1;  ///< Pixels; -1: the mouse is elsewhere.
};

}  // namespace stormglass::ui
