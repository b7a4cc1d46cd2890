// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/experiment_view.h"

#include "app/output/comparison.h"
#include "app/output/junit.h"
#include "models/analysis/figure_text.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

std::string checkLine(const DesignReport& design, const HypothesisResult& line, const TextStyle& style)
{
    std::string text = line.holds ? style.apply(Tone::Good, "✓ ") : style.apply(Tone::Bad, "✗ ");
    if (!design.design.empty())
        text += design.design + ": ";
    text += sentenceOf(line);
    return text + style.apply(line.holds ? Tone::Faint : Tone::Bad, "  found: " + line.foundText) + '\n';
}

std::string reasonsOf(const DesignReport& design, const TextStyle& style)
{
    std::string text;
    for (const std::string& reason : design.experiment.reasons) {
        const std::string line = std::string(wordOf(design.experiment.status)) + (design.design.empty() ? "" : ", " + design.design)
            + ": " + reason;
        text += style.apply(Tone::Bad, "✗ ") + wrapText(line, style.textColumns(), 2) + '\n';
    }
    return text;
}

/// Designs whose faults happen at the same times, as they mostly do, tell of their phases once.
std::string phasesOf(const Report& report, const TextStyle& style)
{
    std::string text;
    std::string last;
    for (const DesignReport& design : report.designs) {
        const std::string phases = phasesToText(design.experiment);
        if (phases.empty() || phases == last)
            continue;
        text += wrapText((last.empty() ? "" : design.design + ": ") + phases, style.textColumns(), 2) + '\n';
        last = phases;
    }
    return text;
}

std::string rowsOf(const DesignReport& design)
{
    std::string rows;
    for (const HypothesisResult& line : design.experiment.hypothesis) {
        const char* const looks = line.holds ? "good" : "bad";
        rows += std::string("<tr><td class=\"") + looks + "\">" + (line.holds ? "✓ holds" : "✗ deviated") + "</td><td>"
            + escapeXml(nameOf(design)) + "</td><td class=\"code\">" + escapeXml(sentenceOf(line)) + "</td><td>"
            + escapeXml(line.foundText) + "</td></tr>";
    }
    return rows;
}

}  // namespace

std::string phasesToText(const ExperimentReport& experiment)
{
    std::string text;
    const bool hasFaults = std::ranges::any_of(experiment.phases, [](const PhaseSpan& span) { return span.phase == RunPhase::Faults; });
    if (!hasFaults)
        return text;
    for (const PhaseSpan& span : experiment.phases)
        text += (text.empty() ? "" : ", ") + std::string(wordOf(span.phase)) + " until " + analysis::figureToText(span.end, Unit::Seconds);
    return text;
}

std::string sentenceOf(const HypothesisResult& line)
{
    switch (line.moment) {
    case CheckMoment::Before: return line.that + ", before the faults";
    case CheckMoment::During: return line.that + ", all the time during the faults";
    case CheckMoment::Continuously: return line.that + ", all the time";
    case CheckMoment::After: return line.that + ", after the faults";
    }
    return line.that;
}

std::string experimentToText(const Report& report, const TextStyle& style)
{
    std::string lines;
    for (const DesignReport& design : report.designs) {
        for (const HypothesisResult& line : design.experiment.hypothesis)
            lines += checkLine(design, line, style);
    }
    std::string text = phasesOf(report, style);
    if (!text.empty())
        text = "\nphases\n" + text;
    return lines.empty() ? text : text + "\nsteady-state hypothesis\n" + lines;
}

std::string deviationsToText(const Report& report, const TextStyle& style)
{
    std::string text;
    for (const DesignReport& design : report.designs) {
        for (const HypothesisResult& line : design.experiment.hypothesis) {
            if (!line.holds)
                text += checkLine(design, line, style);
        }
        text += reasonsOf(design, style);
    }
    return text;
}

std::string statusToText(const Report& report, const TextStyle& style)
{
    std::string text;
    for (const DesignReport& design : report.designs)
        text += reasonsOf(design, style);
    const std::string word{wordOf(report.status)};
    const bool isSaid = report.status == RunStatus::Deviated || !report.hasDeviated;
    const Tone tone = report.status == RunStatus::Completed ? Tone::Good : Tone::Bad;
    return text + "status: " + style.apply(tone, word) + (isSaid ? "" : style.apply(Tone::Bad, ", deviated")) + '\n';
}

std::string experimentToHtml(const Report& report)
{
    std::string html;
    std::string rows;
    for (const DesignReport& design : report.designs) {
        const std::string phases = phasesToText(design.experiment);
        if (!phases.empty())
            html += "<p><b>" + escapeXml(nameOf(design)) + "</b>: " + escapeXml(phases) + "</p>";
        for (const std::string& reason : design.experiment.reasons)
            html += "<p class=\"alarm\"><b>" + escapeXml(nameOf(design)) + ": " + std::string(wordOf(design.experiment.status))
                + ".</b> " + escapeXml(reason) + "</p>";
        rows += rowsOf(design);
    }
    if (rows.empty())
        return html;
    return html + "<div class=\"wide\"><table><thead><tr><th></th><th>Design</th><th>Steady-state hypothesis</th>"
                  "<th>Found</th></tr></thead><tbody>"
        + rows + "</tbody></table></div>";
}

}  // namespace stormglass
