// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field_row.h"

#include "ui/look/theme.h"
#include "ui/look/names_edit.h"
#include "ui/panels/panel_style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QToolTip>

namespace stormglass::ui {
namespace {

constexpr int kLabelWidth = 128;

}  // namespace

FieldRow::FieldRow(const FieldNode& node, const FieldActions& actions, QWidget* parent)
    : QWidget(parent), m_node(node), m_actions(actions), m_label(new QLabel(labelOf(node.key), this)),
      m_message(new QLabel(this)), m_reset(makeSmallButton(QStringLiteral("↺"), tr("Reset %1").arg(labelOf(node.key)),
                                                           tr("Back to the default"), this))
{
    setObjectName(QString::fromStdString(node.pointer));
    m_label->setWordWrap(true);
    m_label->setFixedWidth(kLabelWidth);
    m_label->setContentsMargins(0, 4, 0, 0);
    m_message->setWordWrap(true);
    m_message->setObjectName(QStringLiteral("message"));
    m_message->hide();
    m_editor = makeEditor();
    m_editor->setObjectName(QStringLiteral("editor:") + objectName());
    m_editor->setAccessibleName(labelOf(node.key));
    m_editor->setAccessibleDescription(node.help);
    m_editor->installEventFilter(this);
    m_label->setBuddy(m_editor);
    m_reset->setObjectName(QStringLiteral("reset:") + objectName());
    m_reset->setFocusPolicy(Qt::NoFocus);
    connect(m_reset, &QToolButton::clicked, this, [this] { m_actions.reset(m_node); });

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_label, 0, 0, Qt::AlignTop);
    if (qobject_cast<QPlainTextEdit*>(m_editor) != nullptr)
        layout->addWidget(m_editor, 1, 0, 1, 2);  // sentences want all the width
    else
        layout->addWidget(m_editor, 0, 1);
    layout->addWidget(m_reset, 0, 2, Qt::AlignTop);
    layout->addWidget(m_message, 2, 1, 1, 2);
    layout->setColumnStretch(1, 1);
    QSizePolicy policy = m_reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(policy);
    setToolTip(helpText());
    setNode(node);
}

void FieldRow::take(const QString& text)
{
    m_isTaking = true;
    const QString objection = m_actions.write(m_node, text);
    m_isTaking = false;
    m_message->setText(objection);
    m_message->setVisible(!objection.isEmpty());
    showState();
}

void FieldRow::setNode(const FieldNode& node)
{
    m_node = node;
    if (!m_isTaking) {
        m_message->hide();
        m_message->clear();
        showValue();
    }
    showState();
}

void FieldRow::showValue()
{
    m_isShowing = true;
    const QString value = m_node.isMixed ? QString() : m_node.value;
    if (auto* names = qobject_cast<NamesEdit*>(m_editor)) {
        names->setChosen(value.split(QStringLiteral(", "), Qt::SkipEmptyParts));
        names->setEmptyWords(m_node.isMixed ? QStringLiteral("—") : placeholderOf(m_node));
    } else if (auto* edit = qobject_cast<QLineEdit*>(m_editor)) {
        if (edit->text() != value)
            edit->setText(value);
        edit->setPlaceholderText(m_node.isMixed ? QStringLiteral("—") : placeholderOf(m_node));
    } else if (auto* textEdit = qobject_cast<QPlainTextEdit*>(m_editor)) {
        if (textEdit->toPlainText() != value)
            textEdit->setPlainText(value);
    } else if (auto* check = qobject_cast<QCheckBox*>(m_editor)) {
        check->setCheckState(m_node.isMixed ? Qt::PartiallyChecked : value == u"true" ? Qt::Checked : Qt::Unchecked);
    } else if (auto* box = qobject_cast<QComboBox*>(m_editor)) {
        if (box->isEditable())
            box->setEditText(value);
        else
            box->setCurrentIndex(m_node.isMixed ? -1 : static_cast<int>(m_node.options.indexOf(value)));
        box->setPlaceholderText(QStringLiteral("—"));
    }
    m_isShowing = false;
}

/// Strong: it was said. Faint: the default. Red: it cannot be.
void FieldRow::showState()
{
    const QPalette base = parentWidget() != nullptr ? parentWidget()->palette() : QPalette();
    const bool isSaid = m_node.isChanged;
    QFont labelFont = font();
    labelFont.setWeight(isSaid ? QFont::DemiBold : QFont::Normal);
    m_label->setFont(labelFont);
    QPalette palette = base;
    if (!isSaid && !m_node.isRequired) {
        for (const QPalette::ColorRole role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText})
            palette.setColor(role, Theme::of(base).mutedText);
    }
    const bool isWrong = !m_message->text().isEmpty();
    if (isWrong)
        palette.setColor(QPalette::Text, Theme::of(base).danger);
    m_editor->setPalette(palette);
    m_editor->setStyleSheet(isWrong ? QStringLiteral("QLineEdit, QPlainTextEdit, QComboBox { border: 1px solid %1; border-radius: 4px; padding: 2px; }")
                                          .arg(Theme::of(base).danger.name())
                                    : QString());
    QPalette messagePalette = base;
    messagePalette.setColor(QPalette::WindowText, Theme::of(base).danger);
    m_message->setPalette(messagePalette);
    m_reset->setVisible(isSaid);
    if (auto* check = qobject_cast<QCheckBox*>(m_editor))
        check->setText(m_node.isMixed ? tr("differs") : m_node.value == u"true" ? tr("on") : tr("off"));
}

QString FieldRow::helpText() const
{
    QString text = QStringLiteral("<p><b>%1</b>").arg(QString::fromStdString(m_node.key));
    if (m_node.isRequired)
        text += tr(" · required");
    text += QStringLiteral("</p><p>%1</p>").arg(m_node.help.toHtmlEscaped());
    if (!m_node.range.isEmpty())
        text += tr("<p>Range: %1</p>").arg(m_node.range.toHtmlEscaped());
    if (!m_node.source.isEmpty())
        text += tr("<p><i>Source: %1</i></p>").arg(m_node.source.toHtmlEscaped());
    return text;
}

QString FieldRow::message() const { return m_message->text(); }

void FieldRow::showHelp() { QToolTip::showText(m_editor->mapToGlobal(QPoint(0, m_editor->height())), helpText(), m_editor); }

bool FieldRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        m_actions.begin();
    if (event->type() == QEvent::Wheel && !m_editor->hasFocus()) {
        event->ignore();  // scrolling the panel must not change what passes under the mouse
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_F1) {
            showHelp();
            return true;
        }
        if (key == Qt::Key_Escape && !m_message->text().isEmpty()) {
            setNode(m_node);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FieldRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_editor != nullptr)
        showState();
    QWidget::changeEvent(event);
}

}  // namespace stormglass::ui
