// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/matrix_view.h"

#include "app/output/expectation_view.h"
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass {
namespace {

using namespace results;

constexpr std::size_t kMatrixGap = 3;
constexpr double kWorthTelling = 0.0005;

Tone effectTone(const MatrixCell& cell)
{
    if (cell.effect == "stops" || cell.total.stuck > 0)
        return Tone::Bad;
    return cell.effect == "delays" || cell.effect == "harms" ? Tone::Warning : Tone::Faint;
}

const char* effectSign(const MatrixCell& cell)
{
    if (cell.effect == "stops")
        return "✗ ";
    return cell.effect == "delays" ? "◔ " : cell.effect == "harms" ? "! " : cell.effect == "none" ? "· " : "? ";
}

/// The harm, and below it how it went; nothing more of cells without harm.
std::array<std::string, 2> cellLines(const MatrixCell& cell)
{
    return {effectSign(cell) + harmToText(cell), cell.effect == "none" || cell.effect == "unknown" ? "" : "  " + courseToText(cell)};
}

std::string matrixTable(const FaultMatrix& matrix, const TextStyle& style)
{
    std::size_t label = 0;
    std::vector<std::size_t> widths;
    for (const MatrixBaseline& design : matrix.designs)
        widths.push_back(widthOf(designText(design.design)));
    for (const MatrixRow& row : matrix.rows) {
        if (isHarmless(row))
            continue;
        label = std::max(label, widthOf(labelOf(row, matrix)));
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            for (const std::string& line : cellLines(row.cells[i]))
                widths[i] = std::max(widths[i], widthOf(line));
        }
    }
    if (label == 0)
        return "  no fault makes any design worse off\n";
    const auto withoutTrail = [](std::string line) { return line.erase(line.find_last_not_of(' ') + 1) + '\n'; };
    std::string head = "  " + padRight("", label);
    for (std::size_t i = 0; i < widths.size(); ++i)
        head += std::string(kMatrixGap, ' ') + style.apply(Tone::Strong, padRight(designText(matrix.designs[i].design), widths[i]));
    std::string text = withoutTrail(head);
    for (const MatrixRow& row : matrix.rows) {
        if (isHarmless(row))
            continue;
        for (std::size_t line = 0; line < 2; ++line) {
            std::string out = "  " + padRight(line == 0 ? labelOf(row, matrix) : "", label);
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const std::string cell = padRight(cellLines(row.cells[i])[line], widths[i]);
                out += std::string(kMatrixGap, ' ') + style.apply(line == 0 ? effectTone(row.cells[i]) : Tone::Faint, cell);
            }
            text += withoutTrail(out);
        }
    }
    return text;
}

std::string harmlessList(const FaultMatrix& matrix, const TextStyle& style)
{
    std::string names;
    for (const MatrixRow& row : matrix.rows) {
        if (isHarmless(row))
            names += (names.empty() ? "" : ", ") + labelOf(row, matrix);
    }
    return names.empty() ? names : "  " + wrapText("no flow is worse off: " + names, style.textColumns(), 4) + '\n';
}

std::string singlePointsList(const FaultMatrix& matrix, const TextStyle& style)
{
    std::string text;
    for (std::size_t i = 0; i < matrix.designs.size(); ++i) {
        const std::string points = singlePointsOf(matrix, i);
        const std::string name = designText(matrix.designs[i].design);
        text += "  " + wrapText(name + ": " + (points.empty() ? "none" : points), style.textColumns(), 4) + '\n';
    }
    return '\n' + style.apply(Tone::Strong, "single points of failure") + ": while one of them is broken, most flows do not complete\n"
        + text;
}

std::string leftOutText(const FaultMatrix& matrix, const TextStyle& style)
{
    std::string text;
    for (const LeftOutFault& fault : matrix.leftOut)
        text += "  " + wrapText(fault.fault + ": " + fault.reason, style.textColumns(), 4) + '\n';
    return text.empty() ? text : "\nfaults that are left out\n" + text;
}

std::string brokenLine(const std::string& place, const ExpectationResult& expectation, const TextStyle& style)
{
    return style.apply(Tone::Bad, "✗ ") + place + ": " + sentenceOf(expectation.that, expectation.during)
        + style.apply(Tone::Bad, "  found: " + expectation.foundText) + '\n';
}

std::string matrixTitle(const FaultMatrix& matrix, const TextStyle& style)
{
    return style.apply(Tone::Strong, matrix.scenario) + ": " + windowToText(matrix) + "; seed " + std::to_string(matrix.seed)
        + (matrix.replications > 1 ? ", " + std::to_string(matrix.replications) + " replications" : "") + "\n\n";
}

constexpr const char* kMatrixLegend
    = "Shares are of the flows that begin while the fault lasts, next to a run without it on the same traffic; more than 100 % "
      "says that the harm outlives the fault. ✗ stops most flows, ◔ they wait and complete later, ! harms some. "
      "lost: ended with nothing done; stuck: left half-done or still open at the end; undone: compensated. acc: requests "
      "accepted during the fault, rec: time until answers are as before, drain: until the backlog is worked off.";

}  // namespace

std::string designText(const std::string& design) { return design.empty() ? "as written" : design; }
std::string shareText(double value) { return analysis::figureToText(value, Unit::Ratio); }
std::string secondsText(double value) { return analysis::figureToText(value, Unit::Seconds); }

std::string labelOf(const MatrixRow& row, const FaultMatrix& matrix)
{
    const bool isOneKind = std::ranges::all_of(matrix.rows, [&](const MatrixRow& other) { return other.fault == row.fault; });
    return isOneKind ? row.victim : row.victim + " " + row.fault;
}

std::string harmToText(const MatrixCell& cell)
{
    if (cell.effect == "unknown")
        return "no run";
    std::vector<std::pair<double, const char*>> parts;
    for (const auto& [value, word] : {std::pair(cell.total.lost, "lost"), std::pair(cell.total.late, "late"),
                                      std::pair(cell.total.stuck, "stuck"), std::pair(cell.total.compensated, "undone")}) {
        const bool isStuck = value > 0 && value == cell.total.stuck;
        if (value >= kWorthTelling || isStuck)
            parts.emplace_back(value, word);
    }
    std::ranges::stable_sort(parts, std::greater{}, [](const auto& part) { return part.first; });
    std::string text = cell.effect == "delays" ? "wait" : "";
    for (const auto& [value, word] : parts)
        text += (text.empty() ? "" : ", ") + std::string(word) + " " + shareText(value);
    if (text.empty() && cell.effect == "stops")
        return shareText(cell.total.harmed) + " fewer";
    return text;
}

std::string courseToText(const MatrixCell& cell)
{
    const auto time = [](double value) { return std::isnan(value) ? std::string("never") : secondsText(value); };
    return "acc " + shareText(cell.total.accepted) + ", rec " + time(cell.recovery) + ", drain " + time(cell.drain);
}

std::string windowToText(const FaultMatrix& matrix)
{
    const bool isOneKind = !matrix.rows.empty() && std::ranges::all_of(matrix.rows, [&](const MatrixRow& row) {
        return row.fault == matrix.rows.front().fault;
    });
    return (isOneKind ? matrix.rows.front().fault + " at " : "each fault at ") + secondsText(matrix.faultAt)
        + (matrix.faultLasting > 0 ? " for " + secondsText(matrix.faultLasting) : " until the end");
}

bool isHarmless(const MatrixRow& row)
{
    return std::ranges::all_of(row.cells, [](const MatrixCell& cell) { return cell.effect == "none"; });
}

std::string singlePointsOf(const FaultMatrix& matrix, std::size_t design)
{
    std::string text;
    for (const std::string& name : matrix.designs[design].singlePoints) {
        const auto isStopping = [&](const MatrixRow& row) {
            return row.victim == name && row.cells[design].effect == "stops";
        };
        text += (text.empty() ? "" : ", ") + name + (std::ranges::any_of(matrix.rows, isStopping) ? "" : " (they wait)");
    }
    return text;
}

std::string brokenExpectationsToText(const FaultMatrix& matrix, const TextStyle& style)
{
    std::vector<std::string> lines;
    for (const MatrixBaseline& design : matrix.designs) {
        for (const ExpectationResult& expectation : design.expectations) {
            if (!expectation.holds)
                lines.push_back(brokenLine(designText(design.design) + ", without a fault", expectation, style));
        }
    }
    for (const MatrixRow& row : matrix.rows) {
        for (const MatrixCell& cell : row.cells) {
            for (const ExpectationResult& expectation : cell.expectations) {
                if (!expectation.holds)
                    lines.push_back(brokenLine(designText(cell.design) + ", " + row.phrase, expectation, style));
            }
        }
    }
    std::string text;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
        text += *line;
    return text;
}

bool doAllHold(const FaultMatrix& matrix) { return brokenExpectationsToText(matrix, TextStyle(false)).empty(); }

std::string matrixToText(const FaultMatrix& matrix, const std::string& reproducingCommand, const TextStyle& style)
{
    std::string text = matrixTitle(matrix, style) + matrixTable(matrix, style) + harmlessList(matrix, style)
        + style.apply(Tone::Faint, wrapText(kMatrixLegend, style.textColumns(), 0)) + '\n' + singlePointsList(matrix, style) + leftOutText(matrix, style);
    for (const std::string& that : matrix.notJudged)
        text += "  not judged, since it speaks of another fault: " + that + '\n';
    text += style.apply(Tone::Faint, "\nagain: " + reproducingCommand) + '\n';
    const std::string broken = brokenExpectationsToText(matrix, style);
    return broken.empty() ? text : text + "\nexpectations that do not hold\n" + broken;
}

}  // namespace stormglass
