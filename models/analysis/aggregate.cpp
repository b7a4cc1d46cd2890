// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/aggregate.h"

#include "simcore/base/check.h"
#include "simcore/measure/interval.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace stormglass::analysis {
namespace {

using namespace results;

using results::kNothing;

constexpr std::size_t kMostStuckFlows = 10;

using Key = std::tuple<SubjectKind, std::string_view, std::string_view>;

template <class Item>
Key keyOf(const Item& item)
{
    return {item.kind, item.subject, item.name};
}

std::vector<ReportedMetric> aggregateMetrics(const std::vector<RunResult>& runs, std::size_t replications)
{
    std::vector<ReportedMetric> metrics;
    std::map<Key, std::size_t> places;
    for (const RunResult& run : runs) {
        for (const Metric& metric : run.metrics) {
            const auto [place, isNew] = places.try_emplace(keyOf(metric), metrics.size());
            if (isNew) {
                metrics.push_back({metric.kind, metric.subject, metric.name, {}});
                metrics.back().estimate.replications.assign(replications, kNothing);
            }
            Estimate& estimate = metrics[place->second].estimate;
            estimate.replications[static_cast<std::size_t>(run.replication)] = metric.value;
            estimate.samples += metric.samples;
        }
    }
    for (ReportedMetric& metric : metrics) {
        const std::uint64_t samples = metric.estimate.samples;
        metric.estimate = estimateOf(std::move(metric.estimate.replications));
        metric.estimate.samples = samples;
    }
    // One replication has no spread; what there is comes from the batches within it.
    if (runs.size() == 1) {
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            if (runs.front().metrics[i].halfWidth > 0)
                metrics[i].estimate.halfWidth = runs.front().metrics[i].halfWidth;
        }
    }
    return metrics;
}

/// A latency of a window in which nothing ended is unknown; a count or a level after the end of a run is zero.
bool isZeroAfterTheEnd(const Series& series)
{
    const MetricInfo* info = findMetric(series.name);
    return info == nullptr || info->unit != Unit::Seconds;
}

struct SeriesSum {
    Series series;
    std::vector<double> counts;
};

void addTo(SeriesSum& sum, const Series& series)
{
    std::vector<double>& values = sum.series.values;
    if (values.size() < series.values.size()) {
        values.resize(series.values.size(), 0);
        sum.counts.resize(series.values.size(), 0);
    }
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        if (std::isnan(series.values[i]))
            continue;
        values[i] += series.values[i];
        sum.counts[i] += 1;
    }
}

std::vector<Series> meanSeries(const std::vector<RunResult>& runs)
{
    std::vector<SeriesSum> sums;
    std::map<Key, std::size_t> places;
    for (const RunResult& run : runs) {
        for (const Series& series : run.series) {
            const auto [place, isNew] = places.try_emplace(keyOf(series), sums.size());
            if (isNew)
                sums.push_back({{series.kind, series.subject, series.name, series.window, {}}, {}});
            addTo(sums[place->second], series);
        }
    }
    std::vector<Series> means;
    for (SeriesSum& sum : sums) {
        const bool isZero = isZeroAfterTheEnd(sum.series);
        for (std::size_t i = 0; i < sum.counts.size(); ++i) {
            const double count = isZero ? static_cast<double>(runs.size()) : sum.counts[i];
            sum.series.values[i] = sum.counts[i] == 0 ? kNothing : sum.series.values[i] / count;
        }
        means.push_back(std::move(sum.series));
    }
    return means;
}

using Accounts = std::vector<std::pair<std::string, std::uint64_t>>;

void addTo(Accounts& sum, const Accounts& accounts)
{
    for (const auto& [account, count] : accounts) {
        const auto same = std::find_if(sum.begin(), sum.end(),
                                       [&name = account](const auto& entry) { return entry.first == name; });
        if (same == sum.end())
            sum.emplace_back(account, count);
        else
            same->second += count;
    }
}

void addTo(Ledger& sum, const Ledger& ledger)
{
    sum.in += ledger.in;
    addTo(sum.extra, ledger.extra);
    addTo(sum.out, ledger.out);
    addTo(sum.redelivered, ledger.redelivered);
}

std::vector<Ledger> sumLedgers(const std::vector<RunResult>& runs)
{
    std::vector<Ledger> sums;
    std::map<std::pair<SubjectKind, std::string_view>, std::size_t> places;
    for (const RunResult& run : runs) {
        for (const Ledger& ledger : run.ledgers) {
            const auto [place, isNew] = places.try_emplace({ledger.kind, ledger.subject}, sums.size());
            if (isNew)
                sums.push_back({.kind = ledger.kind, .subject = ledger.subject, .in = 0, .out = {}});
            addTo(sums[place->second], ledger);
        }
    }
    return sums;
}

void addOnce(std::vector<std::string>& texts, const std::string& text)
{
    if (std::find(texts.begin(), texts.end(), text) == texts.end())
        texts.push_back(text);
}

}  // namespace

Estimate estimateOf(std::vector<double> replications)
{
    std::vector<double> measured;
    std::copy_if(replications.begin(), replications.end(), std::back_inserter(measured),
                 [](double value) { return !std::isnan(value); });
    Estimate estimate{.mean = kNothing, .halfWidth = kNothing, .replications = std::move(replications)};
    if (measured.empty())
        return estimate;
    const Interval interval = studentInterval(measured, 0.95);
    estimate.mean = interval.mean;
    estimate.halfWidth = measured.size() < 2 ? kNothing : interval.halfWidth;
    return estimate;
}

DesignReport aggregateRuns(std::vector<RunResult> runs)
{
    SIM_CHECK(!runs.empty(), "a report needs at least one run");
    std::sort(runs.begin(), runs.end(),
              [](const RunResult& a, const RunResult& b) { return a.replication < b.replication; });

    DesignReport report;
    report.design = runs.front().design;
    for (const RunResult& run : runs) {
        SIM_CHECK(run.design == report.design, "runs of different designs in one report");
        report.fingerprints.push_back(run.fingerprint);
        report.events += run.events;
        for (const StuckFlow& flow : run.stuck) {
            if (report.stuck.size() < kMostStuckFlows)
                report.stuck.push_back(flow);
        }
        for (const std::string& note : run.notes)
            addOnce(report.notes, note);
        for (const std::string& failure : run.failures)
            report.failures.push_back("replication " + std::to_string(run.replication) + ": " + failure);
    }
    report.cascades = runs.front().cascades;
    report.metrics = aggregateMetrics(runs, static_cast<std::size_t>(runs.back().replication) + 1);
    report.series = meanSeries(runs);
    report.ledgers = sumLedgers(runs);
    return report;
}

std::vector<PairedDifference> comparePaired(const DesignReport& baseline, const DesignReport& design)
{
    std::map<Key, const Estimate*> ofBaseline;
    for (const ReportedMetric& metric : baseline.metrics)
        ofBaseline.emplace(keyOf(metric), &metric.estimate);

    std::vector<PairedDifference> differences;
    for (const ReportedMetric& metric : design.metrics) {
        const auto found = ofBaseline.find(keyOf(metric));
        if (found == ofBaseline.end())
            continue;
        const std::vector<double>& before = found->second->replications;
        const std::vector<double>& after = metric.estimate.replications;
        std::vector<double> pairs;
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
            pairs.push_back(after[i] - before[i]);
        const Estimate estimate = estimateOf(std::move(pairs));
        if (std::isnan(estimate.mean))
            continue;
        differences.push_back({.baseline = baseline.design,
                               .design = design.design,
                               .kind = metric.kind,
                               .subject = metric.subject,
                               .name = metric.name,
                               .mean = estimate.mean,
                               .halfWidth = estimate.halfWidth,
                               .isSignificant = std::abs(estimate.mean) > estimate.halfWidth});
    }
    return differences;
}

const Estimate* findEstimate(const DesignReport& design, std::string_view subject, std::string_view name)
{
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.subject == subject && metric.name == name)
            return &metric.estimate;
    }
    return nullptr;
}

}  // namespace stormglass::analysis
