// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/report_export.h"

#include "scenarios/worker_protocol.h"
#include "ui/results/csv_text.h"
#include "ui/results/series_csv.h"
#include "ui/run/recording.h"
#include "ui/window/notice_bar.h"

#include <nlohmann/json.hpp>

#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>

namespace stormglass::ui {

ReportExport::ReportExport(const QString& program, ScenarioDocument& document, RunSession& session, NoticeBar& notices, QWidget& window)
    : m_document(document), m_session(session), m_notices(notices), m_window(window), m_process(program)
{
    connect(&m_process, &ToolProcess::finished, this, &ReportExport::takeReport);
    connect(&m_process, &ToolProcess::failed, this, [this](const QString& why) { tell(tr("There is no report: %1").arg(why), m_path); });
    connect(&m_session, &RunSession::stateChanged, this, &ReportExport::refresh);
    connect(&m_session, &RunSession::resultArrived, this, &ReportExport::refresh);
    connect(&m_session, &RunSession::recorded, this, &ReportExport::refresh);
}

void ReportExport::addTo(QMenu& menu)
{
    addEntry(menu, tr("Report of the Run as &HTML…"), QStringLiteral("html"));
    addEntry(menu, tr("Report of the Run as &JSON…"), QStringLiteral("json"));
    addEntry(menu, tr("All &Series as CSV…"), QStringLiteral("csv"));
    m_reports = menu.actions();
    m_series = m_reports.takeLast();
    refresh();
}

void ReportExport::addEntry(QMenu& menu, const QString& words, const QString& suffix)
{
    QAction* action = menu.addAction(words, this, [this, suffix] { ask(suffix); });
    action->setObjectName(QStringLiteral("export:") + suffix);
    action->setToolTip(tr("There is nothing to tell before a run"));
}

void ReportExport::refresh()
{
    for (QAction* action : m_reports)
        action->setEnabled(m_session.result() != nullptr);
    if (m_series != nullptr)
        m_series->setEnabled(!m_session.recording().isEmpty());
}

void ReportExport::ask(const QString& suffix)
{
    const QString name = m_document.title().section(u'.', 0, 0) + (suffix == u"csv" ? QStringLiteral("-series.") : QStringLiteral("-report."));
    QString path = QFileDialog::getSaveFileName(&m_window, tr("Save what the run has shown"), name + suffix,
                                                tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix() != suffix)
        path += u'.' + suffix;
    write(path);
}

void ReportExport::write(const QString& path)
{
    if (!path.endsWith(QStringLiteral(".csv")))
        return makeReport(path);
    tell(saveText(path, seriesToCsv(m_session.roster(), m_session.recording().tallies().points())), path);
}

/// That was run, with what was injected meanwhile.
std::string ReportExport::scenarioOfRun() const
{
    Json scenario = Json::parse(m_session.wish().scenario, nullptr, false);
    for (const std::string& fault : m_session.injectedFaults())
        scenario["chaos"].push_back(Json::parse(fault, nullptr, false));
    return scenario.dump();
}

void ReportExport::makeReport(const QString& path)
{
    if (m_session.result() == nullptr)
        return;
    m_path = path;
    m_folder = std::make_unique<QTemporaryDir>();
    const QString runs = m_folder->filePath(QStringLiteral("runs"));
    if (const QString trouble = saveText(runs, QString::fromStdString(toLine(Reply{*m_session.result()}))); !trouble.isEmpty())
        return tell(trouble, path);
    const QString name = m_document.filePath().isEmpty() ? m_document.title() : m_document.filePath();
    QStringList arguments{QStringLiteral("--of"), runs, QStringLiteral("--as"), name, QStringLiteral("--quiet"), QStringLiteral("--exit-zero")};
    if (path.endsWith(QStringLiteral(".html")))
        arguments << QStringLiteral("--html") << path;
    m_process.start(QStringLiteral("report"), scenarioOfRun(), arguments);
}

void ReportExport::takeReport()
{
    m_folder.reset();
    const bool isPage = m_path.endsWith(QStringLiteral(".html"));
    tell(isPage ? QString() : saveText(m_path, QString::fromUtf8(m_process.report())), m_path);
}

void ReportExport::tell(const QString& trouble, const QString& path)
{
    if (!trouble.isEmpty())
        return m_notices.show(NoticeBar::Tone::Error, trouble);
    m_notices.show(NoticeBar::Tone::Information, tr("Written to %1.").arg(path),
                   {{tr("Open It"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }}});
    Q_EMIT written(path);
}

}  // namespace stormglass::ui
