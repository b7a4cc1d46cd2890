// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chaos matrix: everything broken by turns in every design, as a heat map whose cells open the run.
#pragma once

#include "models/results/fault_matrix.h"
#include "ui/run/tool_process.h"

#include <QWidget>

#include <string>

class QLabel;
class QScrollArea;

namespace stormglass::ui {

class HeatMap;
class ScenarioDocument;
class TaskBar;

class MatrixView final : public QWidget {
    Q_OBJECT

public:
    MatrixView(QString program, ScenarioDocument& document, QWidget* parent = nullptr);

    /// How many runs go on at a time; 2 by default.
    void setJobs(int jobs) { m_jobs = jobs; }
    void start();
    void setMatrix(const results::FaultMatrix& matrix);
    [[nodiscard]] const results::FaultMatrix& matrix() const { return m_matrix; }
    [[nodiscard]] HeatMap& heatMap() const { return *m_map; }
    [[nodiscard]] ToolProcess& process() { return m_process; }

Q_SIGNALS:
    void matrixArrived();
    /// \p chaos: the fault as it was run, a JSON list to be the faults of the scenario.
    void openRun(const QString& design, const std::string& chaos);

private:
    void takeReport();
    void open(int row, int column);
    void showDetails(int row, int column);

    ScenarioDocument& m_document;
    ToolProcess m_process;
    results::FaultMatrix m_matrix;
    int m_jobs = 2;
    TaskBar* m_task;
    QLabel* m_points;
    QScrollArea* m_scroll;
    HeatMap* m_map;
    QLabel* m_details;
};

}  // namespace stormglass::ui
