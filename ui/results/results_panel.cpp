// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_panel.h"

#include "scenarios/results_json.h"
#include "ui/look/figure_text.h"
#include "ui/look/theme.h"
#include "ui/look/units.h"
#include "ui/results/csv_text.h"
#include "ui/run/run_session.h"

#include <nlohmann/json.hpp>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kPixels = 8;

void copySelection(const QTableWidget& table)
{
    QString text;
    for (const QTableWidgetSelectionRange& range : table.selectedRanges()) {
        for (int row = range.topRow(); row <= range.bottomRow(); ++row) {
            QStringList cells;
            for (int column = range.leftColumn(); column <= range.rightColumn(); ++column)
                cells << table.item(row, column)->text();
            text += cells.join(u'\t') + u'\n';
        }
    }
    QGuiApplication::clipboard()->setText(text);
}

}  // namespace

ResultsPanel::ResultsPanel(RunSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_summary(new QLabel(this)), m_words(new QLineEdit(this)), m_save(new QToolButton(this)),
      m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("resultsPanel"));
    m_summary->setObjectName(QStringLiteral("resultSummary"));
    m_summary->setWordWrap(true);
    m_words->setObjectName(QStringLiteral("resultWords"));
    m_words->setPlaceholderText(tr("Filter rows"));
    m_words->setAccessibleName(tr("Filter rows by words"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(28 * kPixels);
    connect(m_words, &QLineEdit::textChanged, this, &ResultsPanel::filterRows);
    m_save->setText(tr("Save ▾"));
    m_save->setAccessibleName(tr("Save the result"));
    m_save->setAutoRaise(true);
    m_save->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_save);
    menu->addAction(tr("Save the result as JSON…"), this, [this] { askForFile(QStringLiteral("json")); });
    menu->addAction(tr("Save this table as CSV…"), this, [this] { askForFile(QStringLiteral("csv")); });
    m_save->setMenu(menu);
    m_tabs->setDocumentMode(true);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ResultsPanel::filterRows);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kPixels, kPixels / 2, kPixels, kPixels / 2);
    head->addWidget(m_summary, 1);
    head->addWidget(m_words);
    head->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_tabs, 1);
    connect(&session, &RunSession::stateChanged, this, &ResultsPanel::refresh);
    connect(&session, &RunSession::resultArrived, this, &ResultsPanel::refresh);
    whenUnitsChange(*this, [this] { refresh(); });
    refresh();
}

QString ResultsPanel::summary() const
{
    const results::RunResult* result = m_session.result();
    if (result == nullptr)
        return m_session.isUnderWay() ? tr("The figures are here when the run has ended.") : tr("Run a design to get its figures.");
    QString words = tr("%1: %2 simulated, %3 events").arg(result->design.empty() ? tr("As written") : QString::fromStdString(result->design),
                                                          secondsText(result->simulatedSeconds),
                                                          countText(static_cast<double>(result->events)));
    if (result->isPartial)
        words += tr(" – stopped before its end");
    if (!result->failures.empty())
        words += tr(" – failed: %1").arg(QString::fromStdString(result->failures.front()));
    return words;
}

void ResultsPanel::refresh()
{
    const int chosen = m_tabs->currentIndex();
    while (m_tabs->count() > 0) {
        QWidget* page = m_tabs->widget(0);
        m_tabs->removeTab(0);
        page->deleteLater();
    }
    const results::RunResult* result = m_session.result();
    if (result != nullptr) {
        for (const FigureTable& figures : tablesOf(*result))
            m_tabs->addTab(makeTable(figures), figures.title);
        m_tabs->setCurrentIndex(std::clamp(chosen, 0, std::max(0, m_tabs->count() - 1)));
    }
    m_summary->setText(summary());
    m_save->setEnabled(result != nullptr);
    m_words->setEnabled(result != nullptr);
    filterRows();
}

QTableWidget* ResultsPanel::makeTable(const FigureTable& figures)
{
    auto* table = new QTableWidget(static_cast<int>(figures.rows.size()), static_cast<int>(figures.heads.size()), m_tabs);
    table->setAccessibleName(figures.title);
    table->setHorizontalHeaderLabels(figures.heads);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + kPixels);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int row = 0; row < table->rowCount(); ++row) {
        const FigureTable::Row& source = figures.rows[static_cast<std::size_t>(row)];
        for (int column = 0; column < table->columnCount(); ++column) {
            auto* cell = new QTableWidgetItem(column < source.cells.size() ? source.cells[column] : QString());
            const bool isNumber = !cell->text().isEmpty() && (cell->text().front().isDigit() || cell->text() == QStringLiteral("–"));
            cell->setTextAlignment((isNumber && column > 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            cell->setToolTip(source.help.isEmpty() ? cell->text() : source.help);
            if (source.isWrong)
                cell->setForeground(Theme::of(palette()).danger);
            table->setItem(row, column, cell);
        }
    }
    table->resizeColumnsToContents();
    auto* copy = new QAction(tr("Copy"), table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, table, [table] { copySelection(*table); });
    table->addAction(copy);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    return table;
}

void ResultsPanel::filterRows()
{
    auto* table = qobject_cast<QTableWidget*>(m_tabs->currentWidget());
    if (table == nullptr)
        return;
    const QString words = m_words->text().trimmed();
    for (int row = 0; row < table->rowCount(); ++row) {
        bool isWanted = words.isEmpty();
        for (int column = 0; column < table->columnCount() && !isWanted; ++column)
            isWanted = table->item(row, column)->text().contains(words, Qt::CaseInsensitive);
        table->setRowHidden(row, !isWanted);
    }
}

QString ResultsPanel::toJsonText() const { return QString::fromStdString(toJson(*m_session.result()).dump(2)) + u'\n'; }

void ResultsPanel::askForFile(const QString& suffix)
{
    const auto* table = qobject_cast<QTableWidget*>(m_tabs->currentWidget());
    QString path = QFileDialog::getSaveFileName(this, tr("Save the result"), QStringLiteral("result.") + suffix, QStringLiteral("*.") + suffix);
    if (path.isEmpty() || m_session.result() == nullptr)
        return;
    if (!path.endsWith(u'.' + suffix))
        path += u'.' + suffix;
    const bool isTable = suffix == QStringLiteral("csv") && table != nullptr;
    if (const QString trouble = saveText(path, isTable ? tableToCsv(*table->model()) : toJsonText()); !trouble.isEmpty())
        QMessageBox::warning(this, tr("Save the result"), trouble);
}

}  // namespace stormglass::ui
