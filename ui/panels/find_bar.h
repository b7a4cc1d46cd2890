// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds parts of the scenario by anything that they say.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace stormglass::ui {

/// A bar for the edge of the canvas (Ctrl+F by the window). Enter and F3 go on, Shift+Enter goes back, Escape closes.
class FindBar final : public QWidget {
    Q_OBJECT

public:
    FindBar(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);

    void open();
    [[nodiscard]] const std::vector<ElementId>& found() const { return m_found; }

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void step(int by);
    void close();

    ScenarioDocument& m_document;
    Selection& m_selection;
    std::vector<ElementId> m_found;
    int m_current = -1;
    QLineEdit* m_input;
    QLabel* m_count;
};

}  // namespace stormglass::ui
