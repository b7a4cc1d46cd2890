// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The scenario as the text of its file. Edits flow both ways.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace stormglass::ui {

class JsonEditor;

class JsonPanel final : public QWidget {
    Q_OBJECT

public:
    JsonPanel(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);

    /// Moves to the value at the JSON pointer.
    void showPlace(const QString& pointer);
    /// Takes what is typed now, without waiting for a pause.
    void applyNow();
    /// The text cannot be taken as it is: the other views show the last good state.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeFind();
    void typed();
    void refresh();
    void showSelected();
    void revealPart();
    void showProblems(std::vector<PlacedIssue> problems);
    void find(bool backward);

    ScenarioDocument& m_document;
    Selection& m_selection;
    JsonEditor* m_editor;
    QLabel* m_banner;
    QWidget* m_findBar;
    QLineEdit* m_find;
    QTimer m_pause;    // applies when the user stops for a moment
    QTimer m_refresh;  // many changes in one drag are one new text
    Gesture m_gesture = 0;
    bool m_isApplying = false;
    bool m_isRefreshing = false;
    bool m_isBroken = false;
    bool m_isRevealing = false;
};

}  // namespace stormglass::ui
