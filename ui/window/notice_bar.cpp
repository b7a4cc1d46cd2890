// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notice_bar.h"

#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace stormglass::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_words(new QLabel(this)), m_answers(new QHBoxLayout)
{
    setObjectName(QStringLiteral("noticeBar"));
    setAccessibleName(tr("Notice"));
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("noticeClose"));
    close->setAutoRaise(true);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close the notice"));
    connect(close, &QToolButton::clicked, this, &NoticeBar::dismiss);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1);
    row->addLayout(m_answers);
    row->addWidget(close);
    hide();
}

void NoticeBar::show(Tone tone, const QString& words, std::vector<Answer> answers)
{
    dismiss();
    m_words->setText(words);
    for (Answer& answer : answers) {
        auto* button = new QPushButton(answer.words, this);
        connect(button, &QPushButton::clicked, this, [this, act = std::move(answer.act)] {
            dismiss();
            if (act)
                act();
        });
        m_answers->addWidget(button);
    }
    colour(tone);
    setVisible(true);
}

void NoticeBar::dismiss()
{
    hide();
    while (QLayoutItem* item = m_answers->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

QString NoticeBar::words() const { return isHidden() ? QString() : m_words->text(); }

void NoticeBar::colour(Tone tone)
{
    const Theme theme = Theme::of(palette());
    const QColor stripe = tone == Tone::Error ? theme.danger : tone == Tone::Warning ? theme.warning : theme.accent;
    QColor ground = stripe;
    ground.setAlphaF(0.12F);
    setStyleSheet(QStringLiteral("#noticeBar { background: %1; border: none; border-left: 4px solid %2; }")
                      .arg(ground.name(QColor::HexArgb), stripe.name()));
    const QStyle::StandardPixmap symbol = tone == Tone::Error ? QStyle::SP_MessageBoxCritical
        : tone == Tone::Warning                               ? QStyle::SP_MessageBoxWarning
                                                              : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(symbol).pixmap(16));
}

}  // namespace stormglass::ui
