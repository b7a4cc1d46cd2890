// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The events of a run as a table.
#pragma once

#include "models/results/frame.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace stormglass::ui {

class RunSession;

class EventModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Kind, Subject, Text, ColumnCount };

    explicit EventModel(RunSession& session, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const results::RunEvent& event(int row) const;
    [[nodiscard]] static QString kindWord(results::RunEvent::Kind kind);

private:
    void takeNews();

    RunSession& m_session;
    int m_known = 0;  ///< Rows that views know of.
};

/// Rows that fit what the user looks for.
class EventFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString& words);
    /// -1: all.
    void setKind(int kind);
    /// Empty: all.
    void setSubject(const QString& subject);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_words;
    int m_kind = -1;
    QString m_subject;
};

}  // namespace stormglass::ui
