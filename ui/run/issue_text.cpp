// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/issue_text.h"

#include <QStringList>

#include <algorithm>

namespace stormglass::ui {

QString toSentences(const std::vector<Issue>& issues)
{
    QStringList lines;
    for (const Issue& issue : issues) {
        const QString message = QString::fromStdString(issue.message);
        lines << (issue.pointer.empty() ? message : QString::fromStdString(issue.pointer) + QStringLiteral(": ") + message);
    }
    return lines.join(u'\n');
}

std::string inOneLine(std::string json)
{
    // Ends of lines stand between the parts of JSON only, never in a text.
    std::ranges::replace_if(json, [](char each) { return each == '\n' || each == '\r'; }, ' ');
    return json;
}

}  // namespace stormglass::ui
