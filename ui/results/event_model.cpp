// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/event_model.h"

#include "ui/run/event_colour.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/time_text.h"

#include <QGuiApplication>

namespace stormglass::ui {

EventModel::EventModel(RunSession& session, QObject* parent) : QAbstractTableModel(parent), m_session(session)
{
    connect(&session, &RunSession::recorded, this, &EventModel::takeNews);
    connect(&session, &RunSession::rosterKnown, this, &EventModel::takeNews);
    takeNews();
}

void EventModel::takeNews()
{
    const int count = static_cast<int>(m_session.recording().events().size());
    if (count < m_known) {
        beginResetModel();
        m_known = count;
        endResetModel();
    } else if (count > m_known) {
        beginInsertRows({}, m_known, count - 1);
        m_known = count;
        endInsertRows();
    }
}

int EventModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_known; }
int EventModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

const results::RunEvent& EventModel::event(int row) const
{
    return m_session.recording().events().at(static_cast<std::size_t>(row));
}

QString EventModel::kindWord(results::RunEvent::Kind kind)
{
    using enum results::RunEvent::Kind;
    switch (kind) {
    case FaultBegan:
        return tr("Fault began");
    case FaultEnded:
        return tr("Fault ended");
    case InstanceDown:
        return tr("Instance down");
    case InstanceUp:
        return tr("Instance up");
    case LimitExceeded:
        return tr("Limit exceeded");
    case LimitKept:
        return tr("Back to normal");
    }
    return {};
}

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    // A new run may have emptied the recording before this model has heard of it.
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_session.recording().events().size())
        return {};
    const results::RunEvent& row = event(index.row());
    if (role == Qt::ForegroundRole && index.column() == Kind)
        return eventColour(row.kind, Theme::of(QGuiApplication::palette()));
    if (role == Qt::TextAlignmentRole && index.column() == Time)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Time:
        return clockText(row.at, 0.001);
    case Kind:
        return kindWord(row.kind);
    case Subject:
        return QString::fromStdString(row.subject);
    case Text:
        return QString::fromStdString(row.text);
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == Time)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    const QString words[] = {tr("Time"), tr("Event"), tr("Part"), tr("What happened")};
    return section >= 0 && section < ColumnCount ? words[section] : QVariant();
}

void EventFilter::setWords(const QString& words)
{
    m_words = words.trimmed();
    invalidateFilter();
}

void EventFilter::setKind(int kind)
{
    m_kind = kind;
    invalidateFilter();
}

void EventFilter::setSubject(const QString& subject)
{
    m_subject = subject;
    invalidateFilter();
}

bool EventFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const results::RunEvent& event = static_cast<const EventModel*>(sourceModel())->event(row);
    if (m_kind >= 0 && static_cast<int>(event.kind) != m_kind)
        return false;
    const QString subject = QString::fromStdString(event.subject);
    if (!m_subject.isEmpty() && subject != m_subject)
        return false;
    return m_words.isEmpty() || subject.contains(m_words, Qt::CaseInsensitive)
        || QString::fromStdString(event.text).contains(m_words, Qt::CaseInsensitive);
}

}  // namespace stormglass::ui
