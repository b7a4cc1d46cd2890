// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/json_panel.h"

#include "scenarios/place_index.h"
#include "ui/look/theme.h"
#include "ui/panels/json_editor.h"
#include "ui/panels/panel_style.h"
#include "ui/panels/scenario_parts.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kPause = 300;   // milliseconds without a key
constexpr int kRefresh = 60;

}  // namespace

JsonPanel::JsonPanel(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_editor(new JsonEditor(this)), m_banner(new QLabel(this)),
      m_findBar(new QWidget(this)), m_find(new QLineEdit(m_findBar))
{
    setObjectName(QStringLiteral("json"));
    m_editor->setObjectName(QStringLiteral("jsonEditor"));
    m_banner->setObjectName(QStringLiteral("jsonBanner"));
    m_banner->setWordWrap(true);
    m_banner->setContentsMargins(16, 8, 16, 8);
    m_banner->hide();
    makeFind();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_findBar);
    layout->addWidget(m_editor, 1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh);
    connect(&m_pause, &QTimer::timeout, this, &JsonPanel::applyNow);
    connect(&m_refresh, &QTimer::timeout, this, &JsonPanel::refresh);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &JsonPanel::typed);
    connect(m_editor, &JsonEditor::partWanted, this, &JsonPanel::revealPart);
    connect(&m_document, &ScenarioDocument::changed, this, [this] {
        if (!m_isApplying)
            m_refresh.start();
    });
    connect(&m_document, &ScenarioDocument::replaced, this, [this] {
        m_pause.stop();
        m_isBroken = false;
        m_refresh.start();
    });
    connect(&m_selection, &Selection::changed, this, &JsonPanel::showSelected);
    m_editor->installEventFilter(this);
    refresh();
}

void JsonPanel::makeFind()
{
    m_find->setObjectName(QStringLiteral("jsonFind"));
    m_find->setPlaceholderText(tr("Find in the text"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_find->installEventFilter(this);
    auto* close = makeSmallButton(QStringLiteral("×"), tr("Close"), tr("Close (Escape)"), m_findBar);
    auto* layout = new QHBoxLayout(m_findBar);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_find, 1);
    layout->addWidget(close);
    m_findBar->hide();
    connect(close, &QToolButton::clicked, m_findBar, &QWidget::hide);
    connect(m_find, &QLineEdit::textEdited, this, [this] {
        QTextCursor start = m_editor->textCursor();
        start.setPosition(start.selectionStart());
        m_editor->setTextCursor(start);
        find(false);
    });
    auto* show = new QAction(tr("Show in diagram"), m_editor);
    show->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    connect(show, &QAction::triggered, this, &JsonPanel::revealPart);
    m_editor->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_editor, &QWidget::customContextMenuRequested, this, [this, show](const QPoint& place) {
        const std::unique_ptr<QMenu> menu(m_editor->createStandardContextMenu());
        menu->addSeparator();
        menu->addAction(show);
        menu->exec(m_editor->viewport()->mapToGlobal(place));
    });
}

void JsonPanel::typed()
{
    if (m_isRefreshing)
        return;
    if (!m_pause.isActive())
        m_gesture = m_document.newGesture();
    m_pause.start();
}

void JsonPanel::applyNow()
{
    m_pause.stop();
    std::vector<PlacedIssue> problems;
    m_isApplying = true;
    m_isBroken = !m_document.editText(m_editor->toPlainText().toStdString(), problems, m_gesture);
    m_isApplying = false;
    showProblems(std::move(problems));
}

void JsonPanel::showProblems(std::vector<PlacedIssue> problems)
{
    const auto errors = std::ranges::count(problems, Severity::Error, &PlacedIssue::severity);
    m_banner->setVisible(m_isBroken);
    if (m_isBroken) {
        const QString first = problems.empty() ? QString() : QString::fromStdString(problems.front().message);
        const QString count = errors == 1 ? tr("1 problem") : tr("%1 problems").arg(errors);
        m_banner->setText(tr("<b>%1</b>; the diagram shows the last good state. Line %2: %3")
                              .arg(count).arg(problems.empty() ? 0 : problems.front().place.line).arg(first.toHtmlEscaped()));
        QColor background = Theme::of(palette()).danger;
        m_banner->setStyleSheet(QStringLiteral("background: rgba(%1, %2, %3, 36); color: %4;")
                                    .arg(background.red()).arg(background.green()).arg(background.blue()).arg(background.name()));
    }
    m_editor->setProblems(std::move(problems));
}

/// What is being typed is never replaced: it is applied first, or it stays.
void JsonPanel::refresh()
{
    m_refresh.stop();
    if (m_pause.isActive() || (m_isBroken && m_editor->hasFocus()))
        return;
    m_isRefreshing = true;
    m_editor->replaceText(QString::fromStdString(m_document.text()));
    m_isRefreshing = false;
    m_isBroken = false;
    showProblems({});
}

void JsonPanel::showPlace(const QString& pointer)
{
    if (m_isBroken)
        return;
    const std::string text = m_editor->toPlainText().toStdString();
    const PlaceQuery query{pointer.toStdString(), false};
    const auto found = findPlaces(text, std::span(&query, 1));
    if (!found.empty() && found.front().place.line > 0) {
        m_editor->goTo(found.front().place.line, found.front().place.column);
        m_editor->centerCursor();
    }
}

void JsonPanel::showSelected()
{
    const auto element = m_selection.single();
    if (!element || m_isRevealing || m_pause.isActive())
        return;
    if (m_refresh.isActive())
        refresh();
    const std::string pointer = pointerTo(m_document.scenario(), *element);
    if (!pointer.empty())
        showPlace(QString::fromStdString(pointer));
}

/// The part that begins last before the cursor, or holds it: the last of all places that is not behind it.
void JsonPanel::revealPart()
{
    if (m_pause.isActive())
        applyNow();
    if (m_isBroken)
        return;
    const std::string text = m_editor->toPlainText().toStdString();
    const Place cursor{m_editor->textCursor().blockNumber() + 1, m_editor->textCursor().positionInBlock() + 1};
    std::vector<PlaceQuery> queries;
    const std::vector<ElementId> parts = partsOf(m_document.scenario());
    for (const ElementId& part : parts)
        queries.push_back({pointerTo(m_document.scenario(), part), false});
    const auto places = findPlaces(text, queries);
    Place best;
    std::optional<ElementId> found;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].isExact && places[i].place <= cursor && places[i].place >= best) {
            best = places[i].place;
            found = parts[i];
        }
    }
    m_isRevealing = true;
    if (found)
        m_selection.reveal(*found);
    m_isRevealing = false;
}

void JsonPanel::find(bool backward)
{
    if (m_find->text().isEmpty())
        return;
    const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_editor->find(m_find->text(), flags))
        return;
    const QTextCursor before = m_editor->textCursor();
    m_editor->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    if (!m_editor->find(m_find->text(), flags))
        m_editor->setTextCursor(before);
}

bool JsonPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Find)) {
        event->accept();  // within the text it is the text that is searched
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* press = static_cast<QKeyEvent*>(event);
    if (press->matches(QKeySequence::Find)) {
        m_findBar->show();
        m_find->setFocus();
        m_find->selectAll();
        return true;
    }
    if (watched == m_find) {
        if (press->key() == Qt::Key_Escape) {
            m_findBar->hide();
            m_editor->setFocus();
            return true;
        }
        if (press->key() == Qt::Key_Return || press->key() == Qt::Key_F3) {
            find(press->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace stormglass::ui
