// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/published_cases.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using RunFigures = std::map<std::string, Figures>;  // by the name of the run

/// "run: subject.metric"
Result<double> look(const std::string& reference, const RunFigures& runs)
{
    const std::size_t colon = reference.find(": ");
    if (colon == std::string::npos)
        return Failure{"\"" + reference + "\": expected \"run: subject.metric\""};
    const auto run = runs.find(reference.substr(0, colon));
    if (run == runs.end())
        return Failure{"\"" + reference + "\": there is no such run"};
    const auto figure = run->second.find(reference.substr(colon + 2));
    if (figure == run->second.end())
        return Failure{"\"" + reference + "\": the run has no such metric"};
    double sum = 0;
    for (const double value : figure->second)
        sum += value;
    return sum / static_cast<double>(figure->second.size());
}

Result<double> simulatedValue(const PublishedFigure& figure, const RunFigures& runs)
{
    const Result<double> value = look(figure.value, runs);
    if (!value || figure.over.empty())
        return value ? Result<double>(value.value() * figure.scale) : value;
    const Result<double> over = look(figure.over, runs);
    return over ? Result<double>(value.value() / over.value() * figure.scale) : over;
}

double toleranceOf(AcceptanceClass kind, const PublishedFigure& figure)
{
    constexpr double kExact = 0.05;
    constexpr double kThroughput = 0.15;
    constexpr double kLatency = 0.25;
    if (kind == AcceptanceClass::Exact)
        return kExact;
    return figure.isLatency ? kLatency : kThroughput;
}

Verdict verdictOn(const PublishedFigure& figure, bool isMet)
{
    if (figure.isOnlyReported)
        return Verdict::Reported;
    if (!isMet)
        return figure.reason.empty() ? Verdict::NotMet : Verdict::NotMetWithReason;
    if (!figure.reason.empty())
        return Verdict::MetAgainstReason;
    return figure.isCalibration ? Verdict::Calibration : Verdict::Met;
}

}  // namespace

Result<std::vector<JudgedFigure>> judge(const PublishedCase& published, const std::string& folder)
{
    RunFigures runs;
    for (const PublishedRun& run : published.runs) {
        runs[run.name] = runForFigures(folder + "/" + run.scenario, run.overrides, published.replications);
        if (runs[run.name].empty())
            return Failure{published.title + ": the run \"" + run.name + "\" has failed"};
    }

    std::vector<JudgedFigure> judged;
    for (const PublishedFigure& figure : published.figures) {
        const Result<double> simulated = simulatedValue(figure, runs);
        if (!simulated)
            return Failure{published.title + ": " + simulated.message()};
        JudgedFigure& result = judged.emplace_back(JudgedFigure{.of = &published, .figure = &figure, .simulated = simulated.value()});
        bool isMet = true;
        if (figure.published) {
            result.deviation = result.simulated / *figure.published - 1;
            isMet = std::abs(result.deviation) <= toleranceOf(published.kind, figure);
        } else {
            isMet = result.simulated >= figure.atLeast.value_or(result.simulated)
                && result.simulated <= figure.atMost.value_or(result.simulated);
        }
        result.verdict = verdictOn(figure, isMet);
    }
    return judged;
}

bool isAsSaid(Verdict verdict) { return verdict != Verdict::NotMet && verdict != Verdict::MetAgainstReason; }

}  // namespace stormglass
