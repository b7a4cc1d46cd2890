// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/parts_table.h"

#include "app/output/text_style.h"
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <span>

namespace stormglass {
namespace {

using namespace results;

constexpr std::size_t kRowIndent = 2;
constexpr std::size_t kColumnGap = 2;

struct Column {
    const char* title;
    const char* metric;
};

/// The figures of one component or channel, by metric.
struct Part {
    std::string name;
    std::map<std::string, double, std::less<>> figures;

    [[nodiscard]] double figure(const char* metric) const
    {
        const auto found = figures.find(metric);
        return found == figures.end() ? std::nan("") : found->second;
    }
};

std::vector<Part> measuredParts(const DesignReport& design, SubjectKind kind)
{
    std::vector<Part> parts;
    std::map<std::string, std::size_t> places;
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind != kind)
            continue;
        const auto [place, isNew] = places.try_emplace(metric.subject, parts.size());
        if (isNew)
            parts.push_back({metric.subject, {}});
        parts[place->second].figures[metric.name] = metric.estimate.mean;
    }
    return parts;
}

PartsTable tableOf(const char* title, const std::vector<Part>& parts, std::span<const Column> columns)
{
    PartsTable table{{title}};
    for (const Column& column : columns)
        table.front().emplace_back(column.title);
    for (const Part& part : parts) {
        std::vector<std::string>& row = table.emplace_back();
        row.push_back(part.name);
        for (const Column& column : columns)
            row.push_back(analysis::figureToText(part.figure(column.metric), findMetric(column.metric)->unit));
    }
    return table;
}

std::vector<std::size_t> widthsOf(const PartsTable& table)
{
    std::vector<std::size_t> widths(table.front().size(), 0);
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    return widths;
}

std::size_t lineWidth(const std::vector<std::size_t>& widths)
{
    return std::accumulate(widths.begin(), widths.end(), kRowIndent + kColumnGap * (widths.size() - 1));
}

PartsTable withTitlesOnTwoLines(PartsTable table)
{
    std::vector<std::string> upper(table.front().size());
    for (std::size_t i = 1; i < upper.size(); ++i) {
        std::string& title = table.front()[i];
        if (const std::size_t space = title.find(' '); space != std::string::npos) {
            upper[i] = title.substr(0, space);
            title.erase(0, space + 1);
        }
    }
    table.insert(table.begin(), upper);
    return table;
}

}  // namespace

PartsTable componentsTable(const DesignReport& design, std::size_t mostRows)
{
    static constexpr Column kColumns[] = {{"utilisation", "utilisation"}, {"queue mean", "queue.mean"},
                                          {"queue max", "queue.max"},     {"waiting p99", "waiting.p99"},
                                          {"sojourn mean", "sojourn.mean"}, {"dropped", "dropped"}};
    std::vector<Part> parts = measuredParts(design, SubjectKind::Component);
    std::erase_if(parts, [](const Part& part) { return !(part.figure("arrivals") > 0); });
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return a.figure("utilisation") > b.figure("utilisation");
    });
    parts.resize(std::min(parts.size(), mostRows));
    return tableOf("components", parts, kColumns);
}

PartsTable channelsTable(const DesignReport& design, std::size_t mostRows)
{
    std::vector<Part> parts = measuredParts(design, SubjectKind::Channel);
    std::erase_if(parts, [](const Part& part) { return !(part.figure("published") > 0); });
    parts.resize(std::min(parts.size(), mostRows));
    std::vector<Column> columns{{"published", "published"}, {"delivered", "delivered"}, {"redelivered", "redelivered"}};
    if (std::ranges::any_of(parts, [](const Part& part) { return part.figure("out_of_order") > 0; }))
        columns.push_back({"out of order", "out_of_order"});
    columns.insert(columns.end(), {{"dead-lettered", "dead_lettered"}, {"lost", "lost"}, {"depth max", "depth.max"},
                                   {"delay p99", "delay.p99"}});
    return tableOf("channels", parts, columns);
}

PartsTable causesTable(const DesignReport& design, std::size_t mostRows)
{
    PartsTable table{{"losses and duplicates", "in all"}};
    for (const Ledger& ledger : design.ledgers) {
        if (ledger.kind != SubjectKind::Channel)
            continue;
        const auto add = [&](const std::string& what, std::uint64_t copies) {
            if (copies > 0 && table.size() <= mostRows)
                table.push_back({ledger.subject + " " + what, analysis::figureToText(static_cast<double>(copies), Unit::Count)});
        };
        for (const auto& [account, copies] : ledger.out)
            if (account.starts_with("lost: ") || account == "expired")
                add(account, copies);
        for (const auto& [cause, copies] : ledger.extra)
            add("extra: " + cause, copies);
        for (const auto& [cause, copies] : ledger.redelivered)
            add("redelivered: " + cause, copies);
    }
    return table;
}

PartsTable costsTable(const DesignReport& design, std::size_t mostRows)
{
    static constexpr Column kColumns[] = {{"billed requests", "requests"}, {"empty receives", "requests.empty"},
                                          {"cost", "cost"},                {"cost per hour", "cost.hourly"}};
    std::vector<Part> parts = measuredParts(design, SubjectKind::Channel);
    std::erase_if(parts, [](const Part& part) { return !(part.figure("requests") > 0); });
    parts.resize(std::min(parts.size(), mostRows));
    return tableOf("billed by the service", parts, kColumns);
}

PartsTable lagTable(const DesignReport& design, std::size_t mostRows)
{
    struct Row {
        std::string name;
        double mean = 0, most = 0, atEnd = 0;
    };
    std::vector<Row> rows;
    for (const Series& series : design.series) {
        if (readerOf(series).empty() || series.values.empty())
            continue;
        const double sum = std::accumulate(series.values.begin(), series.values.end(), 0.0);
        rows.push_back({series.subject + " " + std::string(readerOf(series)), sum / static_cast<double>(series.values.size()),
                        *std::ranges::max_element(series.values), series.values.back()});
    }
    std::ranges::stable_sort(rows, std::ranges::greater{}, &Row::most);
    rows.resize(std::min(rows.size(), mostRows));
    std::erase_if(rows, [](const Row& row) { return row.most == 0; });
    PartsTable table{{"lag by partition", "mean", "max", "at the end"}};
    for (const Row& row : rows)
        table.push_back({row.name, analysis::figureToText(row.mean, Unit::Number), analysis::figureToText(row.most, Unit::Count),
                         analysis::figureToText(row.atEnd, Unit::Count)});
    return table;
}

std::string partsToText(const PartsTable& table, const TextStyle& style)
{
    if (table.size() < 2)
        return {};
    const std::size_t titleLines = lineWidth(widthsOf(table)) > style.columns() ? 2 : 1;
    const PartsTable lines = titleLines == 2 ? withTitlesOnTwoLines(table) : table;
    const std::vector<std::size_t> widths = widthsOf(lines);
    std::string text = "\n";
    for (std::size_t row = 0; row < lines.size(); ++row) {
        const bool isTitle = row < titleLines;
        std::string line = padRight(std::string(isTitle ? 0 : kRowIndent, ' ') + lines[row].front(),
                                    widths.front() + kRowIndent);
        for (std::size_t i = 1; i < lines[row].size(); ++i)
            line += std::string(kColumnGap, ' ') + padLeft(lines[row][i], widths[i]);
        line.erase(line.find_last_not_of(' ') + 1);
        text += (isTitle ? style.apply(Tone::Strong, line) : line) + '\n';
    }
    return text;
}

}  // namespace stormglass
