// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/json_editor.h"

#include "ui/look/theme.h"
#include "ui/panels/json_highlighter.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

namespace stormglass::ui {
namespace {

/// Shows the numbers of the lines.
class Margin final : public QWidget {
public:
    explicit Margin(JsonEditor* editor) : QWidget(editor), m_editor(*editor) { }
    void paintEvent(QPaintEvent* event) override { m_editor.paintMargin(event); }

private:
    JsonEditor& m_editor;
};

}  // namespace

JsonEditor::JsonEditor(QWidget* parent)
    : QPlainTextEdit(parent), m_margin(new Margin(this)), m_highlighter(new JsonHighlighter(document(), palette()))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 2);
    setAccessibleName(tr("Scenario as JSON"));
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &JsonEditor::mark);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEditor::placeMargin);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, [this](const QRect& area, int scrolled) {
        scrolled != 0 ? m_margin->scroll(0, scrolled) : m_margin->update(0, area.y(), m_margin->width(), area.height());
    });
    placeMargin();
    mark();
}

int JsonEditor::marginWidth() const
{
    const auto digits = QString::number(std::max(blockCount(), 100)).size();
    return 24 + static_cast<int>(digits) * fontMetrics().horizontalAdvance(u'9');
}

void JsonEditor::placeMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    m_margin->setGeometry(QRect(contentsRect().topLeft(), QSize(marginWidth(), contentsRect().height())));
}

void JsonEditor::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeMargin();
}

void JsonEditor::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter != nullptr) {
        m_highlighter->setPalette(palette());
        mark();
    }
}

void JsonEditor::paintMargin(QPaintEvent* event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const double height = blockBoundingRect(block).height();
        const int line = block.blockNumber() + 1;
        const auto problem = std::ranges::find(m_problems, line, [](const PlacedIssue& issue) { return issue.place.line; });
        const bool isCurrent = block == textCursor().block();
        painter.setPen(isCurrent ? palette().color(QPalette::Text) : Theme::of(palette()).mutedText);
        if (problem != m_problems.end()) {
            const QColor color = problem->severity == Severity::Error ? Theme::of(palette()).danger : Theme::of(palette()).warningText;
            painter.setPen(color);
            painter.fillRect(QRectF(0, top, 3, height), color);
        }
        painter.drawText(QRectF(0, top, m_margin->width() - 12, height), Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        top += height;
    }
}

void JsonEditor::setProblems(std::vector<PlacedIssue> problems)
{
    m_problems = std::move(problems);
    mark();
    m_margin->update();
}

void JsonEditor::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    QColor lineColour = palette().color(QPalette::Highlight);
    lineColour.setAlpha(24);
    QTextEdit::ExtraSelection current;
    current.format.setBackground(lineColour);
    current.format.setProperty(QTextFormat::FullWidthSelection, true);
    current.cursor = textCursor();
    current.cursor.clearSelection();
    marks << current;
    for (const PlacedIssue& problem : m_problems) {
        const QTextBlock block = document()->findBlockByNumber(problem.place.line - 1);
        if (!block.isValid())
            continue;
        QTextEdit::ExtraSelection wave;
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(problem.severity == Severity::Error ? Theme::of(palette()).danger : Theme::of(palette()).warningText);
        wave.cursor = QTextCursor(block);
        wave.cursor.setPosition(block.position() + std::clamp(problem.place.column - 1, 0, block.length() - 1));
        wave.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        marks << wave;
    }
    const int at = textCursor().position();
    for (const int position : {at, at - 1}) {
        const int match = matchOf(position);
        if (match < 0)
            continue;
        QColor bracketColour = palette().color(QPalette::Highlight);
        bracketColour.setAlpha(96);
        for (const int place : {position, match}) {
            QTextEdit::ExtraSelection bracket;
            bracket.format.setBackground(bracketColour);
            bracket.cursor = QTextCursor(document());
            bracket.cursor.setPosition(place);
            bracket.cursor.setPosition(place + 1, QTextCursor::KeepAnchor);
            marks << bracket;
        }
        break;
    }
    setExtraSelections(marks);
}

/// The bracket that belongs to the one at the position; -1: there is none. Brackets in strings do not count.
int JsonEditor::matchOf(int position) const
{
    static const QString kOpening = QStringLiteral("{[");
    static const QString kClosing = QStringLiteral("}]");
    const QChar bracket = position >= 0 ? document()->characterAt(position) : QChar();
    if (!kOpening.contains(bracket) && !kClosing.contains(bracket))
        return -1;
    const QString text = toPlainText();
    std::vector<int> open;
    bool isInString = false;
    for (int i = 0; i < static_cast<int>(text.size()); ++i) {
        const QChar c = text[i];
        if (isInString && c == u'\\') {
            ++i;
        } else if (c == u'"' || c == u'\n') {
            isInString = c == u'"' && !isInString;
        } else if (!isInString && kOpening.contains(c)) {
            open.push_back(i);
        } else if (!isInString && kClosing.contains(c)) {
            const int start = open.empty() ? -1 : open.back();
            if (i == position || start == position)
                return i == position ? start : i;
            if (!open.empty())
                open.pop_back();
        }
    }
    return -1;
}

void JsonEditor::replaceText(const QString& text)
{
    if (text == toPlainText())
        return;
    const int line = textCursor().blockNumber() + 1;
    const int column = textCursor().positionInBlock() + 1;
    const int across = horizontalScrollBar()->value();
    const int down = verticalScrollBar()->value();
    setPlainText(text);
    goTo(line, column);
    horizontalScrollBar()->setValue(across);
    verticalScrollBar()->setValue(down);
}

void JsonEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, blockCount()) - 1);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    setTextCursor(cursor);
}

bool JsonEditor::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int line = cursorForPosition(viewport()->mapFrom(this, help->pos())).blockNumber() + 1;
        QStringList messages;
        for (const PlacedIssue& problem : m_problems) {
            if (problem.place.line == line)
                messages << QString::fromStdString(problem.message);
        }
        QToolTip::showText(help->globalPos(), messages.join(u'\n'), this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void JsonEditor::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers().testFlag(Qt::ControlModifier))
        return Q_EMIT partWanted();
    if (isReturn) {  // a new line begins below the text of the one before
        const QString line = textCursor().block().text().left(textCursor().positionInBlock());
        const QString trimmed = line.trimmed();
        QString indent = line.left(trimmed.isEmpty() ? line.size() : line.indexOf(trimmed[0]));
        if (trimmed.endsWith(u'{') || trimmed.endsWith(u'['))
            indent += QStringLiteral("  ");
        textCursor().insertText(u'\n' + indent);
        ensureCursorVisible();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void JsonEditor::mouseReleaseEvent(QMouseEvent* event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier))
        Q_EMIT partWanted();
}

}  // namespace stormglass::ui
