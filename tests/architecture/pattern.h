// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Regular expressions by Qt: those of the standard library take the compiler longer than all the rules together.
#pragma once

#include <QRegularExpression>

#include <string_view>

namespace stormglass::architecture {

/// The first match in a text of UTF-8.
[[nodiscard]] inline QRegularExpressionMatch firstMatch(const QRegularExpression& pattern, std::string_view text)
{
    return pattern.match(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

}  // namespace stormglass::architecture
