// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One field in the inspector: its label, its editor, and what is wrong with what was typed.
#pragma once

#include "ui/panels/field_node.h"

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace stormglass::ui {

enum class ListChange { Add, Remove, MoveUp, MoveDown };

/// What the widgets of fields ask of the inspector.
struct FieldActions {
    /// Returns why the text cannot be the value; empty: it is the value now.
    std::function<QString(const FieldNode&, const QString&)> write;
    /// A new burst of typing begins: what comes is an undo step of its own.
    std::function<void()> begin;
    std::function<void(const FieldNode&)> reset;
    /// The list, and the index of the element that is meant. Returns an objection.
    std::function<QString(const FieldNode&, ListChange, int)> changeList;
    /// What a field that refers to this can name.
    std::function<QStringList(spec::RefersTo)> names;
};

/// The object name is the pointer of the field; that of its editor is the pointer with "editor:" before it.
class FieldRow final : public QWidget {
    Q_OBJECT

public:
    FieldRow(const FieldNode& node, const FieldActions& actions, QWidget* parent);

    /// Shows a new state of the same field. What is being typed stays.
    void setNode(const FieldNode& node);
    [[nodiscard]] const FieldNode& node() const { return m_node; }
    [[nodiscard]] QString message() const;
    [[nodiscard]] QWidget* editor() const { return m_editor; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeEditor();
    QWidget* makeLineEditor();
    QWidget* makeTextEditor();
    QWidget* makeFlagEditor();
    QWidget* makeChoiceEditor();
    QWidget* makeReferenceEditor();
    QWidget* makeNamesEditor();
    [[nodiscard]] static QString placeholderOf(const FieldNode& node);
    void take(const QString& text);
    void showValue();
    void showState();
    void showHelp();
    [[nodiscard]] QString helpText() const;

    FieldNode m_node;
    const FieldActions& m_actions;
    QLabel* m_label;
    QLabel* m_message;
    QToolButton* m_reset;
    QWidget* m_editor = nullptr;
    bool m_isTaking = false;   // the change that comes is our own
    bool m_isShowing = false;  // the editor changes because the document did
};

}  // namespace stormglass::ui
