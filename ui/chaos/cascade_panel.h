// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the faults of a run do: order of impact while it goes on, and the blast radius at its end.
#pragma once

#include "models/results/cascade.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QBoxLayout;
class QLabel;
class QToolButton;
class QTreeWidgetItem;

namespace stormglass::ui {

class BlastRadiusBar;
class CascadeView;
class RunSession;
class Selection;

class CascadePanel final : public QWidget {
    Q_OBJECT

public:
    explicit CascadePanel(Selection& selection, QWidget* parent = nullptr);

    /// Null: none. It outlives the panel or is taken away before.
    void setSession(RunSession* session);
    [[nodiscard]] CascadeView& view() const { return *m_view; }
    [[nodiscard]] const std::vector<results::Cascade>& cascades() const { return m_cascades; }
    /// Shows what is known now, for who cannot wait.
    void refreshNow();
    void copyText() const;
    void copyMermaid() const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeSummary();
    void refreshSoon();
    void refreshSummary();
    void reveal(QTreeWidgetItem* item);

    Selection& m_selection;
    RunSession* m_session = nullptr;
    QBoxLayout* m_halves = nullptr;  ///< The list, and the summary below or beside it.
    QTimer m_refresh;
    std::vector<results::Cascade> m_cascades;
    double m_until = -1;
    CascadeView* m_view;
    QLabel* m_hint;
    QToolButton* m_copy;
    QWidget* m_summary;
    QLabel* m_title;
    BlastRadiusBar* m_bar;
    QLabel* m_figures;
};

}  // namespace stormglass::ui
