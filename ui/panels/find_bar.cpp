// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/find_bar.h"

#include "ui/panels/panel_style.h"
#include "ui/panels/scenario_parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace stormglass::ui {

FindBar::FindBar(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_input(new QLineEdit(this)), m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    setAutoFillBackground(true);
    m_input->setObjectName(QStringLiteral("findInput"));
    m_input->setPlaceholderText(tr("Find parts by name, kind or any value"));
    m_input->setAccessibleName(tr("Find parts"));
    m_input->setClearButtonEnabled(true);
    m_input->installEventFilter(this);
    m_count->setMinimumWidth(72);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto* previous = makeSmallButton(QStringLiteral("↑"), tr("Previous"), tr("Previous (Shift+Enter)"), this);
    auto* next = makeSmallButton(QStringLiteral("↓"), tr("Next"), tr("Next (Enter)"), this);
    auto* shut = makeSmallButton(QStringLiteral("×"), tr("Close"), tr("Close (Escape)"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_input, 1);
    layout->addWidget(m_count);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addWidget(shut);
    connect(m_input, &QLineEdit::textChanged, this, &FindBar::search);
    connect(&m_document, &ScenarioDocument::changed, this, [this] {
        if (isVisible())
            search();
    });
    connect(previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

void FindBar::open()
{
    show();
    m_input->setFocus();
    m_input->selectAll();
    search();
}

void FindBar::close()
{
    hide();
    Q_EMIT closed();
}

void FindBar::search()
{
    m_found.clear();
    m_current = -1;
    const QString wanted = m_input->text().trimmed();
    if (!wanted.isEmpty()) {
        for (const ElementId& element : partsOf(m_document.scenario())) {
            if (textOf(m_document.scenario(), element).contains(wanted, Qt::CaseInsensitive))
                m_found.push_back(element);
        }
    }
    m_count->setText(wanted.isEmpty() ? QString() : m_found.empty() ? tr("nothing") : tr("%1 found").arg(m_found.size()));
}

void FindBar::step(int by)
{
    if (m_found.empty())
        return;
    const int count = static_cast<int>(m_found.size());
    m_current = m_current < 0 ? (by > 0 ? 0 : count - 1) : (m_current + by + count) % count;
    m_count->setText(tr("%1 of %2").arg(m_current + 1).arg(count));
    m_selection.reveal(m_found[static_cast<std::size_t>(m_current)]);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* press = static_cast<QKeyEvent*>(event);
        switch (press->key()) {
        case Qt::Key_Escape: close(); return true;
        case Qt::Key_F3:
        case Qt::Key_Return:
        case Qt::Key_Enter: step(press->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1); return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace stormglass::ui
