// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/comparison.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace stormglass {
namespace {

using namespace results;

using results::kNothing;

constexpr std::size_t kMostBusyComponents = 8;

struct RowChoice {
    const char* metric;
    bool isOnlyIfAny = false;  ///< Left out when it is zero everywhere.
};

constexpr std::array kAnswers{RowChoice{"offered.rate"},     RowChoice{"accepted"},     RowChoice{"accepted@before"},
                              RowChoice{"accepted@fault"},   RowChoice{"accepted@after"}, RowChoice{"ack.p50"},
                              RowChoice{"ack.p99"},          RowChoice{"ack.p99@before"}, RowChoice{"ack.p99@fault"},
                              RowChoice{"ack.p99@after"}};
constexpr std::array kCompletion{RowChoice{"completion.p50"},       RowChoice{"completion.p99"},
                                 RowChoice{"completion.p99@before"}, RowChoice{"completion.p99@fault"},
                                 RowChoice{"completion.p99@after"}, RowChoice{"window.p99"},
                                 RowChoice{"throughput"},           RowChoice{"goodput"}};
constexpr std::array kOutcomes{RowChoice{"success"},           RowChoice{"completed"},
                               RowChoice{"late", true},        RowChoice{"compensated", true},
                               RowChoice{"rejected"},          RowChoice{"inconsistent"},
                               RowChoice{"in_flight", true}};
constexpr std::array kCost{RowChoice{"messages"}, RowChoice{"duplicates", true}, RowChoice{"visibility"}};
constexpr std::array kRecovery{RowChoice{"recovery"}, RowChoice{"drain"}, RowChoice{"backlog.max"}};

std::string labelOf(const MetricInfo& info, std::string_view name)
{
    const std::size_t phase = name.find('@');
    std::string label(info.label);
    if (phase == std::string_view::npos)
        return label;
    const std::string_view word = name.substr(phase + 1);
    return "  " + (word == "fault" ? std::string("during") : std::string(word)) + " the fault";
}

/// The figures of a report by subject and name; reports of large systems have tens of thousands.
class Figures {
public:
    explicit Figures(const Report& report) : m_estimates(report.designs.size()), m_differences(report.designs.size())
    {
        for (std::size_t i = 0; i < report.designs.size(); ++i) {
            m_places[report.designs[i].design] = i;
            for (const ReportedMetric& metric : report.designs[i].metrics)
                m_estimates[i].emplace(Key(metric.subject, metric.name), &metric.estimate);
        }
        for (const PairedDifference& difference : report.differences)
            m_differences[m_places[difference.design]].emplace(Key(difference.subject, difference.name), &difference);
    }

    /// Nothing if no design has such a figure.
    [[nodiscard]] std::optional<ComparisonRow> rowOf(std::string_view subject, std::string_view name) const;

private:
    using Key = std::pair<std::string_view, std::string_view>;

    std::map<std::string_view, std::size_t> m_places;
    std::vector<std::map<Key, const Estimate*>> m_estimates;
    std::vector<std::map<Key, const PairedDifference*>> m_differences;
};

std::optional<ComparisonRow> Figures::rowOf(std::string_view subject, std::string_view name) const
{
    const MetricInfo* info = findMetric(name);
    if (info == nullptr)
        return std::nullopt;
    ComparisonRow row{.label = labelOf(*info, name),
                      .key = std::string(subject).append(".").append(name),
                      .unit = info->unit,
                      .better = info->better,
                      .help = std::string(info->help),
                      .cells = {}};
    bool isMeasured = false;
    for (std::size_t i = 0; i < m_estimates.size(); ++i) {
        ComparisonCell& cell = row.cells.emplace_back(ComparisonCell{kNothing, kNothing, std::nullopt});
        if (const auto found = m_estimates[i].find({subject, name}); found != m_estimates[i].end()) {
            cell.mean = found->second->mean;
            cell.halfWidth = found->second->halfWidth;
        }
        if (const auto found = m_differences[i].find({subject, name}); found != m_differences[i].end())
            cell.difference = *found->second;
        isMeasured = isMeasured || !std::isnan(cell.mean);
    }
    return isMeasured ? std::optional(std::move(row)) : std::nullopt;
}

bool isZero(const ComparisonRow& row)
{
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const ComparisonCell& cell) { return std::isnan(cell.mean) || cell.mean == 0; });
}

template <class Choices>
void addGroup(std::vector<ComparisonGroup>& groups, std::string title, const Figures& figures, const std::string& subject,
              const Choices& choices)
{
    ComparisonGroup group{std::move(title), {}};
    for (const RowChoice& choice : choices) {
        std::optional<ComparisonRow> row = figures.rowOf(subject, choice.metric);
        if (row && !(choice.isOnlyIfAny && isZero(*row)))
            group.rows.push_back(std::move(*row));
    }
    if (!group.rows.empty())
        groups.push_back(std::move(group));
}

/// The subjects of one kind, in the order in which the designs name them.
std::vector<std::string> subjectsOf(const Report& report, SubjectKind kind)
{
    std::vector<std::string> subjects;
    std::set<std::string> known;
    for (const DesignReport& design : report.designs) {
        for (const ReportedMetric& metric : design.metrics) {
            if (metric.kind == kind && known.insert(metric.subject).second)
                subjects.push_back(metric.subject);
        }
    }
    return subjects;
}

double largestMean(const ComparisonRow& row)
{
    double largest = 0;
    for (const ComparisonCell& cell : row.cells)
        largest = std::fmax(largest, cell.mean);
    return largest;
}

/// One figure of every component that has it, the largest first.
std::vector<ComparisonRow> componentRows(const Report& report, const Figures& figures, const char* metric)
{
    std::vector<ComparisonRow> rows;
    for (const std::string& component : subjectsOf(report, SubjectKind::Component)) {
        std::optional<ComparisonRow> row = figures.rowOf(component, metric);
        if (!row || isZero(*row))
            continue;
        row->label = component;
        rows.push_back(std::move(*row));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return largestMean(a) > largestMean(b); });
    return rows;
}

void addResources(std::vector<ComparisonGroup>& groups, const Report& report, const Figures& figures)
{
    // With one design the table of its components says more.
    if (report.designs.size() < 2)
        return;
    // The busiest is the bottleneck.
    std::vector<ComparisonRow> busiest = componentRows(report, figures, "utilisation");
    busiest.resize(std::min(busiest.size(), kMostBusyComponents));
    if (!busiest.empty())
        groups.push_back({"utilisation of the busiest", std::move(busiest)});
    if (std::vector<ComparisonRow> dropped = componentRows(report, figures, "dropped"); !dropped.empty())
        groups.push_back({"requests dropped by", std::move(dropped)});
}

}  // namespace

std::vector<ComparisonGroup> comparisonOf(const Report& report)
{
    const Figures figures(report);
    std::vector<ComparisonGroup> groups;
    const std::vector<std::string> flows = subjectsOf(report, SubjectKind::Flow);
    for (const std::string& flow : flows) {
        const std::string prefix = flows.size() > 1 ? flow + ": " : std::string();
        addGroup(groups, prefix + "answers", figures, flow, kAnswers);
        addGroup(groups, prefix + "completion", figures, flow, kCompletion);
        addGroup(groups, prefix + "outcomes", figures, flow, kOutcomes);
        addGroup(groups, prefix + "cost", figures, flow, kCost);
    }
    addResources(groups, report, figures);
    for (const std::string& fault : subjectsOf(report, SubjectKind::Fault))
        addGroup(groups, "recovery from " + fault, figures, fault, kRecovery);
    return groups;
}

std::string nameOf(const DesignReport& design) { return design.design.empty() ? "as written" : design.design; }

std::optional<bool> isImprovement(const ComparisonRow& row, const ComparisonCell& cell)
{
    if (!cell.difference || !cell.difference->isSignificant || row.better == Better::Neither)
        return std::nullopt;
    return (cell.difference->mean > 0) == (row.better == Better::Higher);
}

}  // namespace stormglass
