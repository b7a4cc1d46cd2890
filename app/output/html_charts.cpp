// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/html_charts.h"

#include "app/output/html_tables.h"
#include "app/output/junit.h"
#include "app/output/svg_chart.h"

#include <algorithm>
#include <array>

namespace stormglass {
namespace {

using namespace results;

struct ChartKind {
    const char* title;
    const char* series;
    Unit unit;
    const char* reference;  ///< A series that is the same in all designs, or null.
};

constexpr std::array kCharts{
    ChartKind{"Positive answers per second", "acknowledged", Unit::PerSecond, "offered"},
    ChartKind{"Flows completed per second", "completed", Unit::PerSecond, "offered"},
    ChartKind{"Time to the answer (mean)", "ack.mean", Unit::Seconds, nullptr},
    ChartKind{"Flows begun and not finished", "unfinished", Unit::Count, nullptr},
};

const Series* findSeries(const DesignReport& design, const std::string& subject, std::string_view name)
{
    const auto found = std::find_if(design.series.begin(), design.series.end(), [&](const Series& series) {
        return series.subject == subject && series.name == name;
    });
    return found == design.series.end() ? nullptr : &*found;
}

std::vector<ChartSpan> markedSpans(const Report& report, const spec::Scenario& scenario)
{
    constexpr double kForever = 1e18;
    std::vector<ChartSpan> spans{{"after the last arrival", report.duration, kForever, true}};
    if (report.warmUp > 0)
        spans.push_back({"warm-up", 0, report.warmUp, true});
    for (const spec::Fault& fault : scenario.chaos) {
        const double from = toSeconds(fault.timing.at);
        const double to = fault.timing.lasting == Duration::zero() ? kForever : toSeconds(fault.timing.at + fault.timing.lasting);
        spans.push_back({fault.name, from, to});
    }
    return spans;
}

Chart chartOf(const ChartKind& kind, const std::string& subject, const Report& report, const spec::Scenario& scenario)
{
    Chart chart{kind.title, kind.unit, {}, markedSpans(report, scenario)};
    if (kind.reference != nullptr) {
        if (const Series* series = findSeries(report.designs.front(), subject, kind.reference))
            chart.lines.push_back({kind.reference, 0, series->window, series->values, true});
    }
    for (std::size_t i = 0; i < report.designs.size(); ++i) {
        if (const Series* series = findSeries(report.designs[i], subject, kind.series))
            chart.lines.push_back({nameOf(report.designs[i]), i % kColours, series->window, series->values});
    }
    return chart;
}

std::string chartLegend(const Report& report, const spec::Scenario& scenario)
{
    std::string html;
    for (std::size_t i = 0; i < report.designs.size(); ++i)
        html += "<span><i class=\"key k" + std::to_string(i % kColours) + "\"></i>" + escapeXml(nameOf(report.designs[i]))
            + "</span>";
    html += "<span><i class=\"key reference\"></i>offered</span>";
    for (const spec::Fault& fault : scenario.chaos)
        html += "<span><i class=\"key fault\"></i>" + escapeXml(fault.name) + "</span>";
    html += std::string("<span><i class=\"key aside\"></i>") + (report.warmUp > 0 ? "warm-up, and " : "")
        + "after the last arrival</span>";
    return "<p class=\"legend\">" + html + "</p>";
}

}  // namespace

std::string chartsToHtml(const Report& report, const spec::Scenario& scenario)
{
    std::vector<std::string> subjects;
    for (const DesignReport& design : report.designs) {
        for (const Series& series : design.series) {
            const bool isKnown = std::find(subjects.begin(), subjects.end(), series.subject) != subjects.end();
            if (series.kind == SubjectKind::Flow && !isKnown)
                subjects.push_back(series.subject);
        }
    }
    std::string html;
    for (const std::string& subject : subjects) {
        std::string figures;
        for (const ChartKind& kind : kCharts) {
            const Chart chart = chartOf(kind, subject, report, scenario);
            if (const std::string svg = toSvg(chart); !svg.empty())
                figures += "<figure><figcaption>" + escapeXml(chart.title) + "</figcaption>" + svg + "</figure>";
        }
        if (subjects.size() > 1)
            html += "<h3>" + escapeXml(subject) + "</h3>";
        html += "<div class=\"charts\">" + figures + "</div>";
    }
    return html.empty() ? html : chartLegend(report, scenario) + html;
}

}  // namespace stormglass
