// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/terminal_table.h"

#include "models/analysis/figure_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using namespace results;

constexpr std::size_t kGap = 2;

/// One cell as text: what is written, and in which tone.
struct CellText {
    std::string figure;
    std::string difference;
    Tone tone = Tone::Plain;
};

CellText cellText(const ComparisonRow& row, const ComparisonCell& cell, bool hasDifference)
{
    CellText text{analysis::figureToText(cell.mean, row.unit), "", Tone::Plain};
    if (!hasDifference)
        text.figure = analysis::estimateToText(cell.mean, cell.halfWidth, row.unit);
    if (!cell.difference || !hasDifference)
        return text;
    text.difference = analysis::differenceToText(cell.difference->mean, cell.difference->halfWidth, row.unit);
    const std::optional<bool> isBetter = isImprovement(row, cell);
    if (isBetter) {
        text.difference += *isBetter ? " ▲" : " ▼";
        text.tone = *isBetter ? Tone::Good : Tone::Bad;
    } else {
        text.difference += cell.difference->isSignificant ? " •" : "  ";
        text.tone = cell.difference->isSignificant ? Tone::Plain : Tone::Faint;
    }
    return text;
}

std::vector<CellText> cellTexts(const ComparisonRow& row)
{
    std::vector<CellText> texts;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        texts.push_back(cellText(row, row.cells[i], i > 0));
    return texts;
}

struct ColumnWidths {
    std::size_t figure = 0;
    std::size_t difference = 0;

    [[nodiscard]] std::size_t total() const { return figure + (difference == 0 ? 0 : kGap + difference); }
};

using TextRows = std::vector<std::vector<CellText>>;

std::vector<ColumnWidths> widthsOf(const Report& report, const TextRows& rows)
{
    std::vector<ColumnWidths> widths(report.designs.size());
    for (const std::vector<CellText>& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i].figure = std::max(widths[i].figure, widthOf(row[i].figure));
            widths[i].difference = std::max(widths[i].difference, widthOf(row[i].difference));
        }
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::size_t name = widthOf(report.designs[i].design);
        if (widths[i].total() < name)
            widths[i].figure += name - widths[i].total();
    }
    return widths;
}

std::string headLine(const Report& report, std::size_t labelWidth, const std::vector<ColumnWidths>& widths,
                     const TextStyle& style)
{
    std::string line(labelWidth, ' ');
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::string name = report.designs[i].design.empty() ? "as written" : report.designs[i].design;
        line += std::string(kGap, ' ') + style.apply(Tone::Strong, padLeft(name, widths[i].figure));
        if (widthOf(name) < widths[i].total() && i + 1 < widths.size())
            line.append(widths[i].total() - std::max(widthOf(name), widths[i].figure), ' ');
    }
    return line + '\n';
}

std::string rowLine(std::string line, const std::vector<CellText>& cells, const std::vector<ColumnWidths>& widths,
                    const TextStyle& style)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += std::string(kGap, ' ') + padLeft(cells[i].figure, widths[i].figure);
        if (widths[i].difference > 0)
            line += std::string(kGap, ' ') + style.apply(cells[i].tone, padLeft(cells[i].difference, widths[i].difference));
    }
    return line.erase(line.find_last_not_of(' ') + 1) + '\n';
}

}  // namespace

std::string tableToText(const Report& report, const std::vector<ComparisonGroup>& groups, const TextStyle& style)
{
    std::size_t labelWidth = 0;
    TextRows rows;
    for (const ComparisonGroup& group : groups) {
        for (const ComparisonRow& row : group.rows) {
            labelWidth = std::max(labelWidth, widthOf(row.label) + 2);
            rows.push_back(cellTexts(row));
        }
    }
    const std::vector<ColumnWidths> widths = widthsOf(report, rows);

    std::string text = headLine(report, labelWidth, widths, style);
    auto cells = rows.begin();
    for (const ComparisonGroup& group : groups) {
        text += style.apply(Tone::Strong, group.title) + '\n';
        for (const ComparisonRow& row : group.rows)
            text += rowLine(padRight("  " + row.label, labelWidth), *cells++, widths, style);
    }
    return text;
}

}  // namespace stormglass
