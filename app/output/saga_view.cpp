// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/saga_view.h"

#include "app/output/matrix_view.h"
#include "models/analysis/figure_text.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

constexpr std::size_t kSagaGap = 2;

std::string sagaCount(double value) { return analysis::figureToText(value, Unit::Count); }

Tone outcomeTone(const SagaCell& cell)
{
    if (cell.outcome == "inconsistent" || cell.outcome == "unknown")
        return Tone::Bad;
    return cell.outcome == "lost" ? Tone::Warning : cell.outcome == "completed" ? Tone::Good : Tone::Faint;
}

std::string trimmedLine(std::string line) { return line.erase(line.find_last_not_of(' ') + 1) + '\n'; }

/// One line of a table: cells to the right of a label, each as wide as its column.
struct SagaLine {
    std::string label;
    std::vector<std::pair<std::string, Tone>> cells;
};

/// Figures stand right, words left.
std::string linesToText(const std::vector<SagaLine>& lines, bool areFigures, const TextStyle& style)
{
    std::size_t labels = 0;
    std::vector<std::size_t> widths;
    for (const SagaLine& line : lines) {
        labels = std::max(labels, widthOf(line.label));
        widths.resize(std::max(widths.size(), line.cells.size()));
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(line.cells[i].first));
    }
    std::string text;
    for (const SagaLine& line : lines) {
        std::string out = "  " + padRight(line.label, labels);
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            const auto& [word, tone] = line.cells[i];
            out += std::string(kSagaGap, ' ') + style.apply(tone, areFigures ? padLeft(word, widths[i]) : padRight(word, widths[i]));
        }
        text += trimmedLine(std::move(out));
    }
    return text;
}

std::string tallyTable(const SagaSweep& sweep, const TextStyle& style)
{
    std::vector<SagaLine> lines{{"", {}}};
    for (const char* title : {"disturbances", "completed", "undone", "lost", "inconsistent"})
        lines.front().cells.emplace_back(title, Tone::Strong);
    const auto figure = [](std::size_t count, Tone tone) { return std::pair(std::to_string(count), count == 0 ? Tone::Faint : tone); };
    for (const SagaGroup& group : groupsOf(sweep)) {
        for (const std::size_t column : group.columns) {
            const SagaTally tally = tallyOf(sweep, column);
            const std::string label
                = sweep.columns[column].without.empty() ? designText(group.design) : "  " + columnTitle(sweep.columns[column]);
            lines.push_back({label,
                             {figure(tally.met, Tone::Plain), figure(tally.completed, Tone::Good), figure(tally.compensated, Tone::Plain),
                              figure(tally.lost, Tone::Warning), figure(tally.inconsistent, Tone::Bad)}});
        }
    }
    return linesToText(lines, true, style);
}

std::string groupTable(const SagaSweep& sweep, const SagaGroup& group, const TextStyle& style)
{
    std::vector<SagaLine> lines{{"", {}}};
    for (const std::size_t column : group.columns)
        lines.front().cells.emplace_back(columnTitle(sweep.columns[column]), Tone::Strong);
    std::string place;
    for (const SagaRow& row : sweep.rows) {
        if (!isWorthTelling(row, group))
            continue;
        if (placeOf(row) != place)
            lines.push_back({place = placeOf(row), {}});
        SagaLine& line = lines.emplace_back(SagaLine{"  " + row.disturbance, {}});
        for (const std::size_t column : group.columns)
            line.cells.emplace_back(outcomeText(row.cells[column]), outcomeTone(row.cells[column]));
    }
    return lines.size() == 1 ? std::string() : linesToText(lines, false, style);
}

std::string groupToText(const SagaSweep& sweep, const SagaGroup& group, const TextStyle& style)
{
    std::string text = '\n' + style.apply(Tone::Strong, designText(group.design)) + "\n  "
        + wrapText(sagaVerdict(sweep, group), style.textColumns(), 2) + '\n' + groupTable(sweep, group, style);
    const std::string unmet = unmetList(sweep, group);
    if (!unmet.empty())
        text += style.apply(Tone::Faint, "  " + wrapText("not met: " + unmet, style.textColumns(), 4)) + '\n';
    return text;
}

constexpr const char* kSagaLegend
    = "Each cell: the worst that became of more flows than without the disturbance, on the same traffic, and of how many. "
      "stuck: left half-done, or still open at the end; twice: an effect was applied or undone twice; lost: ended with nothing "
      "done, which the client was told or can tell; undone: compensated; not met: no flow came to that moment. Disturbances "
      "after which every flow completes in every column are left out.";

}  // namespace

std::vector<SagaGroup> groupsOf(const SagaSweep& sweep)
{
    std::vector<SagaGroup> groups;
    for (std::size_t i = 0; i < sweep.columns.size(); ++i) {
        if (groups.empty() || groups.back().design != sweep.columns[i].design)
            groups.push_back({sweep.columns[i].design, {}});
        groups.back().columns.push_back(i);
    }
    return groups;
}

SagaTally tallyOf(const SagaSweep& sweep, std::size_t column)
{
    SagaTally tally;
    for (const SagaRow& row : sweep.rows) {
        const std::string& outcome = row.cells[column].outcome;
        tally.met += outcome == "none" || outcome == "not met" ? 0 : 1;
        tally.completed += outcome == "completed" ? 1 : 0;
        tally.compensated += outcome == "compensated" ? 1 : 0;
        tally.lost += outcome == "lost" ? 1 : 0;
        tally.inconsistent += outcome == "inconsistent" ? 1 : 0;
        tally.unknown += outcome == "unknown" ? 1 : 0;
    }
    return tally;
}

std::string columnTitle(const SagaColumn& column) { return column.without.empty() ? "as it is" : "no " + column.without; }

std::string outcomeText(const SagaCell& cell)
{
    if (cell.outcome == "none")
        return "";
    if (cell.outcome == "lost")
        return "lost " + sagaCount(cell.lost);
    if (cell.outcome == "compensated")
        return "undone " + sagaCount(cell.compensated);
    if (cell.outcome != "inconsistent")
        return cell.outcome == "unknown" ? "no run" : cell.outcome;
    std::string text = cell.stuck() > 0 ? "stuck " + sagaCount(cell.stuck()) : "";
    if (cell.doubled > 0)
        text += (text.empty() ? "twice " : ", twice ") + sagaCount(cell.doubled);
    return text;
}

std::string placeOf(const SagaRow& row) { return row.step.empty() ? row.flow : row.flow + "." + row.step; }

bool isWorthTelling(const SagaRow& row, const SagaGroup& group)
{
    return std::ranges::any_of(group.columns, [&](std::size_t column) {
        const std::string& outcome = row.cells[column].outcome;
        return outcome != "completed" && outcome != "none" && outcome != "not met";
    });
}

std::string sagaVerdict(const SagaSweep& sweep, const SagaGroup& group)
{
    std::string text;
    for (const std::size_t column : group.columns) {
        const SagaColumn& named = sweep.columns[column];
        const SagaTally tally = tallyOf(sweep, column);
        const std::string harm = std::to_string(tally.inconsistent) + " of " + std::to_string(tally.met);
        if (!named.without.empty())
            text += tally.inconsistent == 0 ? " Without " + named.without + " that stays so."
                                            : " Without " + named.without + ", " + harm + " leave flows inconsistent.";
        else if (tally.inconsistent == 0)
            text += "Whatever is disturbed, every flow completes, is undone, or leaves no trace.";
        else
            text += harm + " disturbances leave flows inconsistent.";
    }
    return text;
}

std::string unmetList(const SagaSweep& sweep, const SagaGroup& group)
{
    std::string names;
    for (const SagaRow& row : sweep.rows) {
        if (row.cells[group.columns.front()].outcome == "not met")
            names += (names.empty() ? "" : ", ") + placeOf(row) + " " + row.disturbance;
    }
    return names;
}

std::string sagasToText(const SagaSweep& sweep, const std::string& reproducingCommand, const TextStyle& style)
{
    std::string text = style.apply(Tone::Strong, sweep.scenario) + ": saga sweep with seed " + std::to_string(sweep.seed)
        + (sweep.replications > 1 ? ", " + std::to_string(sweep.replications) + " replications" : "") + "\n\n"
        + tallyTable(sweep, style);
    for (const SagaGroup& group : groupsOf(sweep))
        text += groupToText(sweep, group, style);
    text += '\n' + style.apply(Tone::Faint, wrapText(kSagaLegend, style.textColumns(), 0)) + '\n';
    for (const LeftOutFault& fault : sweep.leftOut)
        text += "  " + wrapText("not tried: " + fault.fault + ": " + fault.reason, style.textColumns(), 4) + '\n';
    return text + style.apply(Tone::Faint, "\nagain: " + reproducingCommand) + '\n';
}

bool hasInconsistency(const SagaSweep& sweep)
{
    for (std::size_t column = 0; column < sweep.columns.size(); ++column) {
        if (sweep.columns[column].without.empty() && tallyOf(sweep, column).inconsistent > 0)
            return true;
    }
    return false;
}

}  // namespace stormglass
