// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Icons of our own: strokes that take the colour of the text around them.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

#include <string_view>

namespace stormglass::ui {

/// An icon by its name ("run", "kafka", ...). It follows the palette of the application, at any size. Null: no such name.
[[nodiscard]] QIcon icon(const QString& name);

/// The same in one colour; \p size in device-independent pixels.
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal devicePixelRatio = 1);

/// The icon of a kind of the catalogue; that of its category if it has none of its own.
[[nodiscard]] QString iconNameFor(std::string_view kind);
[[nodiscard]] QIcon iconForKind(std::string_view kind);

}  // namespace stormglass::ui
