// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/edit_scenario.h"

namespace stormglass::ui {

EditScenario::EditScenario(ScenarioDocument& document, const QString& words, std::shared_ptr<const Snapshot> before,
                           std::shared_ptr<const Snapshot> after, Gesture gesture)
    : QUndoCommand(words), m_document(document), m_before(std::move(before)), m_after(std::move(after)), m_gesture(gesture)
{
}

void EditScenario::undo() { m_document.setState(m_before); }

void EditScenario::redo() { m_document.setState(m_after); }

bool EditScenario::mergeWith(const QUndoCommand* other)
{
    const auto& next = static_cast<const EditScenario&>(*other);
    if (m_gesture == 0 || next.m_gesture != m_gesture)
        return false;
    m_after = next.m_after;
    setObsolete(m_after->scenario == m_before->scenario && m_after->base == m_before->base);
    return true;
}

}  // namespace stormglass::ui
