// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of a result as tables, without widgets.
#pragma once

#include "models/results/run_result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace stormglass::ui {

struct FigureTable {
    QString title;
    QStringList heads;  ///< The first is that of the names of the rows.
    struct Row {
        QStringList cells;
        QString help = {};
        bool isWrong = false;
    };
    std::vector<Row> rows = {};
};

/// Flows, components, channels, faults, books, experiment, notes: those that have something to say.
[[nodiscard]] std::vector<FigureTable> tablesOf(const results::RunResult& result);

}  // namespace stormglass::ui
