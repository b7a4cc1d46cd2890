// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/names_edit.h"

#include "ui/look/names_popup.h"

#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace stormglass::ui {

NamesEdit::NamesEdit(std::function<QStringList()> known, QWidget* parent) : QComboBox(parent), m_known(std::move(known))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addItem(QString());  // without any line the keyboard would not open it
}

void NamesEdit::setChosen(const QStringList& names)
{
    m_chosen = names;
    setToolTip(names.size() > 1 ? names.join(u'\n') : QString());
    update();
}

void NamesEdit::setEmptyWords(const QString& words)
{
    m_emptyWords = words;
    update();
}

void NamesEdit::showPopup()
{
    auto* popup = new NamesPopup(m_known(), m_chosen, this);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    connect(popup, &NamesPopup::picked, this, &NamesEdit::pick);
    popup->openAt(*this);
}

void NamesEdit::pick(const QString& name, bool isChosen)
{
    QStringList names = m_chosen;
    names.removeAll(name);
    if (isChosen)
        names << name;
    setChosen(names);
    Q_EMIT picked(names);
}

void NamesEdit::paintEvent(QPaintEvent*)
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const QString words = m_chosen.isEmpty() ? m_emptyWords : m_chosen.join(QStringLiteral(", "));
    option.currentText = fontMetrics().elidedText(words, Qt::ElideRight, room.width() - 4);
    if (m_chosen.isEmpty())
        option.palette.setBrush(QPalette::ButtonText, option.palette.brush(QPalette::PlaceholderText));
    QStylePainter painter(this);
    painter.setPen(option.palette.color(QPalette::Text));
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace stormglass::ui
