// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/html_report.h"

#include "app/output/cascade_view.h"
#include "app/output/comparison.h"
#include "app/output/experiment_view.h"
#include "app/output/html_charts.h"
#include "app/output/html_page.h"
#include "app/output/html_tables.h"
#include "app/output/junit.h"
#include "models/analysis/figure_text.h"

namespace stormglass {
namespace {

using namespace results;

std::string factsOf(const Report& report)
{
    std::string length = analysis::figureToText(report.duration, Unit::Seconds);
    if (report.warmUp > 0)
        length += ", of which " + analysis::figureToText(report.warmUp, Unit::Seconds) + " warm-up";
    const bool isSaid = report.status == RunStatus::Deviated || !report.hasDeviated;
    return htmlFacts({{"Status", std::string(wordOf(report.status)) + (isSaid ? "" : ", deviated")},
                      {"Arrivals", length},
                      {"Replications", std::to_string(report.replications)},
                      {"Seed", std::to_string(report.seed)},
                      {"Scenario hash", report.scenarioHash},
                      {"Stormglass", report.version}});
}

std::string verdictCards(const Report& report)
{
    std::string cards;
    for (std::size_t i = 0; i < report.designs.size(); ++i) {
        const DesignReport& design = report.designs[i];
        if (!design.verdict.empty())
            cards += "<article class=\"card k" + std::to_string(i % kColours) + "\"><h3>" + escapeXml(nameOf(design))
                + "</h3><p>" + escapeXml(design.verdict) + "</p></article>";
    }
    return cards.empty() ? cards : "<div class=\"cards\">" + cards + "</div>\n";
}

std::string cascadesOf(const Report& report)
{
    const std::string text = cascadesToText(report, TextStyle(false));
    return text.empty() ? text : "<pre>" + escapeXml(text) + "</pre>";
}

std::string alarmsOf(const Report& report)
{
    std::string alarms;
    if (report.isPartial)
        alarms += "<p class=\"alarm\">Partial: the runs were interrupted. The figures are of what had been measured by then.</p>";
    for (const DesignReport& design : report.designs) {
        for (const std::string& failure : design.failures)
            alarms += "<p class=\"alarm\"><b>" + escapeXml(nameOf(design)) + ": the run failed.</b> " + escapeXml(failure)
                + "</p>";
    }
    return alarms;
}

std::string noteList(const Report& report)
{
    std::string items;
    for (const DesignReport& design : report.designs) {
        for (const std::string& note : design.notes)
            items += "<li><b>" + escapeXml(nameOf(design)) + "</b>: " + escapeXml(note) + "</li>";
    }
    return items.empty() ? items : "<ul>" + items + "</ul>";
}

}  // namespace

std::string toHtml(const Report& report, const spec::Scenario& scenario, const std::string& reproducingCommand)
{
    std::string body = "<header><p class=\"brand\">Stormglass report</p><h1>" + escapeXml(report.scenario) + "</h1>";
    if (!scenario.description.empty())
        body += "<p class=\"lead\">" + escapeXml(scenario.description) + "</p>";
    body += factsOf(report) + "</header>\n" + alarmsOf(report) + verdictCards(report);
    body += htmlSection("Experiment", experimentToHtml(report));
    body += htmlSection("Expectations", expectationsToHtml(report));
    body += htmlSection("Over time", chartsToHtml(report, scenario));
    body += htmlSection("Cascade", cascadesOf(report));
    body += htmlSection(report.designs.size() > 1 ? "Comparison" : "Figures", comparisonToHtml(report, comparisonOf(report)));
    body += htmlSection("Components and channels", partsToHtml(report));
    body += htmlSection("Where every message and every flow went", ledgersToHtml(report));
    body += htmlSection("Stuck half-way", stuckFlowsToHtml(report));
    body += htmlSection("Notes", noteList(report));
    body += "<footer><p>Run it again:</p><pre>" + escapeXml(reproducingCommand) + "</pre></footer>\n";
    return htmlPage(report.scenario, {}, body);
}

}  // namespace stormglass
