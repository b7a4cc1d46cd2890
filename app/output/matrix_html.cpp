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

constexpr const char* kStyle = R"css(
.heat{border-collapse:separate;border-spacing:3px}.heat th,.heat td{border:0;padding:8px 12px}
.heat thead th{color:var(--ink);font-weight:600}.heat tbody th{white-space:nowrap}.heat tbody th small{display:block;color:var(--soft)}
.heat td{position:relative;min-width:150px;border-radius:6px;background:var(--paper)}
.heat td::before{content:"";position:absolute;inset:0;border-radius:6px;background:var(--heat,var(--bad));opacity:var(--h,0)}
.heat td>*{position:relative}.heat b{display:block;font-weight:600}.heat td small{color:var(--ink);opacity:.75}
.heat .delays{--heat:var(--fault)}.heat .none b{font-weight:400;color:var(--soft)}
.scale{display:flex;flex-wrap:wrap;gap:6px 20px;margin:10px 0 0;color:var(--soft);font-size:13px}
.scale i{display:inline-block;width:18px;height:12px;margin-right:7px;border-radius:3px;vertical-align:-1px}
)css";

std::string share(double value) { return analysis::figureToText(value, Unit::Ratio); }
std::string seconds(double value) { return analysis::figureToText(value, Unit::Seconds); }
std::string nameOf(const std::string& design) { return design.empty() ? "as written" : design; }
std::string timeOf(double value) { return std::isnan(value) ? "not before the end of the run" : seconds(value); }

/// How strongly a cell is coloured, from 0 to 1: the harm, or for flows that only wait the share that is held up.
double heatOf(const MatrixCell& cell)
{
    const double harm = cell.effect == "delays" ? cell.total.stopped * 0.6 : cell.total.harmed;
    const double least = cell.total.stuck > 0 ? 0.15 : 0;
    return std::clamp(std::max(harm, least), 0.0, 1.0) * 0.62;  // text has to stay readable
}

std::string figuresOf(const FlowHarm& harm)
{
    return "harmed " + share(harm.harmed) + " (lost " + share(harm.lost) + ", late " + share(harm.late) + ", stuck " + share(harm.stuck)
        + ", undone " + share(harm.compensated) + "); completions missing meanwhile " + share(harm.stopped) + "; accepted "
        + share(harm.accepted);
}

std::string tipOf(const MatrixRow& row, const MatrixCell& cell)
{
    std::string tip = "While " + row.phrase + ", " + nameOf(cell.design) + ": " + figuresOf(cell.total);
    if (!std::isnan(cell.harmedHalfWidth))
        tip += "; harmed ± " + share(cell.harmedHalfWidth);
    tip += "; recovery " + timeOf(cell.recovery) + "; drain " + timeOf(cell.drain) + "; peak backlog "
        + analysis::figureToText(cell.backlog, Unit::Count);
    for (const FlowHarm& flow : cell.flows) {
        if (cell.flows.size() > 1)
            tip += ". " + flow.flow + ": " + figuresOf(flow);
    }
    return tip;
}

std::string cellOf(const MatrixRow& row, const MatrixCell& cell)
{
    const std::string heat = analysis::shortNumber(std::round(heatOf(cell) * 100) / 100);
    std::string harm = harmToText(cell);
    if (harm.empty())
        harm = "no harm";
    std::string html = "<td class=\"" + cell.effect + "\" style=\"--h:" + heat + "\" title=\"" + escapeXml(tipOf(row, cell)) + "\"><b>"
        + escapeXml(harm) + "</b>";
    if (cell.effect != "none" && cell.effect != "unknown")
        html += "<small>" + escapeXml(courseToText(cell)) + "</small>";
    return html + "</td>";
}

std::string heatMapOf(const FaultMatrix& matrix)
{
    if (matrix.rows.empty())
        return {};
    std::string head = "<th></th>";
    for (const MatrixBaseline& design : matrix.designs)
        head += "<th>" + escapeXml(nameOf(design.design)) + "</th>";
    std::string body;
    for (const MatrixRow& row : matrix.rows) {
        body += "<tr><th scope=\"row\">" + escapeXml(labelOf(row, matrix)) + "<small>" + escapeXml(row.victimKind) + "</small></th>";
        for (const MatrixCell& cell : row.cells)
            body += cellOf(row, cell);
        body += "</tr>";
    }
    return "<div class=\"wide\"><table class=\"heat\"><thead><tr>" + head + "</tr></thead><tbody>" + body
        + "</tbody></table></div><p class=\"scale\"><span><i style=\"background:var(--bad);opacity:.62\"></i>flows are harmed, the "
          "more the redder</span><span><i style=\"background:var(--fault);opacity:.4\"></i>flows wait, and complete later</span></p>"
          "<p class=\"hint\">Shares are of the flows that begin while the fault lasts, next to a run without it on the same traffic. "
          "More than 100 %: the harm outlives the fault. acc: requests accepted during the fault; rec: time until answers are as "
          "before; drain: until the backlog is worked off. Point at a cell for all of its figures.</p>";
}

std::string cardsOf(const FaultMatrix& matrix)
{
    std::string cards;
    for (std::size_t i = 0; i < matrix.designs.size(); ++i) {
        const MatrixBaseline& design = matrix.designs[i];
        const std::string points = singlePointsOf(matrix, i);
        cards += "<article class=\"card c" + std::to_string(i % 6) + "\"><h3>" + escapeXml(nameOf(design.design)) + "</h3><p>"
            + escapeXml(points.empty() ? "No single point of failure among these."
                                       : std::to_string(design.singlePoints.size()) + " single "
                                             + (design.singlePoints.size() == 1 ? "point" : "points") + " of failure: " + points + ".")
            + "</p><p class=\"hint\">Without a fault " + share(design.success) + " complete in time.</p></article>";
    }
    return cards.empty() ? cards : "<div class=\"cards\">" + cards + "</div>\n";
}

std::string rowOf(const std::string& design, const std::string& place, const ExpectationResult& expectation)
{
    return "<tr><td>" + escapeXml(nameOf(design)) + "</td><td>" + escapeXml(place) + "</td><td class=\"code\">"
        + escapeXml(sentenceOf(expectation)) + "</td><td class=\"number bad\">" + escapeXml(expectation.foundText) + "</td></tr>";
}

std::string brokenOf(const FaultMatrix& matrix)
{
    std::string rows;
    for (const MatrixBaseline& design : matrix.designs) {
        for (const ExpectationResult& expectation : design.expectations)
            rows += expectation.holds ? "" : rowOf(design.design, "without a fault", expectation);
    }
    for (const MatrixRow& row : matrix.rows) {
        for (const MatrixCell& cell : row.cells) {
            for (const ExpectationResult& expectation : cell.expectations)
                rows += expectation.holds ? "" : rowOf(cell.design, row.phrase, expectation);
        }
    }
    return rows.empty() ? rows
                        : "<div class=\"wide\"><table><thead><tr><th>Design</th><th>While</th><th>Expected</th><th class=\"number\">"
                          "Found</th></tr></thead><tbody>"
            + rows + "</tbody></table></div>";
}

std::string alarmsOf(const FaultMatrix& matrix)
{
    std::string alarms;
    if (matrix.isPartial)
        alarms += "<p class=\"alarm\">Partial: the runs were interrupted.</p>";
    const auto add = [&](const std::string& design, const std::string& place, const std::vector<std::string>& failures) {
        for (const std::string& failure : failures)
            alarms += "<p class=\"alarm\"><b>" + escapeXml(nameOf(design) + ", " + place) + ": the run failed.</b> "
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

std::string leftOutOf(const FaultMatrix& matrix)
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
    body += htmlFacts({{"Faults", windowToText(matrix)},
                       {"Arrivals", seconds(matrix.duration) + ", of which " + seconds(matrix.warmUp) + " warm-up"},
                       {"Replications", std::to_string(matrix.replications)},
                       {"Seed", std::to_string(matrix.seed)},
                       {"Stormglass", matrix.version}})
        + "</header>\n" + alarmsOf(matrix) + cardsOf(matrix);
    body += htmlSection("Blast radius", heatMapOf(matrix));
    body += htmlSection("Expectations that do not hold", brokenOf(matrix));
    body += htmlSection("Left out", leftOutOf(matrix));
    body += "<footer><p>Run it again:</p><pre>" + escapeXml(reproducingCommand) + "</pre></footer>\n";
    return htmlPage(matrix.scenario + ": fault matrix", kStyle, body);
}

}  // namespace stormglass
