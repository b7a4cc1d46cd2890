// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happened in a run, line by line: to be filtered, copied, and led from to the moment and the part.
#pragma once

#include "ui/document/element_id.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace stormglass::ui {

class EventFilter;
class EventModel;
class RunSession;
class Selection;

class EventLogPanel final : public QWidget {
    Q_OBJECT

public:
    /// \p selection may be null: then nothing is revealed.
    EventLogPanel(RunSession& session, Selection* selection, QWidget* parent = nullptr);

    /// The rows that are shown, the whole table with its heads; the others are left out.
    [[nodiscard]] QString toCsv() const;
    /// The rows that are selected, for a spreadsheet.
    [[nodiscard]] QString selectedText() const;

Q_SIGNALS:
    /// The session shows it already.
    void momentChosen(double seconds);

private:
    [[nodiscard]] QWidget* makeHead();
    void makeTable();
    void showRow(const QModelIndex& index);
    void refreshSubjects();
    void refreshCount();
    void askForFile();

    RunSession& m_session;
    Selection* m_selection;
    EventModel* m_model;
    EventFilter* m_filter;
    QTableView* m_table;
    QLineEdit* m_words;
    QComboBox* m_kinds;
    QComboBox* m_subjects;
    QLabel* m_count;
};

}  // namespace stormglass::ui
