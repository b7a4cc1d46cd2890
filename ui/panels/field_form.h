// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The widgets of a tree of fields. Groups make theirs when they are opened first.
#pragma once

#include "ui/panels/field_row.h"

#include <QHash>
#include <QSet>

class QVBoxLayout;

namespace stormglass::ui {

class FieldGroup;

class FieldForm final : public QWidget {
    Q_OBJECT

public:
    /// The actions and the set of open groups (by pointer) outlive the form.
    FieldForm(const std::vector<FieldNode>& nodes, const FieldActions& actions, QSet<QString>& open, bool isAllOpen,
              QWidget* parent);

    /// Shows new values. Precondition: the nodes have the shape of those before.
    void setNodes(const std::vector<FieldNode>& nodes);
    /// The row of that field, with all groups around it opened; the nearest one around it if it has none. Null: none.
    [[nodiscard]] QWidget* reveal(const std::string& pointer);

private:
    void fill(QWidget* parent, const std::vector<FieldNode>& nodes);
    void addGroup(QWidget* parent, const FieldNode& node, const FieldNode* list);
    void addListTools(FieldGroup* group, const FieldNode& list);
    void addElementTools(FieldGroup* group, const FieldNode& list, int index);
    void fillGroup(FieldGroup* group, const std::string& pointer);
    void update(const std::vector<FieldNode>& nodes);
    [[nodiscard]] QString titleOf(const FieldNode& node) const;
    void change(const std::string& listPointer, ListChange what, int index, FieldGroup* group);

    std::vector<FieldNode> m_nodes;
    const FieldActions& m_actions;
    QSet<QString>& m_open;
    const bool m_isAllOpen;
    QHash<QString, FieldRow*> m_rows;
    QHash<QString, FieldGroup*> m_groups;
    QSet<QString> m_filled;
};

}  // namespace stormglass::ui
