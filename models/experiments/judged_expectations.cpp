// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/judged_expectations.h"

#include "models/analysis/expectations.h"
#include "models/results/metric.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <set>

namespace stormglass::experiments {
namespace {

using spec::Expectation;

constexpr const char* kBefore = "before";

/// The fault that the expectation speaks of; empty: none.
std::string faultOf(const Expectation& expectation)
{
    const Result<spec::ParsedExpectation> parsed = spec::readExpectation(expectation.that);
    if (!parsed)
        return {};
    const auto metrics = results::faultMetrics();
    const bool isOfFault = std::ranges::any_of(metrics, [&](const auto& info) { return info.name == parsed.value().metric; });
    return isOfFault ? parsed.value().subject : std::string();
}

SimTime instantOfEnd(const spec::Fault& fault)
{
    return fault.timing.lasting == Duration::zero() ? kNever : SimTime{fault.timing.at + fault.timing.lasting};
}

}  // namespace

JudgedExpectations judgedExpectations(const spec::Scenario& scenario)
{
    JudgedExpectations split;
    for (const Expectation& expectation : scenario.expect) {
        const std::string fault = faultOf(expectation);
        if (split.faultName.empty())
            split.faultName = fault;
        if (fault.empty() || fault == split.faultName)
            split.judged.push_back(expectation);
        else
            split.leftOut.push_back(expectation.that);
    }
    return split;
}

bool needsNoFault(const Expectation& expectation)
{
    return (expectation.during.empty() || expectation.during == kBefore) && faultOf(expectation).empty();
}

std::vector<results::ExpectationResult> judgeWithoutFaults(const std::vector<Expectation>& expectations,
                                                           const results::DesignReport& design)
{
    spec::Scenario judged;
    judged.expect = expectations;
    std::vector<results::ExpectationResult> results = analysis::evaluateExpectations(judged, design);
    for (Expectation& expectation : judged.expect) {
        if (expectation.during == kBefore)
            expectation.during.clear();
    }
    std::vector<results::ExpectationResult> wholeTime = analysis::evaluateExpectations(judged, design);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].during == kBefore) {
            results[i] = std::move(wholeTime[i]);
            results[i].during = kBefore;
        }
    }
    return results;
}

void nameFaults(std::vector<spec::Fault>& faults, const std::string& nameOfLast)
{
    if (faults.empty())
        return;
    const auto last = std::ranges::max_element(faults, {}, instantOfEnd);
    if (!nameOfLast.empty())
        last->name = nameOfLast;
    std::set<std::string> taken{last->name};
    for (spec::Fault& fault : faults) {
        if (&fault == &*last)
            continue;
        const std::string name = fault.name;
        for (int number = 2; !taken.insert(fault.name).second; ++number)
            fault.name = name + "-" + std::to_string(number);
    }
}

std::vector<std::string> decidingFigures(const std::vector<Expectation>& expectations)
{
    std::set<std::string> names;
    for (const Expectation& expectation : expectations) {
        const Result<spec::ParsedExpectation> parsed = spec::readExpectation(expectation.that);
        if (!parsed)
            continue;
        for (const std::string& phase : {std::string(), expectation.during}) {
            const std::string suffix = phase.empty() ? "" : "@" + phase;
            names.insert(parsed.value().metric + suffix);
            // A count may be expected to be a share of one of these.
            for (const char* whole : {"offered", "arrivals", "published"})
                names.insert(whole + suffix);
        }
    }
    return {names.begin(), names.end()};
}

}  // namespace stormglass::experiments
