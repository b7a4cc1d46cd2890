// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/json_highlighter.h"

#include "ui/look/theme.h"

namespace stormglass::ui {

JsonHighlighter::JsonHighlighter(QTextDocument* text, const QPalette& palette) : QSyntaxHighlighter(text)
{
    setPalette(palette);
}

void JsonHighlighter::setPalette(const QPalette& palette)
{
    const bool dark = Theme::of(palette).isDark();
    m_key = dark ? QColor(0x7c, 0xc4, 0xff) : QColor(0x0b, 0x5c, 0xad);
    m_string = dark ? QColor(0xa5, 0xd6, 0x9a) : QColor(0x2e, 0x6b, 0x2e);
    m_number = dark ? QColor(0xf2, 0xb4, 0x7e) : QColor(0xa0, 0x48, 0x00);
    m_word = dark ? QColor(0xd2, 0xa8, 0xff) : QColor(0x7b, 0x2f, 0xa8);
    m_sign = Theme::of(palette).mutedText;
    rehighlight();
}

/// Strings of JSON end in their line, so each line stands for itself.
void JsonHighlighter::highlightBlock(const QString& text)
{
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        qsizetype end = i + 1;
        QColor color = m_sign;
        if (c == u'"') {
            while (end < text.size() && text[end] != u'"')
                end += text[end] == u'\\' ? 2 : 1;
            end = std::min(end + 1, text.size());
            qsizetype next = end;
            while (next < text.size() && text[next].isSpace())
                ++next;
            color = next < text.size() && text[next] == u':' ? m_key : m_string;
        } else if (c.isLetterOrNumber() || c == u'-') {
            while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == u'.' || text[end] == u'+' || text[end] == u'-'))
                ++end;
            color = c.isLetter() ? m_word : m_number;
        }
        setFormat(static_cast<int>(i), static_cast<int>(end - i), color);
        i = end;
    }
}

}  // namespace stormglass::ui
