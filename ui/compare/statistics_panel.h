// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Designs compared over many replications: differences with their significance, and a verdict in words.
#pragma once

#include "models/results/report.h"
#include "ui/run/tool_process.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSpinBox;

namespace stormglass::ui {

class DifferenceTable;
class ScenarioDocument;
class TaskBar;

class StatisticsPanel final : public QWidget {
    Q_OBJECT

public:
    StatisticsPanel(QString program, ScenarioDocument& document, QWidget* parent = nullptr);

    /// Those that are compared; the first one is what the others are compared with.
    void setDesigns(const QStringList& designs);
    /// How many runs go on at a time; 2 by default.
    void setJobs(int jobs) { m_jobs = jobs; }
    void start();
    [[nodiscard]] ToolProcess& process() { return m_process; }
    [[nodiscard]] DifferenceTable& table() const { return *m_table; }
    [[nodiscard]] const results::Report& report() const { return m_report; }

Q_SIGNALS:
    void reportArrived();

private:
    void takeReport();
    void showFigures();
    void showVerdicts();

    ScenarioDocument& m_document;
    ToolProcess m_process;
    QStringList m_designs;
    int m_jobs = 2;
    results::Report m_report;
    TaskBar* m_task;
    QSpinBox* m_replications;
    QLineEdit* m_filter;
    DifferenceTable* m_table;
    QLabel* m_verdicts;
};

}  // namespace stormglass::ui
