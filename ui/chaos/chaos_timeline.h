// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The faults of the scenario along the time of the run, to be planned; and those of a run that were injected by hand.
#pragma once

#include "ui/chaos/fault_popup.h"
#include "ui/document/scenario_document.h"

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace stormglass::ui {

class ChaosLanes;
class MonkeySwitch;
class RunSession;
class Selection;

class ChaosTimeline final : public QWidget {
    Q_OBJECT

public:
    ChaosTimeline(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);

    /// Shows its moment and its injected faults; null: none. It outlives the timeline or is taken away before.
    void setSession(RunSession* session);
    [[nodiscard]] ChaosLanes& lanes() const { return *m_lanes; }

    /// Appends what was injected by hand to the faults of the scenario: one step of the history.
    void keepInjected();
    /// Writes a copy of the scenario with it. Returns why it could not; empty: it did.
    [[nodiscard]] QString saveExperimentAs(const QString& path) const;

Q_SIGNALS:
    void message(const QString& words);

private:
    [[nodiscard]] QWidget* makeHead();
    void showAddMenu(double seconds, const QPoint& globalPlace);
    void showBarMenu(const QPoint& globalPlace);
    void askForFile();
    void refreshActions();
    [[nodiscard]] std::vector<spec::Fault> injectedFaults() const;

    ScenarioDocument& m_document;
    Selection& m_selection;
    RunSession* m_session = nullptr;
    ChaosLanes* m_lanes;
    QToolButton* m_add;
    MonkeySwitch* m_monkey;
    QAction* m_duplicate;
    QAction* m_delete;
    QAction* m_keep;
    QAction* m_save;
};

}  // namespace stormglass::ui
