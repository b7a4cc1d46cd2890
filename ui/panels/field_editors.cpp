// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The editor of a field: one for each sort of value.
#include "ui/panels/field_row.h"
#include "ui/look/names_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace stormglass::ui {

QString FieldRow::placeholderOf(const FieldNode& node)
{
    switch (node.type) {
    case FieldType::Ratio: return QStringLiteral("5%");
    case FieldType::Duration: return QStringLiteral("250ms");
    case FieldType::Bytes: return QStringLiteral("64KiB");
    case FieldType::Rate: return QStringLiteral("200/s");
    case FieldType::Bandwidth: return QStringLiteral("10Gbps");
    case FieldType::Distribution: return QStringLiteral("exponential(5ms)");
    case FieldType::Reference:
    case FieldType::References: return QObject::tr("none");
    default: return {};
    }
}

QWidget* FieldRow::makeEditor()
{
    switch (m_node.type) {
    case FieldType::Flag: return makeFlagEditor();
    case FieldType::Choice:
    case FieldType::Variant: return makeChoiceEditor();
    case FieldType::Reference: return makeReferenceEditor();
    case FieldType::References: return makeNamesEditor();
    case FieldType::Text: return m_node.key == "description" ? makeTextEditor() : makeLineEditor();
    default: return makeLineEditor();
    }
}

QWidget* FieldRow::makeLineEditor()
{
    auto* edit = new QLineEdit(this);
    edit->setPlaceholderText(placeholderOf(m_node));
    edit->setMinimumWidth(80);
    connect(edit, &QLineEdit::textEdited, this, &FieldRow::take);
    return edit;
}

QWidget* FieldRow::makeNamesEditor()
{
    auto* box = new NamesEdit([this] { return m_actions.names(m_node.refersTo); }, this);
    box->setMinimumWidth(80);
    connect(box, &NamesEdit::picked, this, [this](const QStringList& names) {
        m_actions.begin();
        take(names.join(QStringLiteral(", ")));
    });
    return box;
}

QWidget* FieldRow::makeTextEditor()
{
    auto* edit = new QPlainTextEdit(this);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(96);
    connect(edit, &QPlainTextEdit::textChanged, this, [this, edit] {
        if (!m_isShowing)
            take(edit->toPlainText());
    });
    return edit;
}

QWidget* FieldRow::makeFlagEditor()
{
    auto* box = new QCheckBox(this);
    connect(box, &QCheckBox::clicked, this, [this](bool isOn) {
        m_actions.begin();
        take(isOn ? QStringLiteral("true") : QStringLiteral("false"));
    });
    return box;
}

QWidget* FieldRow::makeChoiceEditor()
{
    auto* box = new QComboBox(this);
    box->addItems(m_node.options);
    box->setMinimumWidth(80);
    box->setFocusPolicy(Qt::StrongFocus);
    connect(box, &QComboBox::activated, this, [this, box](int) {
        m_actions.begin();
        take(box->currentText());
    });
    return box;
}

QWidget* FieldRow::makeReferenceEditor()
{
    auto* box = new QComboBox(this);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setMinimumWidth(80);
    box->setFocusPolicy(Qt::StrongFocus);
    if (!m_node.isRequired)
        box->addItem(QString());
    box->addItems(m_actions.names(m_node.refersTo));
    box->lineEdit()->setPlaceholderText(placeholderOf(m_node));
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->lineEdit()->installEventFilter(this);
    connect(box, &QComboBox::textActivated, this, [this](const QString& text) {
        m_actions.begin();
        take(text);
    });
    connect(box->lineEdit(), &QLineEdit::textEdited, this, &FieldRow::take);
    return box;
}

}  // namespace stormglass::ui
