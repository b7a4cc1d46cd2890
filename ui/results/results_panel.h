// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of a run that has ended.
#pragma once

#include "ui/results/result_tables.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTabWidget;
class QTableWidget;
class QToolButton;

namespace stormglass::ui {

class RunSession;

class ResultsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ResultsPanel(RunSession& session, QWidget* parent = nullptr);

    /// The result as the JSON text that the command line knows. Precondition: there is one.
    [[nodiscard]] QString toJsonText() const;
    [[nodiscard]] QTabWidget& tabs() const { return *m_tabs; }

private:
    void refresh();
    void filterRows();
    [[nodiscard]] QTableWidget* makeTable(const FigureTable& figures);
    [[nodiscard]] QString summary() const;
    void askForFile(const QString& suffix);

    RunSession& m_session;
    QLabel* m_summary;
    QLineEdit* m_words;
    QToolButton* m_save;
    QTabWidget* m_tabs;
};

}  // namespace stormglass::ui
