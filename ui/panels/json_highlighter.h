// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colours of JSON text.
#pragma once

#include <QSyntaxHighlighter>

namespace stormglass::ui {

class JsonHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT

public:
    JsonHighlighter(QTextDocument* text, const QPalette& palette);
    void setPalette(const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    QColor m_key;
    QColor m_string;
    QColor m_number;
    QColor m_word;
    QColor m_sign;
};

}  // namespace stormglass::ui
