// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/command_palette.h"

#include "ui/panels/palette_panel.h"
#include "ui/panels/scenario_parts.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kMostShown = 60;

QString plain(QString text)
{
    text.remove(u'&');
    text.remove(QStringLiteral("…"));
    return text;
}

}  // namespace

int fuzzyScore(const QString& pattern, const QString& text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : pattern) {
        if (letter.isSpace())
            continue;
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0)
            return -1;
        const bool isStart = found == 0 || !text[found - 1].isLetterOrNumber();
        score += isStart ? 8 : found == last + 1 ? 5 : 1;
        last = found;
        at = found + 1;
    }
    if (!pattern.isEmpty() && text.contains(pattern, Qt::CaseInsensitive))
        score += 20;
    return score * 100 - static_cast<int>(std::min<qsizetype>(text.size(), 99));
}

CommandPalette::CommandPalette(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QFrame(parent), m_document(document), m_selection(selection), m_input(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_input->setObjectName(QStringLiteral("commandInput"));
    m_input->setPlaceholderText(tr("Type a command, a part or a kind"));
    m_input->setAccessibleName(tr("Command"));
    m_input->setMinimumHeight(36);
    m_input->setFrame(false);
    m_input->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Commands and parts"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_input);
    layout->addWidget(m_list, 1);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::take);
    hide();
}

void CommandPalette::open()
{
    const QRect space = parentWidget()->rect();
    const QSize size(std::min(560, space.width() - 32), std::min(400, space.height() - 64));
    setGeometry(QRect(QPoint((space.width() - size.width()) / 2, 48), size));
    m_entries = entries();
    m_input->clear();
    fill();
    show();
    raise();
    m_input->setFocus();
}

std::vector<CommandPalette::Entry> CommandPalette::entries() const
{
    std::vector<Entry> list;
    for (QAction* action : m_actions) {
        if (action->isSeparator() || !action->isEnabled() || action->menu() != nullptr || plain(action->text()).isEmpty())
            continue;
        list.push_back({plain(action->text()), action->shortcut().toString(QKeySequence::NativeText),
                        [target = QPointer<QAction>(action)] {
                            if (target)
                                target->trigger();
                        }});
    }
    for (const ElementId& element : partsOf(m_document.scenario())) {
        list.push_back({tr("Go to %1").arg(QString::fromStdString(element.name)), tr(wordOf(element.kind)),
                        [&selection = m_selection, element] { selection.reveal(element); }});
    }
    for (const PlaceableKind& kind : placeableKinds()) {
        const QString name = QString::fromStdString(kind.kind);
        list.push_back({tr("Add %1").arg(name), kind.category, [self = const_cast<CommandPalette*>(this), name] {
                            Q_EMIT self->kindChosen(name);
                        }});
    }
    return list;
}

void CommandPalette::fill()
{
    m_shown.clear();
    for (Entry entry : m_entries) {
        entry.score = m_input->text().isEmpty() ? 0 : fuzzyScore(m_input->text(), entry.text);
        if (m_input->text().isEmpty() || entry.score >= 0)
            m_shown.push_back(std::move(entry));
    }
    std::ranges::stable_sort(m_shown, std::ranges::greater(), &Entry::score);
    if (m_shown.size() > kMostShown)
        m_shown.resize(kMostShown);
    m_list->clear();
    for (const Entry& entry : m_shown) {
        auto* item = new QListWidgetItem(entry.hint.isEmpty() ? entry.text : entry.text + QStringLiteral("    ·  ") + entry.hint, m_list);
        item->setSizeHint(QSize(0, 28));
    }
    m_list->setCurrentRow(m_shown.empty() ? -1 : 0);
}

QStringList CommandPalette::shownTexts() const
{
    QStringList texts;
    for (const Entry& entry : m_shown)
        texts << entry.text;
    return texts;
}

void CommandPalette::take()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const auto run = m_shown[static_cast<std::size_t>(row)].run;
    hide();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
        hide();
    if (event->type() == QEvent::KeyPress) {
        const int rows = m_list->count();
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape: hide(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: take(); return true;
        case Qt::Key_Down:
            m_list->setCurrentRow(std::min(m_list->currentRow() + 1, rows - 1));
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow(std::max(m_list->currentRow() - 1, 0));
            return true;
        default: break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace stormglass::ui
