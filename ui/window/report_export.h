// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run leaves for people and programs that were not there: reports, and its series as numbers.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/run/run_session.h"
#include "ui/run/tool_process.h"

#include <QAction>
#include <QMenu>
#include <QTemporaryDir>

#include <memory>

namespace stormglass::ui {

class NoticeBar;

/// Reports are made by the command line program from the very result that the window shows, so they look like its own.
class ReportExport final : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    ReportExport(const QString& program, ScenarioDocument& document, RunSession& session, NoticeBar& notices, QWidget& window);

    void addTo(QMenu& menu);
    /// By the end of the name: ".html", ".json", ".csv". written() follows, or a notice that tells why not.
    void write(const QString& path);

Q_SIGNALS:
    void written(const QString& path);

private:
    void addEntry(QMenu& menu, const QString& words, const QString& suffix);
    void ask(const QString& suffix);
    void makeReport(const QString& path);
    void takeReport();
    void refresh();
    void tell(const QString& trouble, const QString& path);
    [[nodiscard]] std::string scenarioOfRun() const;

    ScenarioDocument& m_document;
    RunSession& m_session;
    NoticeBar& m_notices;
    QWidget& m_window;
    ToolProcess m_process;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;  ///< Of the report that is being made.
    QList<QAction*> m_reports;
    QAction* m_series = nullptr;
};

}  // namespace stormglass::ui
