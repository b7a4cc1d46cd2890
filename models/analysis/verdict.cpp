// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/verdict.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace stormglass::analysis {
namespace {

using namespace results;

using results::kNothing;

constexpr double kNearlyAll = 0.99;  ///< Accepting this share of requests is "kept accepting".

/// The figures of one design that are about one flow, by name.
class FlowFigures {
public:
    FlowFigures(const DesignReport& design, std::string_view flow) : m_design(design), m_flow(flow) { }

    [[nodiscard]] double operator()(std::string_view name) const { return of(m_flow, name); }
    [[nodiscard]] double of(std::string_view subject, std::string_view name) const
    {
        const Estimate* estimate = findEstimate(m_design, subject, name);
        return estimate == nullptr ? kNothing : estimate->mean;
    }
    [[nodiscard]] std::string text(std::string_view name, Unit unit) const { return figureToText((*this)(name), unit); }

private:
    const DesignReport& m_design;
    std::string m_flow;
};

std::string join(const std::vector<std::string>& parts, const char* between)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : between) + part;
    return text;
}

std::string shareOf(double share, const std::string& flows)
{
    return share == 1 ? "all " + flows : figureToText(share, Unit::Ratio) + " of " + flows;
}

std::optional<std::string> underFaults(const FlowFigures& figure, const std::string& flows)
{
    const double accepted = figure("accepted@fault");
    if (std::isnan(accepted))
        return std::nullopt;
    if (accepted < kNearlyAll)
        return "refused " + shareOf(1 - accepted, flows);
    std::string text = "kept accepting " + shareOf(accepted, flows);
    const double before = figure("ack.p99@before");
    const double during = figure("ack.p99@fault");
    if (during > 3 * before)
        text += ", though slower (p99 " + figureToText(during, Unit::Seconds) + " instead of "
            + figureToText(before, Unit::Seconds) + ")";
    return text;
}

/// The one that ends last in time, which may stand anywhere in the file.
const std::string& lastOf(const std::vector<spec::Fault>& faults, const std::vector<Cascade>& cascades)
{
    const auto endOf = [](const Cascade& cascade) {
        return std::isnan(cascade.end) ? std::numeric_limits<double>::infinity() : cascade.end;
    };
    const auto last = std::ranges::max_element(cascades, {}, endOf);
    return last == cascades.end() ? faults.back().name : last->fault;
}

/// A fault that cannot reach a flow has no part in what became of it.
bool isOutOfReach(const std::string& flow, const std::vector<Cascade>& cascades)
{
    const auto misses = [&](const Cascade& cascade) {
        return std::ranges::find(cascade.unreached, flow) != cascade.unreached.end();
    };
    return !cascades.empty() && std::ranges::all_of(cascades, misses);
}

std::optional<std::string> afterFaults(const FlowFigures& figure, const std::vector<spec::Fault>& faults,
                                       const std::vector<Cascade>& cascades)
{
    if (faults.empty())
        return std::nullopt;
    const std::string& last = lastOf(faults, cascades);
    if (!(figure.of(last, "backlog.max") > 0))
        return std::nullopt;
    const std::string fault = faults.size() == 1 ? "the fault" : "the last fault";
    const double drain = figure.of(last, "drain");
    if (std::isnan(drain) || std::isinf(drain))
        return "had not worked off its backlog when the run ended";
    if (drain < 1)
        return "was back to normal within a second of the end of " + fault;
    return "worked off its backlog " + figureToText(drain, Unit::Seconds) + " after the end of " + fault;
}

/// Medians of undisturbed times, where there are such.
std::optional<std::string> quickness(const FlowFigures& figure, const std::string& who)
{
    const bool hasPhases = !std::isnan(figure("ack.p50@before"));
    const double acknowledged = figure(hasPhases ? "ack.p50@before" : "ack.p50");
    const double completed = figure(hasPhases ? "completion.p50@before" : "completion.p50");
    if (std::isnan(acknowledged))
        return std::nullopt;
    std::string text = (hasPhases ? "undisturbed, " : "") + who + " answers in " + figureToText(acknowledged, Unit::Seconds);
    if (completed > 1.1 * acknowledged)
        text += " and completes in " + figureToText(completed, Unit::Seconds) + " (medians)";
    else if (!std::isnan(completed))
        text += " (median), when everything is done";
    return text;
}

std::optional<std::string> whatIsLeft(const FlowFigures& figure, const std::string& flows)
{
    const double offered = figure("offered");
    std::vector<std::string> parts;
    const auto tell = [&](const char* name, const char* words) {
        const double count = figure(name);
        if (count > 0)
            parts.push_back(figureToText(count / offered, Unit::Ratio) + " " + words);
    };
    if (!(offered > 0))
        return std::nullopt;
    tell("rejected", "end with nothing done");
    tell("compensated", "are undone");
    tell("late", "complete late");
    tell("in_flight", "are still under way at the end");
    if (figure("inconsistent") > 0)
        parts.push_back(shortNumber(figure("inconsistent")) + " per run left inconsistent");
    if (parts.empty())
        return std::nullopt;
    return "of all " + flows + ", " + join(parts, ", ");
}

std::optional<std::string> cost(const FlowFigures& figure, const FlowFigures& baseline, const std::string& name)
{
    const double messages = figure("messages");
    const double before = baseline("messages");
    if (!(messages > 0) || !(before > 0))
        return std::nullopt;
    const double ratio = messages / before;
    if (ratio > 0.95 && ratio < 1.05)
        return "it takes as many messages as " + name;
    return "it takes " + shortNumber(std::round(ratio * 10) / 10) + " times the messages of " + name;
}

/// What the figures of the first workload go by: its flow, or itself if it asks for a mere operation.
std::string mainFlow(const spec::Scenario& scenario)
{
    if (scenario.workload.empty())
        return {};
    const spec::Workload& workload = scenario.workload.front();
    return workload.flow.empty() ? workload.name : workload.flow;
}

}  // namespace

std::string duringFaults(const std::vector<spec::Fault>& faults)
{
    if (faults.size() != 1)
        return "During the faults";
    return "While " + phraseOf(faults.front());
}

std::string manyOf(const std::string& flow)
{
    const bool isWord = flow.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    if (!isWord || flow.ends_with('s') || flow.ends_with('y') || flow.ends_with('h') || flow.ends_with('x'))
        return flow + " flows";
    return flow + "s";
}

std::string verdictOn(const DesignReport& design, const DesignReport& baseline, const spec::Scenario& scenario)
{
    const std::string flow = mainFlow(scenario);
    const FlowFigures figure(design, flow);
    const std::string flows = manyOf(flow);
    const std::string name = design.design.empty() ? "the system" : design.design;

    std::vector<std::string> faultParts;
    if (isOutOfReach(flow, design.cascades)) {
        faultParts.push_back(duringFaults(scenario.chaos) + ", " + name + " served " + flows + " as ever: they were out of reach");
    } else if (const auto during = underFaults(figure, flows)) {
        faultParts.push_back(duringFaults(scenario.chaos) + ", " + name + " " + *during);
        if (const auto after = afterFaults(figure, scenario.chaos, design.cascades))
            faultParts.push_back(*after);
    }
    std::vector<std::string> parts;
    if (!faultParts.empty())
        parts.push_back(join(faultParts, " and "));
    const auto quick = quickness(figure, faultParts.empty() ? name : "it");
    const auto left = whatIsLeft(figure, flows);
    const auto costs = cost(figure, FlowFigures(baseline, flow), baseline.design);
    for (const auto& part : {quick, left, design.design == baseline.design ? std::nullopt : costs}) {
        if (part)
            parts.push_back(*part);
    }
    return parts.empty() ? std::string() : join(parts, "; ") + ".";
}

}  // namespace stormglass::analysis
