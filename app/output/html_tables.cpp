// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/html_tables.h"

#include "app/output/expectation_view.h"
#include "app/output/junit.h"
#include "app/output/parts_table.h"
#include "models/analysis/figure_text.h"

namespace stormglass {
namespace {

using namespace results;

std::string cell(const char* tag, const std::string& looks, const std::string& text)
{
    return std::string("<") + tag + (looks.empty() ? "" : " class=\"" + looks + "\"") + ">" + text + "</" + tag + ">";
}

std::string cellOf(const ComparisonRow& row, const ComparisonCell& figure)
{
    std::string text = escapeXml(analysis::estimateToText(figure.mean, figure.halfWidth, row.unit));
    if (!figure.difference)
        return cell("td", "number", text);
    const PairedDifference& difference = *figure.difference;
    const std::string change = analysis::differenceToText(difference.mean, difference.halfWidth, row.unit);
    const std::optional<bool> isBetter = isImprovement(row, figure);
    const std::string looks = isBetter ? (*isBetter ? "good" : "bad") : difference.isSignificant ? "different" : "same";
    return cell("td", "number", text + "<small class=\"" + looks + "\">" + escapeXml(change) + "</small>");
}

std::string rowOf(const ComparisonRow& row)
{
    std::string html = "<tr><th scope=\"row\" title=\"" + escapeXml(row.key + ": " + row.help) + "\">"
        + std::string(row.label.starts_with("  ") ? "<span class=\"sub\">" : "<span>") + escapeXml(row.label) + "</span></th>";
    for (const ComparisonCell& figure : row.cells)
        html += cellOf(row, figure);
    return html + "</tr>";
}

std::string headOf(const Report& report, const char* first)
{
    std::string html = "<thead><tr>" + cell("th", "", first);
    for (const DesignReport& design : report.designs)
        html += cell("th", "number", escapeXml(nameOf(design)));
    return html + "</tr></thead>";
}

std::string ledgerRow(const DesignReport& design, const Ledger& ledger)
{
    const auto add = [](std::string& list, const std::string& account, std::uint64_t count) {
        if (count > 0)
            list += (list.empty() ? "" : ", ") + escapeXml(account) + " "
                + analysis::figureToText(static_cast<double>(count), Unit::Count);
    };
    std::string out;
    for (const auto& [account, count] : ledger.out)
        add(out, account, count);
    std::string beside;  // what does not add up to what came in
    for (const auto& [account, count] : ledger.extra)
        add(beside, "extra: " + account, count);
    for (const auto& [account, count] : ledger.redelivered)
        add(beside, "redelivered: " + account, count);
    if (!beside.empty())
        out += (out.empty() ? "" : "; ") + beside;
    return "<tr>" + cell("td", "", escapeXml(nameOf(design))) + cell("th", "", escapeXml(ledger.subject))
        + cell("td", "number", analysis::figureToText(static_cast<double>(ledger.in), Unit::Count)) + cell("td", "", out)
        + "</tr>";
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return escapeXml(text.empty() ? "nothing" : text);
}

std::string htmlOf(const PartsTable& table)
{
    if (table.size() < 2)
        return {};
    std::string html;
    for (const auto& row : table) {
        const bool isHead = &row == &table.front();
        html += std::string(isHead ? "<thead>" : "") + "<tr>" + cell("th", "", escapeXml(row.front()));
        for (std::size_t i = 1; i < row.size(); ++i)
            html += cell(isHead ? "th" : "td", "number", escapeXml(row[i]));
        html += std::string("</tr>") + (isHead ? "</thead><tbody>" : "");
    }
    return "<div class=\"wide parts\"><table>" + html + "</tbody></table></div>";
}

}  // namespace

std::string comparisonToHtml(const Report& report, const std::vector<ComparisonGroup>& groups)
{
    std::string body;
    for (const ComparisonGroup& group : groups) {
        body += "<tr class=\"group\"><th colspan=\"" + std::to_string(report.designs.size() + 1) + "\">"
            + escapeXml(group.title) + "</th></tr>";
        for (const ComparisonRow& row : group.rows)
            body += rowOf(row);
    }
    if (body.empty())
        return body;
    const bool isAlone = report.designs.size() == 1;
    std::string html = std::string("<div class=\"wide") + (isAlone ? " one" : "") + "\"><table class=\"figures\">"
        + headOf(report, "") + "<tbody>" + body + "</tbody></table></div>";
    if (report.designs.size() > 1)
        html += "<p class=\"hint\">Under each figure: its difference to " + escapeXml(nameOf(report.designs.front()))
            + ", paired replication by replication on the same traffic, with its 95 % interval. Coloured: significant, each "
              "on its own.</p>";
    return html;
}

std::string partsToHtml(const Report& report)
{
    constexpr std::size_t kMostRows = 50;
    if (report.designs.size() != 1)
        return {};
    return htmlOf(componentsTable(report.designs.front(), kMostRows))
        + htmlOf(channelsTable(report.designs.front(), kMostRows)) + htmlOf(costsTable(report.designs.front(), kMostRows))
        + htmlOf(lagTable(report.designs.front(), kMostRows));
}

std::string expectationsToHtml(const Report& report)
{
    std::string rows;
    for (const DesignReport& design : report.designs) {
        for (const ExpectationResult& expectation : design.expectations) {
            rows += "<tr>" + cell("td", expectation.holds ? "good" : "bad", expectation.holds ? "✓ holds" : "✗ broken")
                + cell("td", "", escapeXml(nameOf(design)))
                + cell("td", "code", escapeXml(sentenceOf(expectation.that, expectation.during)))
                + cell("td", "number", escapeXml(expectation.foundText)) + "</tr>";
        }
    }
    return rows.empty() ? rows
                        : "<div class=\"wide\"><table><thead><tr><th></th><th>Design</th><th>Expected</th>"
                          "<th class=\"number\">Found</th></tr></thead><tbody>"
            + rows + "</tbody></table></div>";
}

std::string ledgersToHtml(const Report& report)
{
    std::string rows;
    for (const DesignReport& design : report.designs) {
        for (const Ledger& ledger : design.ledgers)
            rows += ledgerRow(design, ledger);
    }
    return rows.empty() ? rows
                        : "<details><summary>Books of all replications together</summary><div class=\"wide\"><table>"
                          "<thead><tr><th>Design</th><th>Of</th><th class=\"number\">In</th><th>What became of it</th>"
                          "</tr></thead><tbody>"
            + rows + "</tbody></table></div></details>";
}

std::string stuckFlowsToHtml(const Report& report)
{
    std::string rows;
    for (const DesignReport& design : report.designs) {
        for (const StuckFlow& flow : design.stuck)
            rows += "<tr>" + cell("td", "", escapeXml(nameOf(design)))
                + cell("td", "", escapeXml(flow.flow + " " + std::to_string(flow.number)))
                + cell("td", "number", analysis::figureToText(flow.startedAt, Unit::Seconds))
                + cell("td", "", joined(flow.done)) + cell("td", "", joined(flow.open)) + cell("td", "", escapeXml(flow.cause)) + "</tr>";
    }
    return rows.empty() ? rows
                        : "<div class=\"wide\"><table><thead><tr><th>Design</th><th>Flow</th><th class=\"number\">Started at"
                          "</th><th>Done</th><th>Open</th><th>Cause</th></tr></thead><tbody>"
            + rows + "</tbody></table></div>";
}

}  // namespace stormglass
