// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two to four designs side by side: the same traffic, the same faults, one clock.
#pragma once

#include "ui/compare/common_clock.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QSplitter;
class QTabWidget;
class QToolButton;

namespace stormglass::ui {

class DesignPane;
class RunSession;
class ScenarioDocument;
class StatisticsPanel;

class CompareView final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostDesigns = 4;
    /// A view of one run, such as a diagram; the view is deleted before the session.
    using ViewFactory = std::function<QWidget*(const QString& design, RunSession* session)>;
    /// A view of all of them, such as charts on one scale.
    using ChartsFactory = std::function<QWidget*(const std::vector<std::pair<QString, RunSession*>>& runs)>;

    CompareView(QString program, ScenarioDocument& document, QWidget* parent = nullptr);
    ~CompareView() override;

    /// To be set before the first start.
    void setViewFactory(ViewFactory factory) { m_makeView = std::move(factory); }
    void setChartsFactory(ChartsFactory factory) { m_makeCharts = std::move(factory); }

    [[nodiscard]] QStringList chosenDesigns() const;
    void chooseDesigns(const QStringList& designs);
    /// Runs the scenario as it is now; runs before are ended.
    void start();
    void setPace(double pace);
    [[nodiscard]] double pace() const;

    [[nodiscard]] CommonClock& clock() { return m_clock; }
    [[nodiscard]] std::vector<RunSession*> sessions() const;
    [[nodiscard]] const std::vector<DesignPane*>& panes() const { return m_panes; }
    [[nodiscard]] StatisticsPanel& statistics() const { return *m_statistics; }
    /// Brings them to the front of what lies below the runs.
    void showStatistics();

    /// A fault as a JSON object in the words of "chaos", into all designs.
    void inject(const std::string& fault) { m_clock.inject(fault); }

Q_SIGNALS:
    void started();
    void message(const QString& words);

private:
    [[nodiscard]] QWidget* makeHead();
    void makePaces();
    void refreshDesigns();
    void refreshState();
    void makeRoomForPanes(bool isNeeded);
    void rebuild();
    void clearRuns();
    void togglePlay();

    const QString m_program;
    ScenarioDocument& m_document;
    ViewFactory m_makeView;
    ChartsFactory m_makeCharts;
    CommonClock m_clock;
    std::vector<std::unique_ptr<RunSession>> m_sessions;
    std::vector<DesignPane*> m_panes;
    std::vector<QToolButton*> m_boxes;
    QBoxLayout* m_boxLayout;
    QToolButton* m_play;
    QToolButton* m_step;
    QToolButton* m_stop;
    QToolButton* m_live;
    QComboBox* m_pace;
    QSplitter* m_panesArea;
    QWidget* m_line;
    QLabel* m_hint;
    QWidget* m_upper;  ///< The hint, or the panes and their line of time.
    QSplitter* m_halves;
    QTabWidget* m_below;
    QWidget* m_charts = nullptr;
    StatisticsPanel* m_statistics;
};

}  // namespace stormglass::ui
