// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/saga_html.h"

#include "app/output/html_page.h"
#include "app/output/junit.h"
#include "app/output/matrix_view.h"
#include "app/output/saga_view.h"
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <array>

namespace stormglass {
namespace {

using namespace results;

constexpr const char* kSagaStyle = R"css(
.worth td,.worth th{padding:6px 14px;vertical-align:middle;border:0}.worth tr.whole>*{border-top:1px solid var(--rule);padding-top:12px;font-weight:600}
.worth tbody tr:first-child>*{border-top:0}.worth .without{padding-left:32px;color:var(--soft);white-space:nowrap}.worth td:nth-child(2){width:46%}
.bar{display:flex;height:16px;gap:2px;border-radius:4px;overflow:hidden}.bar i{display:block;min-width:3px}
.o-completed{--o:var(--good)}.o-compensated{--o:var(--soft)}.o-lost{--o:var(--fault)}.o-inconsistent,.o-unknown{--o:var(--bad)}
.bar i,.scale i{background:var(--o,var(--rule))}.bar .o-completed,.scale .o-completed{opacity:.55}.bar .o-compensated,.scale .o-compensated{opacity:.6}
.sweep{border-collapse:separate;border-spacing:3px;font-size:13px}.sweep th,.sweep td{border:0;padding:4px 9px}.sweep th[scope=row]{white-space:nowrap;width:1%}
.sweep thead th{color:var(--ink);font-weight:400;vertical-align:bottom}.sweep thead tr:first-child th{font-weight:600;font-size:14px}
.sweep tr.group th{padding-top:12px}.sweep .first{padding-left:18px}
.sweep td{position:relative;border-radius:5px;background:var(--paper)}.sweep td.o-none{background:none}
.sweep td::before{content:"";position:absolute;inset:0;border-radius:5px;background:var(--o,transparent);opacity:.13}
.sweep td.o-inconsistent::before,.sweep td.o-unknown::before{opacity:.5}.sweep td.o-lost::before{opacity:.38}
.sweep td.o-inconsistent{font-weight:600}.sweep td.o-completed span,.sweep td.o-unmet span{color:var(--soft)}.sweep td span{position:relative}
.scale{display:flex;flex-wrap:wrap;gap:6px 20px;margin:10px 0 0;color:var(--soft);font-size:13px}
.scale i{display:inline-block;width:18px;height:12px;margin-right:7px;border-radius:3px;vertical-align:-1px}
)css";

std::string outcomeClass(const SagaCell& cell) { return "o-" + (cell.outcome == "not met" ? "unmet" : cell.outcome); }

std::string sagaCardsOf(const SagaSweep& sweep)
{
    std::string cards;
    const std::vector<SagaGroup> groups = groupsOf(sweep);
    for (std::size_t i = 0; i < groups.size(); ++i)
        cards += "<article class=\"card c" + std::to_string(i % 6) + "\"><h3>" + escapeXml(designText(groups[i].design)) + "</h3><p>"
            + escapeXml(sagaVerdict(sweep, groups[i])) + "</p></article>";
    return "<div class=\"cards\">" + cards + "</div>\n";
}

constexpr const char* kOutcomeScale
    = "<p class=\"scale\"><span><i class=\"o-completed\"></i>every flow completes</span><span><i class=\"o-compensated\"></i>some are undone "
      "(compensated)</span><span><i class=\"o-lost\"></i>some end with nothing done</span><span><i class=\"o-inconsistent\"></i>some are "
      "left half-done, still open, or done twice</span></p>";

std::string tallyBar(const SagaTally& tally)
{
    std::string bar;
    for (const auto& [count, name] : {std::pair(tally.completed, "completed"), std::pair(tally.compensated, "compensated"),
                                      std::pair(tally.lost, "lost"), std::pair(tally.inconsistent, "inconsistent"),
                                      std::pair(tally.unknown, "unknown")}) {
        if (count > 0)
            bar += "<i class=\"o-" + std::string(name) + "\" style=\"flex:" + std::to_string(count) + "\" title=\"" + std::to_string(count) + " of "
                + std::to_string(tally.met) + ": " + name + "\"></i>";
    }
    return "<div class=\"bar\">" + bar + "</div>";
}

/// One bar for each column: how the disturbances ended.
std::string worthTable(const SagaSweep& sweep)
{
    std::string rows;
    for (std::size_t i = 0; i < sweep.columns.size(); ++i) {
        const SagaColumn& column = sweep.columns[i];
        const SagaTally tally = tallyOf(sweep, i);
        const bool isWhole = column.without.empty();
        rows += std::string(isWhole ? "<tr class=\"whole\"><th scope=\"row\">" : "<tr><th scope=\"row\" class=\"without\">")
            + escapeXml(isWhole ? designText(column.design) : "without " + column.without) + "</th><td>" + tallyBar(tally) + "</td>";
        for (const std::size_t count : {tally.met, tally.completed, tally.compensated, tally.lost})
            rows += "<td class=\"number\">" + (count > 0 ? std::to_string(count) : "–") + "</td>";
        rows += std::string("<td class=\"number") + (tally.inconsistent > 0 ? " bad\">" + std::to_string(tally.inconsistent) : "\">–")
            + "</td></tr>";
    }
    return "<div class=\"wide\"><table class=\"worth\"><thead><tr><th></th><th></th><th class=\"number\">disturbances</th><th class=\"number\">"
           "completed</th><th class=\"number\">undone</th><th class=\"number\">lost</th><th class=\"number\">inconsistent</th></tr></thead><tbody>"
        + rows + "</tbody></table></div>" + kOutcomeScale;
}

std::string sagaTip(const SagaRow& row, const SagaColumn& column, const SagaCell& cell)
{
    const auto more = [](double value) { return (value > 0 ? "+" : "") + analysis::figureToText(value, Unit::Count); };
    return placeOf(row) + ", " + row.disturbance + ", " + designText(column.design) + " " + columnTitle(column) + ": completed "
        + more(cell.completed) + ", undone " + more(cell.compensated) + ", lost " + more(cell.lost) + ", half-done "
        + more(cell.inconsistent - cell.doubled) + ", done twice " + more(cell.doubled) + ", still open " + more(cell.open)
        + ", steps asked for again " + more(cell.repeated);
}

std::string sagaCellHtml(const SagaRow& row, const SagaColumn& column, const SagaCell& cell)
{
    if (cell.outcome == "none")
        return "<td class=\"o-none\"></td>";
    return "<td class=\"" + outcomeClass(cell) + "\" title=\"" + escapeXml(sagaTip(row, column, cell)) + "\"><span>"
        + escapeXml(outcomeText(cell)) + "</span></td>";
}

std::string sweepHead(const SagaSweep& sweep)
{
    std::string designs;
    std::string titles;
    for (const SagaGroup& group : groupsOf(sweep)) {
        designs += "<th colspan=\"" + std::to_string(group.columns.size()) + "\">" + escapeXml(designText(group.design)) + "</th>";
        for (const std::size_t column : group.columns)
            titles += "<th>" + escapeXml(columnTitle(sweep.columns[column])) + "</th>";
    }
    return "<thead><tr><th></th>" + designs + "</tr><tr><th></th>" + titles + "</tr></thead>";
}

/// Every disturbance in every column.
std::string sweepTable(const SagaSweep& sweep)
{
    std::string body;
    std::string place;
    for (const SagaRow& row : sweep.rows) {
        if (placeOf(row) != place) {
            place = placeOf(row);
            body += "<tr class=\"group\"><th colspan=\"" + std::to_string(sweep.columns.size() + 1) + "\">" + escapeXml(place) + "</th></tr>";
        }
        body += "<tr><th scope=\"row\" class=\"first\">" + escapeXml(row.disturbance) + "</th>";
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            body += sagaCellHtml(row, sweep.columns[i], row.cells[i]);
        body += "</tr>";
    }
    return "<div class=\"wide\"><table class=\"sweep\">" + sweepHead(sweep) + "<tbody>" + body + "</tbody></table></div>" + kOutcomeScale
        + "<p class=\"hint\">Each cell: the worst that became of more flows than without the disturbance, on the same traffic, and of how "
          "many. stuck: left half-done, or still open at the end; twice: an effect was applied or undone twice; not met: no flow came to "
          "that moment; empty: the design has nothing to be disturbed there. Point at a cell for all of its figures.</p>";
}

std::string sagaAlarms(const SagaSweep& sweep)
{
    std::string alarms = sweep.isPartial ? "<p class=\"alarm\">Partial: the runs were interrupted.</p>" : "";
    const auto add = [&](std::size_t column, const std::string& place, const std::vector<std::string>& failures) {
        for (const std::string& failure : failures)
            alarms += "<p class=\"alarm\"><b>" + escapeXml(designText(sweep.columns[column].design) + ", " + place) + ": the run failed.</b> "
                + escapeXml(failure) + "</p>";
    };
    for (std::size_t i = 0; i < sweep.columns.size(); ++i)
        add(i, "undisturbed", sweep.columns[i].failures);
    for (const SagaRow& row : sweep.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            add(i, placeOf(row) + " " + row.disturbance, row.cells[i].failures);
    }
    return alarms;
}

std::string sagaLeftOut(const SagaSweep& sweep)
{
    std::string items;
    for (const LeftOutFault& fault : sweep.leftOut)
        items += "<li><b>" + escapeXml(fault.fault) + "</b>: " + escapeXml(fault.reason) + "</li>";
    return items.empty() ? items : "<ul>" + items + "</ul>";
}

}  // namespace

std::string toHtml(const SagaSweep& sweep, const spec::Scenario& scenario, const std::string& reproducingCommand)
{
    std::string body = "<header><p class=\"brand\">Stormglass saga sweep</p><h1>" + escapeXml(sweep.scenario) + "</h1>";
    if (!scenario.description.empty())
        body += "<p class=\"lead\">" + escapeXml(scenario.description) + "</p>";
    body += htmlFacts({{"Disturbances", std::to_string(sweep.rows.size()) + ", one at a time, in place of the faults of the scenario"},
                       {"Replications", std::to_string(sweep.replications)},
                       {"Seed", std::to_string(sweep.seed)},
                       {"Stormglass", sweep.version}})
        + "</header>\n" + sagaAlarms(sweep) + sagaCardsOf(sweep);
    body += htmlSection("What each safeguard is worth", worthTable(sweep));
    body += htmlSection("Every step disturbed in every way", sweepTable(sweep));
    body += htmlSection("Left out", sagaLeftOut(sweep));
    body += "<footer><p>Run it again:</p><pre>" + escapeXml(reproducingCommand) + "</pre></footer>\n";
    return htmlPage(sweep.scenario + ": saga sweep", kSagaStyle, body);
}

}  // namespace stormglass
