// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/capacity_view.h"

#include "app/output/matrix_view.h"
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using namespace results;

constexpr std::size_t kCapacityGap = 3;
/// A bottleneck keeps nearly all of its workers busy; below this something else holds the load back.
constexpr double kBusy = 0.8;

struct CapacityCell {
    std::string text;
    Tone tone = Tone::Plain;
};

/// The head of its column.
std::string columnText(const DesignCapacity& capacity)
{
    if (capacity.variant.empty())
        return designText(capacity.design);
    return capacity.variant + (capacity.design.empty() ? "" : ", " + capacity.design);
}

std::string loadText(double load) { return analysis::shortNumber(load) + " ×"; }
std::string flowRateText(double rate) { return analysis::figureToText(rate, Unit::PerSecond); }

CapacityCell highestCell(const DesignCapacity& capacity)
{
    if (capacity.highest.load == 0)
        return {"none", Tone::Bad};
    const std::string atLeast = capacity.beyond.load == 0 ? "≥ " : "";
    return {atLeast + loadText(capacity.highest.load) + " = " + flowRateText(capacity.highest.offered),
            capacity.isOwnLoadSustained ? Tone::Good : Tone::Bad};
}

CapacityCell obstacleCell(const DesignCapacity& capacity)
{
    return {capacity.beyond.load == 0 ? "nothing up to there" : capacity.beyond.obstacle, Tone::Plain};
}

CapacityCell bottleneckCell(const DesignCapacity& capacity)
{
    const LoadPoint& point = capacity.beyond.load == 0 ? capacity.highest : capacity.beyond;
    if (point.busiest.empty())
        return {"–", Tone::Faint};
    return {point.busiest + ", " + shareText(point.utilisation) + " busy", point.utilisation < kBusy ? Tone::Faint : Tone::Plain};
}

CapacityCell fullestCell(const DesignCapacity& capacity)
{
    const LoadPoint& point = capacity.beyond.load == 0 ? capacity.highest : capacity.beyond;
    if (point.fullest.empty())
        return {"–", Tone::Faint};
    return {point.fullest + ", " + analysis::figureToText(point.depth, Unit::Number) + " messages", Tone::Plain};
}

CapacityCell kneeCell(const DesignCapacity& capacity)
{
    const auto at = std::ranges::find(capacity.curve, capacity.knee, &LoadPoint::load);
    if (at == capacity.curve.end())
        return {"–", Tone::Faint};
    return {loadText(capacity.knee) + ", done in " + secondsText(at->completion), Tone::Plain};
}

CapacityCell stuckLoadCell(const DesignCapacity& capacity)
{
    const TriggerEdge& edge = capacity.trigger;
    if (!edge.obstacle.empty() || edge.phrase.empty() || capacity.highest.load == 0)
        return {"not judged", Tone::Faint};
    if (std::isnan(edge.stuckFrom))
        return {"comes back at every load", Tone::Good};
    return {"stuck from " + loadText(edge.stuckFrom) + " on", edge.stuckFrom <= 1 ? Tone::Bad : Tone::Warning};
}

CapacityCell stuckLengthCell(const DesignCapacity& capacity)
{
    const TriggerEdge& edge = capacity.trigger;
    if (!edge.obstacle.empty() || edge.phrase.empty() || !capacity.isOwnLoadSustained)
        return {"not judged", Tone::Faint};
    if (!std::isnan(edge.lengthStuck))
        return {(std::isnan(edge.lengthRecovers) ? "none" : "up to " + secondsText(edge.lengthRecovers)) + "; stuck after "
                    + secondsText(edge.lengthStuck),
                Tone::Warning};
    if (std::isnan(edge.lengthRecovers))
        return {"not judged", Tone::Faint};
    return {"any, up to " + secondsText(edge.lengthRecovers), Tone::Good};
}

struct CapacityRow {
    const char* label;
    CapacityCell (*cellOf)(const DesignCapacity&);
    bool isOfTrigger = false;
};

constexpr CapacityRow kCapacityRows[] = {{"highest load", highestCell},       {"beyond it", obstacleCell},
                                         {"busiest there", bottleneckCell},   {"fullest there", fullestCell},
                                         {"knee", kneeCell},
                                         {"after the trigger", stuckLoadCell, true}, {"trigger it survives", stuckLengthCell, true}};

/// Lines of one cell that are no longer than the column.
std::vector<std::string> linesOf(const std::string& text, std::size_t width)
{
    std::vector<std::string> lines;
    const std::string wrapped = wrapText(text, width, 0);
    for (std::size_t from = 0; from <= wrapped.size();) {
        const std::size_t end = std::min(wrapped.find('\n', from), wrapped.size());
        lines.push_back(wrapped.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

std::string withoutTrailingSpaces(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

std::string summaryTable(const CapacityReport& report, const TextStyle& style)
{
    constexpr std::size_t kLabel = 19;
    constexpr std::size_t kWidest = 34;
    constexpr std::size_t kNarrowest = 20;
    const std::size_t columns = std::min<std::size_t>(style.columns(), 160);
    const std::size_t share = (columns - kLabel - 2) / report.designs.size();
    const std::size_t width = std::clamp(share > kCapacityGap ? share - kCapacityGap : 0, kNarrowest, kWidest);
    std::string head = "  " + padRight("", kLabel);
    for (const DesignCapacity& capacity : report.designs)
        head += std::string(kCapacityGap, ' ') + style.apply(Tone::Strong, padRight(columnText(capacity), width));
    std::string text = withoutTrailingSpaces(head);
    const bool hasTrigger = std::ranges::any_of(report.designs, [](const DesignCapacity& d) { return !d.trigger.phrase.empty(); });
    for (const CapacityRow& row : kCapacityRows) {
        if (row.isOfTrigger && !hasTrigger)
            continue;
        std::vector<std::vector<std::string>> cells;
        std::vector<Tone> tones;
        std::size_t height = 1;
        for (const DesignCapacity& capacity : report.designs) {
            const CapacityCell cell = row.cellOf(capacity);
            cells.push_back(linesOf(cell.text, width));
            tones.push_back(cell.tone);
            height = std::max(height, cells.back().size());
        }
        for (std::size_t line = 0; line < height; ++line) {
            std::string out = "  " + padRight(line == 0 ? row.label : "", kLabel);
            for (std::size_t i = 0; i < cells.size(); ++i)
                out += std::string(kCapacityGap, ' ') + style.apply(tones[i], padRight(line < cells[i].size() ? cells[i][line] : "", width));
            text += withoutTrailingSpaces(out);
        }
    }
    return text;
}

std::string curveTable(const DesignCapacity& capacity, const TextStyle& style)
{
    if (capacity.curve.empty())
        return {};
    std::string text = '\n' + style.apply(Tone::Strong, columnText(capacity)) + '\n';
    text += style.apply(Tone::Faint, "  " + padLeft("load", 8) + padLeft("offered", 12) + padLeft("goodput", 12)
                                         + padLeft("answer p99", 13) + padLeft("done, mean", 13) + padLeft("done, p99", 13) + "   busiest")
        + '\n';
    for (const LoadPoint& point : capacity.curve) {
        std::string line = "  " + padLeft(loadText(point.load), 8) + padLeft(flowRateText(point.offered), 12)
            + padLeft(flowRateText(point.goodput), 12) + padLeft(secondsText(point.ackP99), 13) + padLeft(secondsText(point.completion), 13)
            + padLeft(secondsText(point.completionP99), 13) + "   "
            + (point.busiest.empty() ? "" : shareText(point.utilisation) + " " + point.busiest);
        if (point.load == capacity.highest.load)
            line += "  ← highest";
        else if (point.load == capacity.knee)
            line += "  ← knee";
        text += style.apply(point.isSustained ? Tone::Plain : Tone::Bad, line) + '\n';
    }
    return text;
}

std::string variantsText(const CapacityReport& report, const TextStyle& style)
{
    std::string text;
    for (const DesignCapacity& capacity : report.designs) {
        const bool isTold = &capacity != &report.designs.front() && capacity.variant == (&capacity - 1)->variant;
        if (isTold || capacity.variant.empty())
            continue;
        std::string line = capacity.variant + ":" + (capacity.changes.empty() ? " as it is" : "");
        for (const std::string& change : capacity.changes)
            line += ' ' + change;
        text += style.apply(Tone::Faint, wrapText(line, style.textColumns(), 2)) + '\n';
    }
    return text.empty() ? text : '\n' + text;
}

std::string triggerText(const CapacityReport& report, const TextStyle& style)
{
    if (report.designs.empty() || report.designs.front().trigger.phrase.empty())
        return {};
    const TriggerEdge& edge = report.designs.front().trigger;
    std::string text = "\ntrigger: " + edge.phrase;
    if (!edge.obstacle.empty())
        text += "; not judged: " + edge.obstacle;
    else
        text += ". A design is stuck when, in the last quarter of the time that is left after the trigger, fewer of the offered flows "
                "are accepted or completed than before it, although it sustains that load without the trigger.";
    return wrapText(text, style.textColumns(), 2) + '\n';
}

}  // namespace

std::string capacityToText(const CapacityReport& report, const std::string& reproducingCommand, const TextStyle& style)
{
    std::string text = style.apply(Tone::Strong, report.scenario) + ": loads in multiples of the scenario's own; seed "
        + std::to_string(report.seed)
        + (report.replications > 1 ? ", " + std::to_string(report.replications) + " replications" : "") + ", "
        + std::to_string(report.runs) + " runs\n\n" + summaryTable(report, style);
    for (const DesignCapacity& capacity : report.designs)
        text += curveTable(capacity, style);
    text += variantsText(report, style) + triggerText(report, style);
    std::string criteria = "a load is sustained when";
    for (const std::string& criterion : report.criteria)
        criteria += (&criterion == &report.criteria.front() ? " " : "; ") + criterion;
    return text + '\n' + style.apply(Tone::Faint, wrapText(criteria, style.textColumns(), 2)) + '\n'
        + style.apply(Tone::Faint, "again: " + reproducingCommand) + '\n';
}

}  // namespace stormglass
