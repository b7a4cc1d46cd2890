// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The diagram as a picture, with the state of the run that it shows.
#pragma once

#include <QString>

class QPainter;
class QRectF;

namespace stormglass::ui {

class DiagramView;

/// The whole diagram into that rectangle, its proportions kept. Nothing is selected on it.
void renderTo(QPainter& painter, DiagramView& view, const QRectF& target);

/// Each returns why it failed; empty: the file is written. \p scale: pixels for each pixel of the diagram.
[[nodiscard]] QString exportPng(DiagramView& view, const QString& path, double scale = 2);
[[nodiscard]] QString exportSvg(DiagramView& view, const QString& path);
[[nodiscard]] QString exportPdf(DiagramView& view, const QString& path);

}  // namespace stormglass::ui
