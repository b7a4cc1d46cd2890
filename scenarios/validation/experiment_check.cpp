// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A hypothesis that cannot be checked when it should be is an error: it would always hold, or never.
#include "models/results/metric.h"
#include "models/spec/expectation_text.h"
#include "scenarios/validation/expectation_line.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

using spec::Fault;

class ExperimentCheck {
public:
    explicit ExperimentCheck(ValidationContext& context)
        : m_context(context), m_experiment(context.scenario().experiment), m_run(context.scenario().run)
    {
    }

    void run()
    {
        for (std::size_t i = 0; i < m_experiment.hypothesis.size(); ++i)
            checkLine("/experiment/hypothesis/" + std::to_string(i) + "/that", m_experiment.hypothesis[i].that);
        checkAbort();
        if (m_experiment.hypothesis.empty() || !m_context.names().faults.isComplete() || !m_context.isRead("/run"))
            return;
        if (m_context.scenario().chaos.empty()) {
            return m_context.error("/experiment/hypothesis",
                                   "there are no faults that could disturb it: what must hold without them stands under \"expect\"");
        }
        if (checksBefore(m_experiment.strategy))
            checkBaseline();
        if (checksAfter(m_experiment.strategy))
            checkFinalCheck();
        checkFrequency();
    }

private:
    void checkLine(const std::string& pointer, const std::string& line)
    {
        checkExpectationLine(m_context, pointer, line);
        const auto parsed = spec::readExpectation(line);
        if (!parsed || results::findMetric(parsed.value().metric) == nullptr)
            return;
        if (!results::isMeasuredInWindows(parsed.value().metric)) {
            m_context.error(pointer, "expected a metric that can be told of a part of the run, found " + parsed.value().metric
                                + ": such a line stands under \"expect\"");
        }
    }

    void checkAbort()
    {
        if (m_experiment.abortAfter == Duration::zero())
            return;
        if (m_experiment.hypothesis.empty())
            m_context.error("/experiment/abort_after", "expected \"hypothesis\" as well: there is nothing that could deviate");
        else if (!checksAgainAndAgain(m_experiment.strategy))
            m_context.error("/experiment/abort_after",
                            "expected \"strategy\": \"continuously\" or \"during-method-only\": no other looks while the faults last");
    }

    void checkFrequency()
    {
        const Duration measured = m_run.duration - m_run.warmUp;
        if (checksAgainAndAgain(m_experiment.strategy) && m_experiment.frequency > measured && measured > Duration::zero())
            m_context.error("/experiment/frequency", "expected at most the time of arrivals after the warm-up (" + toText(measured)
                                + "), found \"" + toText(m_experiment.frequency) + '"');
    }

    void checkBaseline()
    {
        for (const Fault& fault : m_context.scenario().chaos) {
            if (!fault.timing.after.empty() || fault.timing.isLive || fault.timing.at > m_run.warmUp)
                continue;
            return m_context.error("/experiment/hypothesis",
                                   "there is no baseline to check: expected the first fault after the warm-up (" + toText(m_run.warmUp)
                                       + "), found " + fault.name + " at " + toText(fault.timing.at));
        }
    }

    void checkFinalCheck()
    {
        Duration last{0};
        for (const Fault& fault : m_context.scenario().chaos) {
            const Duration end = fault.timing.isLive ? Duration::zero() : endOf(fault, 0);
            if (end == Duration::max()) {
                return m_context.error("/experiment/hypothesis",
                                       "there is nothing after the faults to check: " + fault.name
                                           + " goes on until the end of the run; expected an end of it, or another \"strategy\"");
            }
            last = std::max(last, end);
        }
        if (last + m_experiment.recovery >= m_run.duration) {
            m_context.error(m_experiment.recovery > Duration::zero() ? "/experiment/recovery" : "/experiment/hypothesis",
                            "the final check has no time: it would begin at " + toText(last + m_experiment.recovery)
                                + ", expected before the end of arrivals (" + toText(m_run.duration) + ")");
        }
    }

    /// The latest end that the fault can have, from the start of the run; Duration::max(): it goes on.
    [[nodiscard]] Duration endOf(const Fault& fault, std::size_t depth) const
    {
        const spec::FaultTiming& timing = fault.timing;
        const bool goesOn = timing.lasting == Duration::zero() || (timing.every > Duration::zero() && timing.times == 0);
        const auto& faults = m_context.scenario().chaos;
        if (goesOn || depth > faults.size())
            return Duration::max();
        Duration begin{0};
        if (!timing.after.empty()) {
            const auto before = std::ranges::find(faults, timing.after, &Fault::name);
            begin = before == faults.end() ? Duration::zero() : endOf(*before, depth + 1);
            if (begin == Duration::max())
                return begin;
        }
        const std::int64_t repeats = timing.every > Duration::zero() ? timing.times - 1 : 0;
        const auto* failover = std::get_if<spec::Failover>(&fault.settings);
        const Duration length = failover == nullptr ? timing.lasting : std::max(timing.lasting, spec::longestTakeover(*failover));
        return begin + timing.at + timing.within + std::max(timing.every, failover == nullptr ? Duration{0} : length) * repeats + length;
    }

    ValidationContext& m_context;
    const spec::Experiment& m_experiment;
    const spec::RunSettings& m_run;
};

}  // namespace

void checkExperiment(ValidationContext& context) { ExperimentCheck(context).run(); }

}  // namespace stormglass
