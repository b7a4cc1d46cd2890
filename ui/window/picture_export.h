// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The diagram as a file, on paper, and as a small picture.
#pragma once

#include "models/spec/scenario.h"

#include <QPixmap>
#include <QString>

namespace stormglass::ui {

class DiagramView;
class NoticeBar;

/// Asks for a file and writes it. \p suffix: "svg", "png" or "pdf".
void exportPicture(DiagramView& view, NoticeBar& notices, const QString& suffix);
void printDiagram(DiagramView& view);
[[nodiscard]] QPixmap thumbnailOf(const spec::Scenario& scenario, QSize size);

}  // namespace stormglass::ui
