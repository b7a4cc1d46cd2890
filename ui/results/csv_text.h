// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tables as comma-separated values (RFC 4180).
#pragma once

#include <QString>

class QAbstractItemModel;

namespace stormglass::ui {

/// A cell, quoted where it must be.
[[nodiscard]] QString csvCell(QString text);
/// The heads and all rows as they are shown.
[[nodiscard]] QString tableToCsv(const QAbstractItemModel& table);
/// Writes the whole file or nothing. Empty: it was written; otherwise why not.
[[nodiscard]] QString saveText(const QString& path, const QString& text);

}  // namespace stormglass::ui
