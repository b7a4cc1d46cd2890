// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of several designs with their differences, replication by replication.
#pragma once

#include "models/results/report.h"

#include <QTableWidget>

namespace stormglass::ui {

/// A row for each figure, a column for each design. Where a difference to the first design is significant it is marked, green
/// if it is an improvement.
class DifferenceTable final : public QTableWidget {
    Q_OBJECT

public:
    enum class Meaning { Unknown, Same, Better, Worse, Other };
    static constexpr int kMeaningRole = Qt::UserRole;

    explicit DifferenceTable(QWidget* parent = nullptr);

    void setReport(const results::Report& report);
    /// Shows the rows whose words hold the text.
    void setFilter(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addRow(const results::Report& report, const results::ReportedMetric& metric);
    void colour();
};

/// "42 ms ± 3 ms"
[[nodiscard]] QString estimateText(double mean, double halfWidth, results::Unit unit);

}  // namespace stormglass::ui
