// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field_form.h"

#include "ui/panels/field_group.h"
#include "ui/panels/panel_style.h"

#include <QPointer>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

namespace stormglass::ui {
namespace {

QString keyOf(const std::string& pointer) { return QString::fromStdString(pointer); }

bool hasChildren(const FieldNode& node)
{
    return node.type == FieldType::Object || node.type == FieldType::List || node.type == FieldType::Element;
}

}  // namespace

FieldForm::FieldForm(const std::vector<FieldNode>& nodes, const FieldActions& actions, QSet<QString>& open, bool isAllOpen,
                     QWidget* parent)
    : QWidget(parent), m_nodes(nodes), m_actions(actions), m_open(open), m_isAllOpen(isAllOpen)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    fill(this, m_nodes);
    layout->addStretch(1);  // before texts of several lines, which would spread
}

void FieldForm::fill(QWidget* parent, const std::vector<FieldNode>& nodes)
{
    for (const FieldNode& node : nodes) {
        if (hasChildren(node)) {
            addGroup(parent, node, nullptr);
            continue;
        }
        auto* row = new FieldRow(node, m_actions, parent);
        m_rows.insert(keyOf(node.pointer), row);
        parent->layout()->addWidget(row);
    }
}

void FieldForm::addGroup(QWidget* parent, const FieldNode& node, const FieldNode* list)
{
    auto* group = new FieldGroup(titleOf(node), node.isChanged, parent);
    group->setObjectName(QStringLiteral("group:") + keyOf(node.pointer));
    group->setToolTip(node.help);
    m_groups.insert(keyOf(node.pointer), group);
    if (node.type == FieldType::List)
        addListTools(group, node);
    if (list != nullptr)
        addElementTools(group, *list, QString::fromStdString(node.key).toInt());
    parent->layout()->addWidget(group);
    const std::string pointer = node.pointer;
    connect(group, &FieldGroup::toggled, this, [this, group, pointer](bool isOpen) {
        if (isOpen) {
            m_open.insert(keyOf(pointer));
            fillGroup(group, pointer);
        } else {
            m_open.remove(keyOf(pointer));
        }
    });
    if (m_isAllOpen || m_open.contains(keyOf(pointer))) {
        fillGroup(group, pointer);
        group->setOpen(true);
    }
}

void FieldForm::addListTools(FieldGroup* group, const FieldNode& list)
{
    auto* add = makeSmallButton(QStringLiteral("+"), tr("Add to %1").arg(labelOf(list.key)), tr("Add one"), group);
    add->setObjectName(QStringLiteral("add:") + keyOf(list.pointer));
    connect(add, &QToolButton::clicked, this, [this, group, pointer = list.pointer] { change(pointer, ListChange::Add, -1, group); });
    group->addTool(add);
}

void FieldForm::addElementTools(FieldGroup* group, const FieldNode& list, int index)
{
    struct Tool {
        QString sign;
        QString words;
        QString prefix;
        ListChange change;
    };
    const Tool tools[] = {{QStringLiteral("↑"), tr("Move up"), QStringLiteral("up:"), ListChange::MoveUp},
                          {QStringLiteral("↓"), tr("Move down"), QStringLiteral("down:"), ListChange::MoveDown},
                          {QStringLiteral("×"), tr("Remove"), QStringLiteral("remove:"), ListChange::Remove}};
    for (const Tool& tool : tools) {
        auto* button = makeSmallButton(tool.sign, tool.words, tool.words, group);
        button->setObjectName(tool.prefix + keyOf(list.pointer) + u'/' + QString::number(index));
        button->setEnabled(!(tool.change == ListChange::MoveUp && index == 0)
                           && !(tool.change == ListChange::MoveDown && index + 1 == static_cast<int>(list.children.size())));
        connect(button, &QToolButton::clicked, this,
                [this, group, pointer = list.pointer, what = tool.change, index] { change(pointer, what, index, group); });
        group->addTool(button);
    }
}

void FieldForm::change(const std::string& listPointer, ListChange what, int index, FieldGroup* group)
{
    const FieldNode* list = findNode(m_nodes, listPointer);
    if (list == nullptr)
        return;
    if (what == ListChange::Add)
        m_open.insert(keyOf(listPointer));
    const FieldNode copy = *list;  // the form may be gone after the change
    const QPointer<FieldGroup> shown = group;
    const QString objection = m_actions.changeList(copy, what, index);
    if (!objection.isEmpty() && shown)
        QToolTip::showText(shown->mapToGlobal(QPoint(0, 24)), objection, shown);
}

void FieldForm::fillGroup(FieldGroup* group, const std::string& pointer)
{
    if (m_filled.contains(keyOf(pointer)))
        return;
    m_filled.insert(keyOf(pointer));
    const FieldNode* node = findNode(m_nodes, pointer);
    if (node == nullptr)
        return;
    if (node->type != FieldType::List)
        return fill(group->body(), node->children);
    for (const FieldNode& element : node->children)
        addGroup(group->body(), element, node);
}

QString FieldForm::titleOf(const FieldNode& node) const
{
    if (node.type == FieldType::List)
        return QStringLiteral("%1 (%2)").arg(labelOf(node.key)).arg(node.children.size());
    return node.type == FieldType::Element ? summaryOf(node) : labelOf(node.key);
}

void FieldForm::setNodes(const std::vector<FieldNode>& nodes)
{
    m_nodes = nodes;
    update(m_nodes);
}

void FieldForm::update(const std::vector<FieldNode>& nodes)
{
    for (const FieldNode& node : nodes) {
        if (FieldRow* row = m_rows.value(keyOf(node.pointer)))
            row->setNode(node);
        if (FieldGroup* group = m_groups.value(keyOf(node.pointer)))
            group->setTitle(titleOf(node), node.isChanged);
        update(node.children);
    }
}

QWidget* FieldForm::reveal(const std::string& pointer)
{
    QWidget* nearest = nullptr;
    for (std::size_t end = pointer.find('/', 1);; end = pointer.find('/', end + 1)) {
        const std::string part = pointer.substr(0, end);
        if (FieldGroup* group = m_groups.value(keyOf(part))) {
            m_open.insert(keyOf(part));
            fillGroup(group, part);
            group->setOpen(true);
            nearest = group;
        }
        if (FieldRow* row = m_rows.value(keyOf(part)))
            nearest = row;
        if (end == std::string::npos)
            return nearest;
    }
}

}  // namespace stormglass::ui
