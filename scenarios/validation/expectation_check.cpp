// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/expectation_line.h"

#include "models/results/metric.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <array>

namespace stormglass {
namespace {

using results::MetricInfo;
using results::SubjectKind;

constexpr std::array<std::string_view, 4> kPhases{"before", "fault", spec::kRecoveryPhase, "after"};

struct MetricGroup {
    std::span<const MetricInfo> metrics;
    SubjectKind kind;
    std::string_view noun;
};

std::array<MetricGroup, 4> metricGroups()
{
    return {{{results::flowMetrics(), SubjectKind::Flow, "flow"},
             {results::componentMetrics(), SubjectKind::Component, "component"},
             {results::channelMetrics(), SubjectKind::Channel, "channel"},
             {results::faultMetrics(), SubjectKind::Fault, "fault"}}};
}

class LineCheck {
public:
    LineCheck(ValidationContext& context, const std::string& pointer, const std::string& line)
        : m_context(context), m_pointer(pointer), m_line(line)
    {
    }

    void run()
    {
        const Result<spec::ParsedExpectation> parsed = spec::readExpectation(m_line);
        if (!parsed)
            return m_context.error(m_pointer, parsed.message());
        for (const MetricGroup& group : metricGroups()) {
            const auto metric = std::ranges::find(group.metrics, parsed.value().metric, &MetricInfo::name);
            if (metric != group.metrics.end()) {
                checkSubject(parsed.value(), group, *metric);
                checkUnit(parsed.value(), *metric);
                return;
            }
        }
        reportUnknown(parsed.value().metric);
    }

private:
    void reportUnknown(const std::string& name)
    {
        const std::vector<std::string> names = metricNames();
        const bool isStatistic = name.size() > 1 && name[0] == 'p' && name[1] >= '0' && name[1] <= '9';
        if (isStatistic)
            return m_context.error(m_pointer, "unknown statistic \"" + name + "\"; expected one of " + spec::statisticsText());
        m_context.error(m_pointer, m_context.unknown("metric", name, names)
                            + (suggestion(name, names).empty() ? "; stormglass list metrics tells what there is" : ""));
    }

    void checkSubject(const spec::ParsedExpectation& parsed, const MetricGroup& group, const MetricInfo& metric)
    {
        const std::string& place = m_pointer;
        if (parsed.subject.empty())
            return checkTotal(group, metric);
        const NameTables& names = m_context.names();
        switch (group.kind) {
        case SubjectKind::Flow:
            if (!isWorkloadOfAnOperation(parsed.subject))
                m_context.requireName(place, parsed.subject, names.flows, "flow");
            return;
        case SubjectKind::Component: return checkComponent(parsed.subject, metric);
        case SubjectKind::Fault: return m_context.requireName(place, parsed.subject, names.faults, "fault");
        case SubjectKind::Channel: break;
        }
        if (names.channels.contains(parsed.subject) || !names.areMessagesKnown())
            return;
        const std::vector<std::string>& channels = names.possibleChannels();
        if (std::ranges::find(channels, parsed.subject) == channels.end())
            m_context.error(place, m_context.unknown("channel", parsed.subject, channels));
    }

    /// Some figures are those of certain kinds only.
    void checkComponent(const std::string& name, const MetricInfo& metric)
    {
        m_context.requireName(m_pointer, name, m_context.names().components, "component");
        const spec::Component* component = m_context.findComponent(name);
        const std::string_view kind = component == nullptr ? std::string_view() : spec::infoOf(component->settings).kind;
        if (component != nullptr && !results::isOfKind(metric, kind))
            m_context.error(m_pointer, std::string(metric.name) + " is a figure of " + std::string(metric.kinds) + ", \"" + name
                                + "\" is of kind " + std::string(kind));
    }

    /// Requests that are no flow are counted under the name of their workload.
    [[nodiscard]] bool isWorkloadOfAnOperation(const std::string& name) const
    {
        return std::ranges::any_of(m_context.scenario().workload, [&name](const spec::Workload& each) {
            return each.name == name && each.flow.empty();
        });
    }

    /// "messages" and "sagas" stand for a sum over all, which only counts have.
    void checkTotal(const MetricGroup& group, const MetricInfo& metric)
    {
        const bool isSummed = group.kind == SubjectKind::Flow || group.kind == SubjectKind::Channel;
        if (isSummed && metric.unit == results::Unit::Count)
            return;
        m_context.error(m_pointer, "expected the name of a " + std::string(group.noun) + " for "
                            + std::string(metric.name) + ", found a word for all of them");
    }

    void checkUnit(const spec::ParsedExpectation& parsed, const MetricInfo& metric)
    {
        using spec::ThresholdUnit;
        const auto expect = [&](bool isRight, std::string_view example) {
            if (!isRight) {
                m_context.error(m_pointer, "expected a threshold such as \"" + std::string(example) + "\" for "
                                    + std::string(metric.name));
            }
        };
        const bool isNumber = parsed.unit == ThresholdUnit::None;
        switch (metric.unit) {
        case results::Unit::Seconds: return expect(parsed.unit == ThresholdUnit::Time, "800ms");
        case results::Unit::Ratio:
            expect(parsed.unit == ThresholdUnit::Share, "99.9%");
            return checkShare(parsed, metric);
        case results::Unit::PerSecond: return expect(parsed.unit == ThresholdUnit::Rate, "200/s");
        case results::Unit::Count: return expect(isNumber || parsed.unit == ThresholdUnit::Share, "10k\" or \"5%");
        case results::Unit::Number: return expect(isNumber, "1.5");
        case results::Unit::Dollars: return expect(isNumber, "0.25");
        }
    }

    /// No share is more than everything, or less than nothing.
    void checkShare(const spec::ParsedExpectation& parsed, const MetricInfo& metric)
    {
        using enum spec::Comparison;
        if (parsed.unit != spec::ThresholdUnit::Share)
            return;
        const bool isNeverMore = parsed.threshold == 1 && parsed.comparison == Greater;
        const bool isNeverLess = parsed.threshold == 0 && parsed.comparison == Less;
        if (parsed.threshold > 1)
            m_context.error(m_pointer, "expected a share from 0% to 100% for " + std::string(metric.name));
        else if (isNeverMore || isNeverLess)
            m_context.error(m_pointer, std::string(metric.name) + " is a share, which is never " + (isNeverMore ? "more than 100%; expected >= or ==" : "less than 0%; expected <= or =="));
    }

    static std::vector<std::string> metricNames()
    {
        std::vector<std::string> names;
        for (const MetricGroup& group : metricGroups()) {
            for (const MetricInfo& metric : group.metrics)
                names.emplace_back(metric.name);
        }
        return names;
    }

    ValidationContext& m_context;
    const std::string& m_pointer;
    const std::string& m_line;
};

/// The figure by name, if it is one that a run does not divide by phases.
std::string findUndivided(const std::string& line)
{
    const Result<spec::ParsedExpectation> parsed = spec::readExpectation(line);
    const results::MetricInfo* metric = parsed ? results::findMetric(parsed.value().metric) : nullptr;
    const auto flows = results::flowMetrics();
    const bool isOfFlows = metric != nullptr && std::ranges::find(flows, metric->name, &MetricInfo::name) != flows.end();
    return metric == nullptr || isOfFlows ? std::string() : std::string(metric->name);
}

/// \p pointer is that of the expectation.
void checkPhase(ValidationContext& context, const std::string& pointer, const spec::Expectation& expectation)
{
    const spec::Scenario& scenario = context.scenario();
    const std::string& phase = expectation.during;
    if (phase.empty())
        return;
    if (const std::string figure = findUndivided(expectation.that); !figure.empty()) {
        context.error(pointer + "/during", "only figures of flows are told by phase: expected no phase for " + figure);
    } else if (std::ranges::find(kPhases, phase) == kPhases.end()) {
        const std::vector<std::string> names(kPhases.begin(), kPhases.end());
        context.error(pointer + "/during",
                      "expected before, fault, recovery or after, found \"" + phase + '"' + suggestion(phase, names));
    } else if (scenario.chaos.empty() && context.names().faults.isComplete()) {
        context.error(pointer + "/during", "there are no faults, so there is no phase \"" + phase + '"');
    } else if (phase == spec::kRecoveryPhase && scenario.experiment.recovery == Duration::zero()
               && context.isRead("/experiment")) {
        context.error(pointer + "/during", "there is no phase of recovery: expected /experiment/recovery to give it a length");
    }
}

}  // namespace

void checkExpectationLine(ValidationContext& context, const std::string& pointer, const std::string& line)
{
    LineCheck(context, pointer, line).run();
}

void checkExpectations(ValidationContext& context)
{
    for (std::size_t i = 0; i < context.scenario().expect.size(); ++i) {
        const spec::Expectation& expectation = context.scenario().expect[i];
        const std::string pointer = "/expect/" + std::to_string(i);
        checkPhase(context, pointer, expectation);
        checkExpectationLine(context, pointer + "/that", expectation.that);
    }
}

}  // namespace stormglass
