// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chaos matrix: everything broken by turns in every design, as a heat map whose cells open the run.
#pragma once

#include "models/results/fault_matrix.h"
#include "models/spec/scenario.h"
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

    void start();
    void setMatrix(const results::FaultMatrix& matrix);
    [[nodiscard]] const results::FaultMatrix& matrix() const { return m_matrix; }
    [[nodiscard]] HeatMap& heatMap() const { return *m_map; }
    [[nodiscard]] ToolProcess& process() { return m_process; }

Q_SIGNALS:
    void matrixArrived();
    /// \p fault as a JSON object in the words of "chaos", at the instant and of the length that it has in the matrix.
    void openRun(const QString& design, const std::string& fault);

private:
    void takeReport();
    void open(int row, int column);
    void showDetails(int row, int column);

    ScenarioDocument& m_document;
    ToolProcess m_process;
    results::FaultMatrix m_matrix;
    TaskBar* m_task;
    QLabel* m_points;
    QScrollArea* m_scroll;
    HeatMap* m_map;
    QLabel* m_details;
};

/// The fault of a row, with the default settings of its kind; nothing if the scenario has changed and it hits nothing any more.
[[nodiscard]] std::optional<spec::Fault> faultOfRow(const results::FaultMatrix& matrix, const results::MatrixRow& row,
                                                    const spec::Scenario& scenario);

}  // namespace stormglass::ui
