// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window of one scenario: the diagram in the middle, panels around it.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QMainWindow>

namespace stormglass::ui {

/// Where the window finds what belongs to it.
struct Surroundings {
    QString program;          ///< The command line program, which carries out runs.
    QString scenariosFolder;  ///< Shipped scenarios; empty: there are none.
};

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Surroundings surroundings, QWidget* parent = nullptr);

    [[nodiscard]] ScenarioDocument& document() { return m_document; }
    [[nodiscard]] Selection& selection() { return m_selection; }

    /// Tells the user when it cannot.
    void openFile(const QString& path);

private:
    const Surroundings m_surroundings;
    ScenarioDocument m_document;
    Selection m_selection;
};

}  // namespace stormglass::ui
