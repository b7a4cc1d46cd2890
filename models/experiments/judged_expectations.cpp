// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/judged_expectations.h"

#include "models/results/metric.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <set>

namespace stormglass::experiments {
namespace {

using spec::Expectation;

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

SimTime lastInstantOf(const spec::Fault& fault)
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

std::vector<Expectation> expectationsWithoutFaults(const std::vector<Expectation>& expectations)
{
    std::vector<Expectation> left;
    std::ranges::copy_if(expectations, std::back_inserter(left), [](const Expectation& expectation) {
        return expectation.during.empty() && faultOf(expectation).empty();
    });
    return left;
}

void nameFaults(std::vector<spec::Fault>& faults, const std::string& nameOfLast)
{
    if (faults.empty())
        return;
    const auto last = std::ranges::max_element(faults, {}, lastInstantOf);
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
        const std::string phase = expectation.during.empty() ? "" : "@" + expectation.during;
        names.insert(parsed.value().metric + phase);
        // A count may be expected to be a share of one of these.
        for (const char* whole : {"offered", "arrivals", "published"})
            names.insert(whole + phase);
    }
    return {names.begin(), names.end()};
}

}  // namespace stormglass::experiments
