// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shows a newcomer around: one bubble after the other, each beside what it speaks of.
#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace stormglass::ui {

struct TourStop {
    QString title;
    QString words;
    /// What is lit, asked when the stop begins; null: the whole window.
    std::function<QWidget*()> about = {};
    QString deed = {};                     ///< Words of a button that does it for the user; empty: there is none.
    std::function<void()> act = {};
};

/// Lies over the window, dims all but what it speaks of, and lets the user work there meanwhile. Escape ends it.
class GuidedTour final : public QWidget {
    Q_OBJECT

public:
    GuidedTour(std::vector<TourStop> stops, QWidget* window);

    void begin();
    void next();
    void end();
    [[nodiscard]] int stop() const { return m_stop; }

Q_SIGNALS:
    void ended();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showStop();
    void placeBubble();
    [[nodiscard]] QRect lit() const;

    const std::vector<TourStop> m_stops;
    int m_stop = -1;
    QPointer<QWidget> m_about;  ///< What is lit.
    QFrame* m_bubble;
    QLabel* m_title;
    QLabel* m_words;
    QLabel* m_count;
    QPushButton* m_deed;
    QPushButton* m_next;
};

}  // namespace stormglass::ui
