// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/names_popup.h"

#include "ui/look/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kMostLines = 10;
constexpr int kFewNames = 6;  // are found without a filter
constexpr int kLeastListWidth = 220;

}  // namespace

NamesPopup::NamesPopup(const QStringList& known, const QStringList& chosen, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_words(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("namesPopup"));
    setFrameShape(QFrame::StyledPanel);
    m_words->setPlaceholderText(tr("Filter"));
    m_words->setAccessibleName(tr("Filter the names"));
    m_list->setAccessibleName(tr("Names"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    for (const QString& name : known)
        addName(name, chosen.contains(name), true);
    for (const QString& name : chosen) {
        if (!known.contains(name))
            addName(name, true, false);
    }
    if (m_list->count() == 0) {
        auto* nothing = new QListWidgetItem(tr("There is nothing of that kind yet."), m_list);
        nothing->setFlags(Qt::NoItemFlags);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(m_words);
    layout->addWidget(m_list);
    m_words->setVisible(m_list->count() > kFewNames);
    m_words->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &NamesPopup::filter);
    connect(m_list, &QListWidget::itemChanged, this,
            [this](const QListWidgetItem* item) { Q_EMIT picked(item->text(), item->checkState() == Qt::Checked); });
    m_list->setCurrentRow(0);
}

void NamesPopup::addName(const QString& name, bool isChosen, bool isKnown)
{
    auto* item = new QListWidgetItem(name, m_list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    if (isKnown)
        return;
    item->setForeground(Theme::of(palette()).danger);
    item->setToolTip(tr("Nothing has this name"));
}

void NamesPopup::openAt(const QWidget& widget)
{
    const int line = m_list->sizeHintForRow(0);
    m_list->setFixedHeight(line * std::clamp(m_list->count(), 1, kMostLines) + 4);
    m_list->setMinimumWidth(std::max({widget.width() - 12, m_list->sizeHintForColumn(0) + 24, kLeastListWidth}));
    adjustSize();
    QPoint corner = widget.mapToGlobal(QPoint(0, widget.height()));
    const QRect screen = widget.screen()->availableGeometry();
    if (corner.y() + height() > screen.bottom())
        corner.setY(widget.mapToGlobal(QPoint(0, 0)).y() - height());
    corner.setX(std::clamp(corner.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    move(corner);
    show();
    (m_words->isHidden() ? static_cast<QWidget*>(m_list) : m_words)->setFocus();
}

void NamesPopup::filter(const QString& words)
{
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!m_list->item(row)->text().contains(words, Qt::CaseInsensitive));
    m_list->setCurrentRow(-1);
    step(1);
}

void NamesPopup::step(int direction)
{
    for (int row = m_list->currentRow() + direction; row >= 0 && row < m_list->count(); row += direction) {
        if (!m_list->item(row)->isHidden())
            return m_list->setCurrentRow(row);
    }
}

void NamesPopup::tickCurrent()
{
    QListWidgetItem* item = m_list->currentItem();
    if (item != nullptr && !item->isHidden() && item->flags().testFlag(Qt::ItemIsUserCheckable))
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
}

bool NamesPopup::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        step(key == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Space && watched == m_list)) {
        tickCurrent();
        return true;
    }
    if (key == Qt::Key_Escape || key == Qt::Key_Tab) {
        close();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace stormglass::ui
