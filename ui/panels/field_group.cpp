// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field_group.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace stormglass::ui {

FieldGroup::FieldGroup(const QString& title, bool isStrong, QWidget* parent)
    : QWidget(parent), m_heading(new QToolButton(this)), m_tools(new QHBoxLayout), m_body(new QWidget(this))
{
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setAutoRaise(true);
    m_heading->setCheckable(true);
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_heading->setStyleSheet(QStringLiteral(
        "QToolButton { border: none; background: transparent; text-align: left; padding: 4px 0; }"
        "QToolButton:hover, QToolButton:focus { color: palette(highlight); }"));
    setTitle(title, isStrong);
    m_tools->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(0);
    head->addWidget(m_heading, 1);
    head->addLayout(m_tools);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_body);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(12, 0, 0, 4);
    body->setSpacing(0);
    setOpen(false);
    connect(m_heading, &QToolButton::toggled, this, [this](bool isOpen) {
        setOpen(isOpen);
        Q_EMIT toggled(isOpen);
    });
}

void FieldGroup::setTitle(const QString& title, bool isStrong)
{
    m_heading->setText(title);
    m_heading->setAccessibleName(title);
    QFont bold = font();
    bold.setWeight(isStrong ? QFont::DemiBold : QFont::Normal);
    m_heading->setFont(bold);
}

bool FieldGroup::isOpen() const { return m_heading->isChecked(); }

void FieldGroup::setOpen(bool isOpen)
{
    const QSignalBlocker quiet(m_heading);
    m_heading->setChecked(isOpen);
    m_heading->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_body->setVisible(isOpen);
}

void FieldGroup::addTool(QToolButton* button) { m_tools->addWidget(button); }

}  // namespace stormglass::ui
