// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line that finds every action, part and kind.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QFrame>

class QAction;
class QLineEdit;
class QListWidget;

namespace stormglass::ui {

/// How well the letters of the pattern, in their order, fit the text: more is better, starts of words most; below 0: not at all.
[[nodiscard]] int fuzzyScore(const QString& pattern, const QString& text);

/// Opens over its parent (Ctrl+K by the window). Enter takes the line that is marked, Escape closes.
class CommandPalette final : public QFrame {
    Q_OBJECT

public:
    CommandPalette(ScenarioDocument& document, Selection& selection, QWidget* parent);

    void setActions(const QList<QAction*>& actions) { m_actions = actions; }
    void open();
    /// What is offered at present, best first.
    [[nodiscard]] QStringList shownTexts() const;

Q_SIGNALS:
    /// To be added to the middle of the canvas.
    void kindChosen(const QString& kind);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry {
        QString text;
        QString hint;
        std::function<void()> run;
        int score = 0;
    };
    [[nodiscard]] std::vector<Entry> entries() const;
    void fill();
    void take();

    ScenarioDocument& m_document;
    Selection& m_selection;
    QList<QAction*> m_actions;
    std::vector<Entry> m_entries;  // all of them, made when it opens
    std::vector<Entry> m_shown;
    QLineEdit* m_input;
    QListWidget* m_list;
};

}  // namespace stormglass::ui
