// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/event_log_panel.h"

#include "ui/document/selection.h"
#include "ui/results/csv_text.h"
#include "ui/results/event_model.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kStep = 8;

ElementKind elementKindOf(results::SubjectKind kind)
{
    switch (kind) {
    case results::SubjectKind::Flow:
        return ElementKind::Flow;
    case results::SubjectKind::Component:
        return ElementKind::Component;
    case results::SubjectKind::Channel:
        return ElementKind::Channel;
    case results::SubjectKind::Fault:
        return ElementKind::Fault;
    }
    return ElementKind::Scenario;
}

}  // namespace

EventLogPanel::EventLogPanel(RunSession& session, Selection* selection, QWidget* parent)
    : QWidget(parent), m_session(session), m_selection(selection), m_model(new EventModel(session, this)),
      m_filter(new EventFilter(this)), m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("eventLogPanel"));
    m_filter->setSourceModel(m_model);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    makeTable();
    layout->addWidget(m_table, 1);
    connect(&session, &RunSession::rosterKnown, this, &EventLogPanel::refreshSubjects);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &EventLogPanel::refreshCount);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &EventLogPanel::refreshCount);
    refreshSubjects();
    refreshCount();
}

QWidget* EventLogPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(kStep, kStep / 2, kStep, kStep / 2);
    layout->setSpacing(kStep);
    m_words = new QLineEdit(head);
    m_words->setObjectName(QStringLiteral("eventWords"));
    m_words->setPlaceholderText(tr("Filter events"));
    m_words->setAccessibleName(tr("Filter events by words"));
    m_words->setClearButtonEnabled(true);
    connect(m_words, &QLineEdit::textChanged, m_filter, &EventFilter::setWords);
    m_kinds = new QComboBox(head);
    m_kinds->setObjectName(QStringLiteral("eventKinds"));
    m_kinds->setAccessibleName(tr("Kind of event"));
    m_kinds->addItem(tr("All events"), -1);
    for (int kind = 0; kind <= static_cast<int>(results::RunEvent::Kind::LimitKept); ++kind)
        m_kinds->addItem(EventModel::kindWord(static_cast<results::RunEvent::Kind>(kind)), kind);
    connect(m_kinds, &QComboBox::currentIndexChanged, this, [this] { m_filter->setKind(m_kinds->currentData().toInt()); });
    m_subjects = new QComboBox(head);
    m_subjects->setObjectName(QStringLiteral("eventSubjects"));
    m_subjects->setAccessibleName(tr("Part"));
    connect(m_subjects, &QComboBox::currentIndexChanged, this,
            [this](int place) { m_filter->setSubject(place > 0 ? m_subjects->currentText() : QString()); });
    m_count = new QLabel(head);
    m_count->setObjectName(QStringLiteral("eventCount"));
    auto* save = new QToolButton(head);
    save->setText(tr("Save CSV…"));
    save->setAutoRaise(true);
    connect(save, &QToolButton::clicked, this, &EventLogPanel::askForFile);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_kinds);
    layout->addWidget(m_subjects);
    layout->addWidget(m_count);
    layout->addWidget(save);
    return head;
}

void EventLogPanel::makeTable()
{
    m_table->setObjectName(QStringLiteral("eventTable"));
    m_table->setAccessibleName(tr("Events of the run"));
    m_table->setModel(m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kStep);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(EventModel::Time, 12 * kStep);
    m_table->setColumnWidth(EventModel::Kind, 16 * kStep);
    m_table->setColumnWidth(EventModel::Subject, 22 * kStep);
    connect(m_table, &QTableView::clicked, this, &EventLogPanel::showRow);
    connect(m_table, &QTableView::activated, this, &EventLogPanel::showRow);
    auto* copy = new QAction(tr("Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(selectedText()); });
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void EventLogPanel::refreshCount()
{
    const int shown = m_filter->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(shown == all ? tr("Events: %1").arg(all) : tr("%1 of %2").arg(shown).arg(all));
    // Who follows the run sees the newest line.
    if (m_session.isUnderWay() && m_session.isFollowing())
        m_table->scrollToBottom();
}

void EventLogPanel::refreshSubjects()
{
    const QString chosen = m_subjects->currentIndex() > 0 ? m_subjects->currentText() : QString();
    m_subjects->clear();
    m_subjects->addItem(tr("All parts"));
    const results::Roster& roster = m_session.roster();
    for (const auto* names : {&roster.components, &roster.channels, &roster.flows}) {
        for (const std::string& name : *names)
            m_subjects->addItem(QString::fromStdString(name));
    }
    m_subjects->setCurrentIndex(std::max(0, m_subjects->findText(chosen)));
}

void EventLogPanel::showRow(const QModelIndex& index)
{
    const results::RunEvent event = m_model->event(m_filter->mapToSource(index).row());
    m_session.showAt(event.at);
    if (m_selection != nullptr)
        m_selection->reveal({elementKindOf(event.subjectKind), event.subject});
    Q_EMIT momentChosen(event.at);
}

QString EventLogPanel::toCsv() const { return tableToCsv(*m_filter); }

QString EventLogPanel::selectedText() const
{
    QStringList lines;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int column = 0; column < EventModel::ColumnCount; ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void EventLogPanel::askForFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the events"), QStringLiteral("events.csv"), QStringLiteral("*.csv"));
    if (path.isEmpty())
        return;
    if (const QString trouble = saveText(path, toCsv()); !trouble.isEmpty())
        QMessageBox::warning(this, tr("Save the events"), trouble);
}

}  // namespace stormglass::ui
