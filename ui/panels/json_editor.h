// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A text editor for JSON: line numbers, colours, brackets that match, and waves under what is wrong.
#pragma once

#include "scenarios/placed_issue.h"

#include <QPlainTextEdit>

#include <vector>

namespace stormglass::ui {

class JsonHighlighter;

class JsonEditor final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit JsonEditor(QWidget* parent);

    void setProblems(std::vector<PlacedIssue> problems);
    /// Another text, with cursor and view where they were.
    void replaceText(const QString& text);
    /// Line from 1. The focus stays where it is.
    void goTo(int line, int column);

    void paintMargin(QPaintEvent* event);
    [[nodiscard]] int marginWidth() const;

Q_SIGNALS:
    /// Ctrl+click or Ctrl+Return: the user wants to see the part at the cursor.
    void partWanted();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void mark();
    void placeMargin();
    [[nodiscard]] int matchOf(int position) const;

    QWidget* m_margin;
    JsonHighlighter* m_highlighter;
    std::vector<PlacedIssue> m_problems;
};

}  // namespace stormglass::ui
