// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Single flows of a run that has ended: which one, and its waterfall.
#pragma once

#include "ui/results/flow_traces.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedLayout;
class QTreeWidget;

namespace stormglass::ui {

class RunSession;
class Selection;
class TraceView;

class TracePanel final : public QWidget {
    Q_OBJECT

public:
    enum class Order { Number, Slowest, Undone };

    /// \p selection may be null: then nothing is revealed.
    TracePanel(RunSession& session, Selection* selection, QWidget* parent = nullptr);

    [[nodiscard]] TraceView& view() const { return *m_view; }

Q_SIGNALS:
    void momentChosen(double seconds);

private:
    [[nodiscard]] QWidget* makeChooser();
    void takeResult();
    void refreshList();
    void showChosen();

    RunSession& m_session;
    Selection* m_selection;
    std::vector<FlowTrace> m_traces;
    QStackedLayout* m_pages;
    QLabel* m_hint;
    QComboBox* m_order;
    QLineEdit* m_number;
    QTreeWidget* m_list;
    TraceView* m_view;
};

}  // namespace stormglass::ui
