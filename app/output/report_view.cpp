// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/report_view.h"

#include "app/output/cascade_view.h"
#include "app/output/expectation_view.h"
#include "app/output/experiment_view.h"
#include "app/output/parts_table.h"
#include "app/output/terminal_table.h"
#include "models/analysis/figure_text.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

constexpr std::size_t kMostParts = 12;

std::string titleOf(const Report& report, const TextStyle& style)
{
    std::string text = style.apply(Tone::Strong, report.scenario) + ": ";
    if (report.designs.size() > 1)
        text += std::to_string(report.designs.size()) + " designs, ";
    text += std::to_string(report.replications) + (report.replications == 1 ? " replication" : " replications") + " of "
        + analysis::figureToText(report.duration, Unit::Seconds);
    if (report.warmUp > 0)
        text += " (warm-up " + analysis::figureToText(report.warmUp, Unit::Seconds) + ")";
    text += ", seed " + std::to_string(report.seed);
    if (report.isPartial)
        text += style.apply(Tone::Warning, ", partial: the runs were interrupted");
    return text + "\n";
}

std::string verdictsOf(const Report& report, const TextStyle& style)
{
    std::string text;
    for (const DesignReport& design : report.designs) {
        if (!design.verdict.empty())
            text += style.apply(Tone::Strong, "→ ") + wrapText(design.verdict, style.textColumns(), 2) + '\n';
    }
    return text.empty() ? text : '\n' + text;
}

/// With one design there is room for its parts.
std::string partsOf(const Report& report, const TextStyle& style)
{
    if (report.designs.size() != 1)
        return {};
    const DesignReport& design = report.designs.front();
    return partsToText(componentsTable(design, kMostParts), style)
        + partsToText(channelsTable(design, kMostParts), style) + partsToText(causesTable(design, kMostParts), style)
        + partsToText(costsTable(design, kMostParts), style);
}

std::string stuckFlowsOf(const DesignReport& design, const TextStyle& style)
{
    std::string text;
    for (const StuckFlow& flow : design.stuck) {
        std::string line = design.design + ": " + flow.flow + " " + std::to_string(flow.number) + " (started at "
            + analysis::figureToText(flow.startedAt, Unit::Seconds) + ") is stuck: done";
        for (const std::string& step : flow.done)
            line += " " + step;
        line += "; open";
        for (const std::string& step : flow.open)
            line += " " + step;
        if (!flow.cause.empty())
            line += "; a message of it is " + flow.cause;
        text += "  " + wrapText(line, style.textColumns(), 4) + '\n';
        if (&flow == &design.stuck[std::min<std::size_t>(2, design.stuck.size() - 1)])
            break;
    }
    return text;
}

std::string notesOf(const Report& report, const TextStyle& style)
{
    std::string text;
    for (const DesignReport& design : report.designs) {
        text += stuckFlowsOf(design, style);
        for (const std::string& note : design.notes)
            text += "  " + wrapText((design.design.empty() ? "" : design.design + ": ") + note, style.textColumns(), 4)
                + '\n';
    }
    return text.empty() ? text : "\nnotes\n" + text;
}

}  // namespace

std::string reportToText(const Report& report, const std::string& reproducingCommand, const TextStyle& style)
{
    std::string text = titleOf(report, style);
    const std::vector<ComparisonGroup> groups = comparisonOf(report);
    if (!groups.empty())
        text += '\n' + tableToText(report, groups, style);
    text += partsOf(report, style);
    if (report.designs.size() == 1) {
        const std::string cascades = cascadesToText(report, style);
        text += cascades.empty() ? cascades : "\ncascade\n" + cascades;
    }
    text += verdictsOf(report, style);
    text += experimentToText(report, style);
    text += notesOf(report, style);
    text += style.apply(Tone::Faint, "\nagain: " + reproducingCommand) + '\n';
    text += statusToText(report, style);
    const std::string expectations = expectationsToText(report, style);
    return expectations.empty() ? text : text + "\nexpectations\n" + expectations;
}

}  // namespace stormglass
