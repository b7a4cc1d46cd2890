// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/matrix_html.h"

#include "app/output/expectation_view.h"
#include "app/output/html_page.h"
#include "app/output/junit.h"
#include "app/output/matrix_view.h"
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using namespace results;

constexpr const char* kHeatStyle = R"css(
.heat{table-layout:fixed;border-collapse:separate;border-spacing:3px}.heat th:first-child{width:190px;overflow-wrap:anywhere}.heat th,.heat td{border:0;padding:8px 12px}
.heat thead th{color:var(--ink);font-weight:600}.heat tbody th small{display:block;color:var(--soft)}
.heat td{position:relative;width:180px;border-radius:6px;background:var(--paper)}
.heat td::before{content:"";position:absolute;inset:0;border-radius:6px;background:var(--heat,var(--bad));opacity:var(--h,0)}
.heat td>*{position:relative}.heat b{display:block;font-weight:600}.heat td small{color:var(--ink);opacity:.75}
.heat .delays{--heat:var(--fault)}.heat .none b{font-weight:400;color:var(--soft)}
.scale{display:flex;flex-wrap:wrap;gap:6px 20px;margin:10px 0 0;color:var(--soft);font-size:13px}
.scale i{display:inline-block;width:18px;height:12px;margin-right:7px;border-radius:3px;vertical-align:-1px}
)css";

std::string mendingText(double value) { return std::isnan(value) ? "not before the end of the run" : secondsText(value); }

/// How strongly a cell is coloured, from 0 to 1: the harm, or for flows that only wait the shareText that is held up.
double heatOf(const MatrixCell& cell)
{
    const double harm = cell.effect == "delays" ? cell.total.stopped * 0.6 : cell.total.harmed;
    const double least = cell.total.stuck > 0 ? 0.15 : 0;
    return std::clamp(std::max(harm, least), 0.0, 1.0) * 0.62;  // text has to stay readable
}

std::string harmFigures(const FlowHarm& harm)
{
    return "harmed " + shareText(harm.harmed) + " (lost " + shareText(harm.lost) + ", late " + shareText(harm.late) + ", stuck " + shareText(harm.stuck)
        + ", undone " + shareText(harm.compensated) + "); completions missing meanwhile " + shareText(harm.stopped) + "; accepted "
        + shareText(harm.accepted);
}

std::string cellTip(const MatrixRow& row, const MatrixCell& cell)
{
    std::string tip = "While " + row.phrase + ", " + designText(cell.design) + ": " + harmFigures(cell.total);
    if (!std::isnan(cell.harmedHalfWidth))
        tip += "; harmed ± " + shareText(cell.harmedHalfWidth);
    tip += "; recovery " + mendingText(cell.recovery) + "; drain " + mendingText(cell.drain) + "; peak backlog "
        + analysis::figureToText(cell.backlog, Unit::Count);
    for (const FlowHarm& flow : cell.flows) {
        if (cell.flows.size() > 1)
            tip += ". " + flow.flow + ": " + harmFigures(flow);
    }
    return tip;
}

std::string heatCell(const MatrixRow& row, const MatrixCell& cell)
{
    const std::string heat = analysis::shortNumber(std::round(heatOf(cell) * 100) / 100);
    std::string harm = harmToText(cell);
    if (harm.empty())
        harm = "no harm";
    std::string html = "<td class=\"" + cell.effect + "\" style=\"--h:" + heat + "\" title=\"" + escapeXml(cellTip(row, cell)) + "\"><b>"
        + escapeXml(harm) + "</b>";
    if (cell.effect != "none" && cell.effect != "unknown")
        html += "<small>" + escapeXml(courseToText(cell)) + "</small>";
    return html + "</td>";
}

std::string heatMap(const FaultMatrix& matrix)
{
    if (matrix.rows.empty())
        return {};
    std::string head = "<th></th>";
    for (const MatrixBaseline& design : matrix.designs)
        head += "<th>" + escapeXml(designText(design.design)) + "</th>";
    std::string body;
    for (const MatrixRow& row : matrix.rows) {
        body += "<tr><th scope=\"row\">" + escapeXml(labelOf(row, matrix)) + "<small>" + escapeXml(row.victimKind) + "</small></th>";
        for (const MatrixCell& cell : row.cells)
            body += heatCell(row, cell);
        body += "</tr>";
    }
    return "<div class=\"wide\"><table class=\"heat\"><thead><tr>" + head + "</tr></thead><tbody>" + body
        + "</tbody></table></div><p class=\"scale\"><span><i style=\"background:var(--bad);opacity:.62\"></i>flows are harmed, the "
          "more the redder</span><span><i style=\"background:var(--fault);opacity:.4\"></i>flows wait, and complete later</span></p>"
          "<p class=\"hint\">Shares are of the flows that begin while the fault lasts, next to a run without it on the same traffic. "
          "More than 100 %: the harm outlives the fault. acc: requests accepted during the fault; rec: time until answers are as "
          "before; drain: until the backlog is worked off. Point at a cell for all of its figures.</p>";
}

std::string singlePointCards(const FaultMatrix& matrix)
{
    std::string cards;
    for (std::size_t i = 0; i < matrix.designs.size(); ++i) {
        const MatrixBaseline& design = matrix.designs[i];
        const std::string points = singlePointsOf(matrix, i);
        cards += "<article class=\"card c" + std::to_string(i % 6) + "\"><h3>" + escapeXml(designText(design.design)) + "</h3><p>"
            + escapeXml(points.empty() ? "No single point of failure among these."
                                       : std::to_string(design.singlePoints.size()) + " single "
                                             + (design.singlePoints.size() == 1 ? "point" : "points") + " of failure: " + points + ".")
            + "</p><p class=\"hint\">Without a fault " + shareText(design.success) + " complete in time.</p></article>";
    }
    return cards.empty() ? cards : "<div class=\"cards\">" + cards + "</div>\n";
}

std::string brokenRow(const std::string& design, const std::string& place, const ExpectationResult& expectation)
{
    return "<tr><td>" + escapeXml(designText(design)) + "</td><td>" + escapeXml(place) + "</td><td class=\"code\">"
        + escapeXml(sentenceOf(expectation.that, expectation.during)) + "</td><td class=\"number bad\">" + escapeXml(expectation.foundText) + "</td></tr>";
}

std::string brokenTable(const FaultMatrix& matrix)
{
    std::string rows;
    for (const MatrixBaseline& design : matrix.designs) {
        for (const ExpectationResult& expectation : design.expectations)
            rows += expectation.holds ? "" : brokenRow(design.design, "without a fault", expectation);
    }
    for (const MatrixRow& row : matrix.rows) {
        for (const MatrixCell& cell : row.cells) {
            for (const ExpectationResult& expectation : cell.expectations)
                rows += expectation.holds ? "" : brokenRow(cell.design, row.phrase, expectation);
        }
    }
    return rows.empty() ? rows
                        : "<div class=\"wide\"><table><thead><tr><th>Design</th><th>While</th><th>Expected</th><th class=\"number\">"
                          "Found</th></tr></thead><tbody>"
            + rows + "</tbody></table></div>";
}

std::string matrixAlarms(const FaultMatrix& matrix)
{
    std::string alarms;
    if (matrix.isPartial)
        alarms += "<p class=\"alarm\">Partial: the runs were interrupted.</p>";
    const auto add = [&](const std::string& design, const std::string& place, const std::vector<std::string>& failures) {
        for (const std::string& failure : failures)
            alarms += "<p class=\"alarm\"><b>" + escapeXml(designText(design) + ", " + place) + ": the run failed.</b> "
                + escapeXml(failure) + "</p>";
    };
    for (const MatrixBaseline& design : matrix.designs)
        add(design.design, "without a fault", design.failures);
    for (const MatrixRow& row : matrix.rows) {
        for (const MatrixCell& cell : row.cells)
            add(cell.design, row.phrase, cell.failures);
    }
    return alarms;
}

std::string leftOutItems(const FaultMatrix& matrix)
{
    std::string items;
    for (const LeftOutFault& fault : matrix.leftOut)
        items += "<li><b>" + escapeXml(fault.fault) + "</b>: " + escapeXml(fault.reason) + "</li>";
    for (const std::string& that : matrix.notJudged)
        items += "<li>not judged, since it speaks of another fault: <span class=\"code\">" + escapeXml(that) + "</span></li>";
    return items.empty() ? items : "<ul>" + items + "</ul>";
}

}  // namespace

std::string toHtml(const FaultMatrix& matrix, const spec::Scenario& scenario, const std::string& reproducingCommand)
{
    std::string body = "<header><p class=\"brand\">Stormglass fault matrix</p><h1>" + escapeXml(matrix.scenario) + "</h1>";
    if (!scenario.description.empty())
        body += "<p class=\"lead\">" + escapeXml(scenario.description) + "</p>";
    body += htmlFacts({{"Faults", windowToText(matrix) + ", in place of those of the scenario"},
                       {"Arrivals", secondsText(matrix.duration) + ", of which " + secondsText(matrix.warmUp) + " warm-up"},
                       {"Replications", std::to_string(matrix.replications)},
                       {"Seed", std::to_string(matrix.seed)},
                       {"Stormglass", matrix.version}})
        + "</header>\n" + matrixAlarms(matrix) + singlePointCards(matrix);
    body += htmlSection("Blast radius", heatMap(matrix));
    body += htmlSection("Expectations that do not hold", brokenTable(matrix));
    body += htmlSection("Left out", leftOutItems(matrix));
    body += "<footer><p>Run it again:</p><pre>" + escapeXml(reproducingCommand) + "</pre></footer>\n";
    return htmlPage(matrix.scenario + ": fault matrix", kHeatStyle, body);
}

}  // namespace stormglass
