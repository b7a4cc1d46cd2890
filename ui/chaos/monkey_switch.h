// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chaos monkey of a run: on and off.
#pragma once

#include <QToolButton>

#include <string>

namespace stormglass::ui {

class RunSession;
class ScenarioDocument;

/// On, it asks for the parameters and injects the fault; off, it mends it. Without a run under way it is disabled.
class MonkeySwitch final : public QToolButton {
    Q_OBJECT

public:
    explicit MonkeySwitch(ScenarioDocument& document, QWidget* parent = nullptr);

    void setSession(RunSession* session);

private:
    void toggle();
    void refresh();
    /// The monkey that is at work; empty: none.
    [[nodiscard]] std::string current() const;

    ScenarioDocument& m_document;
    RunSession* m_session = nullptr;
};

}  // namespace stormglass::ui
