// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The scenarios that are shipped, with their pictures, to begin with.
#pragma once

#include "models/spec/scenario.h"

#include <QDialog>
#include <QDir>

#include <functional>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace stormglass::ui {

/// Draws a scenario into a picture of that size.
using Thumbnailer = std::function<QPixmap(const spec::Scenario&, QSize)>;

class Gallery final : public QDialog {
    Q_OBJECT

public:
    Gallery(const QDir& scenarios, Thumbnailer thumbnailer, QWidget* parent = nullptr);

    /// The file that was chosen; empty: an empty scenario.
    [[nodiscard]] QString chosen() const;

private:
    void addScenario(const QString& path);
    void drawNext();
    void tell();

    const Thumbnailer m_thumbnailer;
    QListWidget* m_list;
    QLabel* m_story;
    int m_drawn = 1;  // the first entry is the empty scenario
};

}  // namespace stormglass::ui
