// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/html_report.h"

#include "app/output/comparison.h"
#include "app/output/html_charts.h"
#include "app/output/html_style.h"
#include "app/output/html_tables.h"
#include "app/output/junit.h"
#include "models/analysis/figure_text.h"

namespace stormglass {
namespace {

using namespace results;

std::string section(const char* title, const std::string& content)
{
    return content.empty() ? content : std::string("<section><h2>") + title + "</h2>" + content + "</section>\n";
}

std::string factsOf(const Report& report)
{
    std::string facts;
    const auto add = [&](const char* name, const std::string& value) {
        facts += std::string("<div><dt>") + name + "</dt><dd>" + escapeXml(value) + "</dd></div>";
    };
    std::string length = analysis::figureToText(report.duration, Unit::Seconds);
    if (report.warmUp > 0)
        length += ", of which " + analysis::figureToText(report.warmUp, Unit::Seconds) + " warm-up";
    add("Arrivals", length);
    add("Replications", std::to_string(report.replications));
    add("Seed", std::to_string(report.seed));
    add("Scenario hash", report.scenarioHash);
    add("Stormglass", report.version);
    return "<dl class=\"facts\">" + facts + "</dl>\n";
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
    const std::string title = escapeXml(report.scenario);
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                       "<meta name=\"color-scheme\" content=\"light dark\"><title>"
        + title + "</title>\n<style>" + kHtmlStyle + "</style></head>\n<body><main>\n";
    page += "<header><p class=\"brand\">Stormglass report</p><h1>" + title + "</h1>";
    if (!scenario.description.empty())
        page += "<p class=\"lead\">" + escapeXml(scenario.description) + "</p>";
    page += factsOf(report) + "</header>\n" + alarmsOf(report) + verdictCards(report);
    page += section("Expectations", expectationsToHtml(report));
    page += section("Over time", chartsToHtml(report, scenario));
    page += section(report.designs.size() > 1 ? "Comparison" : "Figures", comparisonToHtml(report, comparisonOf(report)));
    page += section("Components and channels", partsToHtml(report));
    page += section("Where every message and every flow went", ledgersToHtml(report));
    page += section("Stuck half-way", stuckFlowsToHtml(report));
    page += section("Notes", noteList(report));
    page += "<footer><p>Run it again:</p><pre>" + escapeXml(reproducingCommand) + "</pre></footer>\n";
    return page + "</main></body></html>\n";
}

}  // namespace stormglass
