// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts of one run, or of several on one scale of time.
#pragma once

#include "models/results/frame.h"

#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QAction;
class QGridLayout;
class QLabel;
class QScrollArea;

namespace stormglass::ui {

class Chart;
class RunSession;
class Selection;

/// Charts are drawn again when there is news, a few times a second and never so often that drawing takes more than a small
/// share of the time.
class ChartsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChartsPanel(QWidget* parent = nullptr);

    /// With one session, lines have colours of their own; with several, each session has one. The session outlives the panel
    /// or is removed before.
    void addSession(RunSession* session, const QString& name);
    void clearSessions();
    /// Whose utilisation is shown; empty: that of the busiest.
    void setComponent(const std::string& name);
    /// The component that is selected alone is the one that is shown.
    void followSelection(Selection* selection);

    [[nodiscard]] const std::vector<Chart*>& charts() const { return m_charts; }
    [[nodiscard]] Chart* findChart(const char* name) const;
    /// Shows what is known now, for who cannot wait.
    void refreshNow();

Q_SIGNALS:
    /// All sessions show it already.
    void momentChosen(double seconds);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Source {
        RunSession* session = nullptr;
        QString name;
    };

    [[nodiscard]] QWidget* makeHead();
    void makeActions();
    [[nodiscard]] QWidget* makeChooser(QWidget* head);
    void makeCharts();
    void refreshSoon();
    void refreshMoment();
    void refreshRange();
    void refreshChart(Chart& chart, const std::vector<std::vector<results::Frame>>& windows);
    void chooseMoment(double seconds);
    void chooseRange(double from, double to);
    void arrange();
    [[nodiscard]] double endOfAll() const;
    /// The length over which figures are added up, so that the charts are no noise: a few pixels.
    [[nodiscard]] double windowOf(double range) const;

    std::vector<Source> m_sources;
    std::vector<Chart*> m_charts;
    std::string m_component;
    QTimer m_refresh;
    QScrollArea* m_scroll;
    QWidget* m_page;
    QGridLayout* m_grid;
    QLabel* m_hint;
    QAction* m_log;
    QAction* m_all;
    int m_columns = 0;
    bool m_isZoomed = false;
    double m_from = 0;
    double m_to = 1;
};

}  // namespace stormglass::ui
