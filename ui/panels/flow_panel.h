// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The storyboard of a flow, and the designs that it can be built in.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QWidget>

class QComboBox;
class QTabBar;
class QToolButton;

namespace stormglass::ui {

class FlowBoard;

class FlowPanel final : public QWidget {
    Q_OBJECT

public:
    FlowPanel(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] FlowBoard& board() { return *m_board; }

Q_SIGNALS:
    /// The diagram is to show the wiring of that design; empty: the scenario as it is written.
    void designChosen(const QString& design);

private:
    void makeTools();
    void refresh();
    void followSelection();
    void addStepAfterSelected();
    void addFlow();
    void moveSelected(int by);

    ScenarioDocument& m_document;
    Selection& m_selection;
    QComboBox* m_flows;
    QTabBar* m_designs;
    FlowBoard* m_board;
    std::vector<QToolButton*> m_stepTools;
};

}  // namespace stormglass::ui
