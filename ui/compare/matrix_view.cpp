// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/matrix_view.h"

#include "scenarios/experiments_json.h"
#include "scenarios/json_text.h"
#include "ui/compare/heat_map.h"
#include "ui/compare/task_bar.h"
#include "ui/document/scenario_document.h"

#include <nlohmann/json.hpp>

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stormglass::ui {
namespace {

QString singlePointWords(const results::FaultMatrix& matrix)
{
    QString words;
    for (const results::MatrixBaseline& design : matrix.designs) {
        QStringList names;
        for (const std::string& point : design.singlePoints)
            names << QString::fromStdString(point).toHtmlEscaped();
        const QString name = QString::fromStdString(design.design).toHtmlEscaped();
        words += QStringLiteral("<p style='margin:4px 0'>")
            + (names.isEmpty() ? MatrixView::tr("<b>%1</b> has no single point of failure.").arg(name)
                               : MatrixView::tr("<b>%1</b> stops without: %2").arg(name, names.join(QStringLiteral(", "))))
            + QStringLiteral("</p>");
    }
    return words;
}

}  // namespace

MatrixView::MatrixView(QString program, ScenarioDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_process(std::move(program)), m_points(new QLabel), m_scroll(new QScrollArea),
      m_map(new HeatMap), m_details(new QLabel)
{
    setObjectName(QStringLiteral("matrixView"));
    m_task = new TaskBar(m_process, tr("Break everything by turns"), tr("Runs every fault in every design, one at a time, on the same traffic"));
    m_points->setObjectName(QStringLiteral("singlePoints"));
    m_points->setWordWrap(true);
    m_points->setContentsMargins(16, 8, 16, 8);
    m_points->hide();
    m_details->setObjectName(QStringLiteral("details"));
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setContentsMargins(16, 8, 16, 8);
    m_details->hide();
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidget(m_map);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_task);
    layout->addWidget(m_points);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_details);
    connect(m_task, &TaskBar::startRequested, this, &MatrixView::start);
    connect(m_map, &HeatMap::cellActivated, this, &MatrixView::open);
    connect(m_map, &HeatMap::currentChanged, this, &MatrixView::showDetails);
    connect(&m_process, &ToolProcess::finished, this, &MatrixView::takeReport);
    connect(&m_process, &ToolProcess::failed, this, [this](const QString& why) {
        m_task->refresh();
        m_task->say(why);
    });
}

void MatrixView::start()
{
    m_process.start(QStringLiteral("chaos"), m_document.text(), {QStringLiteral("--matrix"), QStringLiteral("--jobs"), QString::number(m_jobs)});
    m_task->refresh();
}

void MatrixView::takeReport()
{
    m_task->refresh();
    Json json;
    if (!readJson(m_process.report().toStdString(), json).empty())
        return m_task->say(tr("There is no report: %1").arg(m_process.lastWords()));
    const Result<results::FaultMatrix> matrix = readFaultMatrix(json);
    if (!matrix)
        return m_task->say(tr("The report cannot be read: %1").arg(QString::fromStdString(matrix.message())));
    setMatrix(matrix.value());
    Q_EMIT matrixArrived();
}

void MatrixView::setMatrix(const results::FaultMatrix& matrix)
{
    m_matrix = matrix;
    m_map->setMatrix(matrix);
    m_points->setText(singlePointWords(matrix));
    m_points->show();
    m_details->hide();
    m_task->say(matrix.isPartial ? tr("Ended early: cells with a question mark were not run")
                                 : tr("Flows harmed, of 100 that came while the fault lasted; more are harmed where it outlives itself. ● marks a single point of failure. Click a cell to watch it"));
}

void MatrixView::showDetails(int row, int column)
{
    m_details->setText(m_map->wordsOf(row, column));
    m_details->show();
    const QRect cell = m_map->rectOf(row, column);
    m_scroll->ensureVisible(cell.center().x(), cell.center().y(), cell.width(), cell.height());
}

void MatrixView::open(int row, int column)
{
    const results::MatrixRow& line = m_matrix.rows[static_cast<std::size_t>(row)];
    Q_EMIT openRun(QString::fromStdString(line.cells[static_cast<std::size_t>(column)].design), line.chaos);
}

}  // namespace stormglass::ui
