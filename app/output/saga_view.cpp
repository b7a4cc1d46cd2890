// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/saga_view.h"

#include "models/analysis/figure_text.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

Tone outcomeTone(const SagaCell& cell)
{
    if (cell.outcome == "inconsistent" || cell.outcome == "unknown")
        return Tone::Bad;
    return cell.outcome == "lost" ? Tone::Warning : cell.outcome == "completed" ? Tone::Good : Tone::Faint;
}

std::string sagaCount(double value) { return analysis::figureToText(value, Unit::Count); }

/// "inconsistent 2", "compensated 1", "completed"
std::string outcomeText(const SagaCell& cell)
{
    if (cell.outcome == "none")
        return "";
    if (cell.outcome == "inconsistent")
        return cell.outcome + " " + sagaCount(cell.inconsistent + cell.open);
    if (cell.outcome == "lost")
        return cell.outcome + " " + sagaCount(cell.lost);
    return cell.outcome == "compensated" ? cell.outcome + " " + sagaCount(cell.compensated) : cell.outcome;
}

std::string rowLabel(const SagaRow& row)
{
    return row.flow + (row.step.empty() ? "" : "." + row.step) + ": " + row.disturbance;
}

std::string columnTitle(const SagaColumn& column)
{
    return (column.design.empty() ? "as written" : column.design) + (column.without.empty() ? "" : " - " + column.without);
}

std::string sagaLine(std::string label, std::size_t labelWidth, const std::vector<std::pair<std::string, Tone>>& cells,
                     const std::vector<std::size_t>& widths, const TextStyle& style)
{
    std::string line = "  " + padRight(std::move(label), labelWidth);
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += "  " + style.apply(cells[i].second, padRight(cells[i].first, widths[i]));
    return line.erase(line.find_last_not_of(' ') + 1) + '\n';
}

}  // namespace

std::string sagasToText(const SagaSweep& sweep, const TextStyle& style)
{
    std::vector<std::size_t> widths;
    std::vector<std::pair<std::string, Tone>> titles;
    for (const SagaColumn& column : sweep.columns) {
        titles.emplace_back(columnTitle(column), Tone::Strong);
        widths.push_back(widthOf(titles.back().first));
    }
    std::size_t labelWidth = 0;
    for (const SagaRow& row : sweep.rows) {
        labelWidth = std::max(labelWidth, widthOf(rowLabel(row)));
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(outcomeText(row.cells[i])));
    }
    std::string text = style.apply(Tone::Strong, sweep.scenario) + ": saga sweep with seed " + std::to_string(sweep.seed) + "\n\n";
    text += sagaLine("", labelWidth, titles, widths, style);
    for (const SagaRow& row : sweep.rows) {
        std::vector<std::pair<std::string, Tone>> cells;
        for (const SagaCell& cell : row.cells)
            cells.emplace_back(outcomeText(cell), outcomeTone(cell));
        text += sagaLine(rowLabel(row), labelWidth, cells, widths, style);
    }
    text += style.apply(Tone::Faint,
                        wrapText("Each cell: the worst of what became of more flows than without the disturbance, on the same "
                                 "traffic, and of how many. inconsistent: left half-done, applied twice, or still open at the end. "
                                 "A minus takes one safeguard away.",
                                 style.textColumns(), 0))
        + '\n';
    for (const LeftOutFault& fault : sweep.leftOut)
        text += "  " + wrapText("not tried: " + fault.fault + ": " + fault.reason, style.textColumns(), 4) + '\n';
    return text;
}

bool hasInconsistency(const SagaSweep& sweep)
{
    for (const SagaRow& row : sweep.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (sweep.columns[i].without.empty() && row.cells[i].outcome == "inconsistent")
                return true;
        }
    }
    return false;
}

}  // namespace stormglass
