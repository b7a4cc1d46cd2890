// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/statistics_panel.h"

#include "scenarios/json_text.h"
#include "scenarios/results_json.h"
#include "ui/compare/difference_table.h"
#include "ui/compare/task_bar.h"
#include "ui/document/scenario_document.h"
#include "ui/look/units.h"

#include <nlohmann/json.hpp>

#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace stormglass::ui {

StatisticsPanel::StatisticsPanel(QString program, ScenarioDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_process(std::move(program)), m_replications(new QSpinBox), m_filter(new QLineEdit),
      m_table(new DifferenceTable), m_verdicts(new QLabel)
{
    setObjectName(QStringLiteral("statistics"));
    m_task = new TaskBar(m_process, tr("Compare statistically"), tr("Runs each design several times on the same traffic"));
    m_replications->setObjectName(QStringLiteral("replications"));
    m_replications->setRange(2, 100);
    m_replications->setValue(10);
    m_replications->setSuffix(tr(" replications"));
    m_replications->setAccessibleName(tr("Replications"));
    m_task->addChoice(m_replications);
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholderText(tr("Find a figure"));
    m_filter->setAccessibleName(tr("Find a figure"));
    m_filter->setClearButtonEnabled(true);
    m_verdicts->setObjectName(QStringLiteral("verdicts"));
    m_verdicts->setWordWrap(true);
    m_verdicts->setContentsMargins(16, 8, 16, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_task);
    layout->addWidget(m_verdicts);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 8);
    m_filter->setMaximumWidth(320);
    row->addWidget(m_filter);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(m_table, 1);
    m_verdicts->hide();
    m_filter->hide();
    m_table->hide();
    layout->addStretch(0);
    connect(m_task, &TaskBar::startRequested, this, &StatisticsPanel::start);
    connect(m_filter, &QLineEdit::textChanged, m_table, &DifferenceTable::setFilter);
    connect(&m_process, &ToolProcess::finished, this, &StatisticsPanel::takeReport);
    whenUnitsChange(*this, [this] { showFigures(); });
    connect(&m_process, &ToolProcess::failed, this, [this](const QString& why) {
        m_task->refresh();
        m_task->say(why);
    });
}

void StatisticsPanel::setDesigns(const QStringList& designs)
{
    m_designs = designs;
    m_task->setStartable(designs.size() >= 2, tr("Choose two designs at least"));
}

void StatisticsPanel::start()
{
    m_process.start(QStringLiteral("compare"), m_document.text(),
                    {QStringLiteral("--designs"), m_designs.join(QLatin1Char(',')), QStringLiteral("--replications"),
                     QString::number(m_replications->value()), QStringLiteral("--jobs"), QString::number(m_jobs)});
    m_task->refresh();
}

void StatisticsPanel::takeReport()
{
    m_task->refresh();
    Json json;
    if (!readJson(m_process.report().toStdString(), json).empty())
        return m_task->say(tr("There is no report: %1").arg(m_process.lastWords()));
    Result<results::Report> report = readReport(json);
    if (!report)
        return m_task->say(tr("The report cannot be read: %1").arg(QString::fromStdString(report.message())));
    m_report = std::move(report).value();
    m_task->say(m_report.isPartial ? tr("Ended early: what was measured until then")
                                   : tr("%1 replications of each design").arg(m_report.replications));
    showFigures();
    m_table->show();
    m_filter->show();
    showVerdicts();
    Q_EMIT reportArrived();
}

void StatisticsPanel::showFigures()
{
    m_table->setReport(m_report);
    m_table->setFilter(m_filter->text());
}

void StatisticsPanel::showVerdicts()
{
    QString words;
    for (const results::DesignReport& design : m_report.designs) {
        words += QStringLiteral("<p style='margin:4px 0'><b>%1</b>: %2</p>")
                     .arg(QString::fromStdString(design.design).toHtmlEscaped(), QString::fromStdString(design.verdict).toHtmlEscaped());
    }
    m_verdicts->setText(words);
    m_verdicts->setVisible(!words.isEmpty());
}

}  // namespace stormglass::ui
