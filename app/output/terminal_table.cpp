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
constexpr double kNoInterval = kNothing;

/// One cell as text: what is written, and in which tone.
struct CellText {
    std::string figure;
    std::string difference;
    Tone tone = Tone::Plain;
};

CellText baselineText(const ComparisonRow& row, bool hasIntervals)
{
    const ComparisonCell& cell = row.cells.front();
    return {analysis::estimateToText(cell.mean, hasIntervals ? cell.halfWidth : kNoInterval, row.unit), "",
            Tone::Plain};
}

CellText comparedText(const ComparisonRow& row, const ComparisonCell& cell, bool hasIntervals)
{
    CellText text{analysis::figureToText(cell.mean, row.unit), "", Tone::Plain};
    if (!cell.difference)
        return text;
    const double halfWidth = hasIntervals ? cell.difference->halfWidth : kNoInterval;
    text.difference = analysis::differenceToText(cell.difference->mean, halfWidth, row.unit);
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

std::vector<CellText> cellTexts(const ComparisonRow& row, bool hasIntervals)
{
    std::vector<CellText> texts{baselineText(row, hasIntervals)};
    for (std::size_t i = 1; i < row.cells.size(); ++i)
        texts.push_back(comparedText(row, row.cells[i], hasIntervals));
    return texts;
}

struct ColumnWidths {
    std::size_t figure = 0;
    std::size_t difference = 0;

    [[nodiscard]] std::size_t total() const { return figure + (difference == 0 ? 0 : kGap + difference); }
};

/// The cells of all designs, and how wide each column has to be.
struct Layout {
    std::size_t labelWidth = 0;
    std::vector<std::vector<CellText>> rows;
    std::vector<ColumnWidths> widths;  ///< One for each design.

    [[nodiscard]] std::size_t total() const
    {
        std::size_t sum = labelWidth;
        for (const ColumnWidths& column : widths)
            sum += kGap + column.total();
        return sum;
    }
};

Layout layOut(const Report& report, const std::vector<ComparisonGroup>& groups, bool hasIntervals)
{
    Layout layout;
    layout.widths.resize(report.designs.size());
    for (const ComparisonGroup& group : groups) {
        for (const ComparisonRow& row : group.rows) {
            layout.labelWidth = std::max(layout.labelWidth, widthOf(row.label) + 2);
            const std::vector<CellText>& cells = layout.rows.emplace_back(cellTexts(row, hasIntervals));
            for (std::size_t i = 0; i < cells.size(); ++i) {
                layout.widths[i].figure = std::max(layout.widths[i].figure, widthOf(cells[i].figure));
                layout.widths[i].difference = std::max(layout.widths[i].difference, widthOf(cells[i].difference));
            }
        }
    }
    for (std::size_t i = 0; i < layout.widths.size(); ++i) {
        const std::size_t name = widthOf(nameOf(report.designs[i]));
        if (layout.widths[i].total() < name)
            layout.widths[i].figure += name - layout.widths[i].total();
    }
    return layout;
}

/// Designs that stand side by side: the first is in all of them, since the others are compared with it.
using Band = std::vector<std::size_t>;

std::vector<Band> bandsOf(const Layout& layout, std::size_t columns)
{
    std::vector<Band> bands{{0}};
    const std::size_t start = layout.labelWidth + kGap + layout.widths.front().total();
    std::size_t used = start;
    for (std::size_t i = 1; i < layout.widths.size(); ++i) {
        const std::size_t width = kGap + layout.widths[i].total();
        if (bands.back().size() > 1 && used + width > columns) {
            bands.push_back({0});
            used = start;
        }
        bands.back().push_back(i);
        used += width;
    }
    return bands;
}

std::string headLine(const Report& report, const Band& band, const Layout& layout, const TextStyle& style)
{
    std::string line(layout.labelWidth, ' ');
    for (const std::size_t i : band) {
        const ColumnWidths& widths = layout.widths[i];
        const std::string name = nameOf(report.designs[i]);
        line += std::string(kGap, ' ') + style.apply(Tone::Strong, padLeft(name, widths.figure));
        if (widthOf(name) < widths.total() && i != band.back())
            line.append(widths.total() - std::max(widthOf(name), widths.figure), ' ');
    }
    return line + '\n';
}

std::string rowLine(std::string line, const std::vector<CellText>& cells, const Band& band, const Layout& layout,
                    const TextStyle& style)
{
    for (const std::size_t i : band) {
        const ColumnWidths& widths = layout.widths[i];
        line += std::string(kGap, ' ') + padLeft(cells[i].figure, widths.figure);
        if (widths.difference > 0)
            line += std::string(kGap, ' ')
                + style.apply(cells[i].tone, padLeft(cells[i].difference, widths.difference));
    }
    return line.erase(line.find_last_not_of(' ') + 1) + '\n';
}

std::string bandToText(const Report& report, const std::vector<ComparisonGroup>& groups, const Band& band,
                       const Layout& layout, const TextStyle& style)
{
    std::string text = headLine(report, band, layout, style);
    auto cells = layout.rows.begin();
    for (const ComparisonGroup& group : groups) {
        text += style.apply(Tone::Strong, group.title) + '\n';
        for (const ComparisonRow& row : group.rows)
            text += rowLine(padRight("  " + row.label, layout.labelWidth), *cells++, band, layout, style);
    }
    return text;
}

std::string legendText(const Report& report, bool hasIntervals, const TextStyle& style)
{
    if (report.designs.size() < 2)
        return {};
    std::string text = "Behind each figure: its difference to " + nameOf(report.designs.front());
    if (report.replications == 1) {
        text += ". One replication has no intervals: --replications 10 tells which differences are significant.";
    } else {
        text += ", replication by replication on the same traffic";
        text += hasIntervals ? ", ± 95 % interval" : "";
        text += "; ▲ better, ▼ worse, • different (significant each on its own).";
        text += hasIntervals ? "" : " A wider terminal and the reports tell the intervals.";
    }
    return style.apply(Tone::Faint, wrapText(text, style.textColumns(), 0)) + '\n';
}

}  // namespace

std::string tableToText(const Report& report, const std::vector<ComparisonGroup>& groups, const TextStyle& style)
{
    bool hasIntervals = true;
    Layout layout = layOut(report, groups, hasIntervals);
    if (layout.total() > style.columns()) {
        hasIntervals = false;
        layout = layOut(report, groups, hasIntervals);
    }
    std::string text;
    for (const Band& band : bandsOf(layout, style.columns()))
        text += (text.empty() ? "" : "\n") + bandToText(report, groups, band, layout, style);
    return text + legendText(report, hasIntervals, style);
}

}  // namespace stormglass
