// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one command of the history: from one state of the document to another.
#pragma once

#include "ui/document/scenario_document.h"

#include <QUndoCommand>

namespace stormglass::ui {

/// States before and after, whole: a scenario is a value of some hundred kilobytes at most, neighbours in the history share
/// their states, and no undo can leave anything behind.
class EditScenario final : public QUndoCommand {
public:
    EditScenario(ScenarioDocument& document, const QString& words, std::shared_ptr<const Snapshot> before,
                 std::shared_ptr<const Snapshot> after, Gesture gesture);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    ScenarioDocument& m_document;
    const std::shared_ptr<const Snapshot> m_before;
    std::shared_ptr<const Snapshot> m_after;
    const Gesture m_gesture;
};

}  // namespace stormglass::ui
