// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/capacity.h"

#include "models/experiments/load_scaling.h"
#include "models/experiments/section_search.h"
#include "models/experiments/trigger.h"

#include <algorithm>
#include <cmath>

namespace stormglass::experiments {
namespace {

using namespace results;

/// Loads are searched as whole numbers of this.
constexpr double kLoadUnit = 1e-6;
std::int64_t toUnits(double load) { return std::llround(load / kLoadUnit); }
double toLoad(std::int64_t units) { return static_cast<double>(units) * kLoadUnit; }

/// The user wants to stop, or a run has failed: what was found so far is what there is.
struct Stopped { };

class CapacitySearch {
public:
    CapacitySearch(const spec::Scenario& scenario, const CapacityChoice& choice, const RunLoads& run, DesignCapacity& capacity)
        : m_scenario(scenario), m_choice(choice), m_run(run), m_criteria(loadCriteria(scenario)), m_capacity(capacity)
    {
    }

    void findHighest()
    {
        const LoadPoint own = tryLoad(1);
        m_capacity.isOwnLoadSustained = own.isSustained;
        keep(own);
        for (double load = own.isSustained ? 2 : 0.5; load <= m_choice.most && load >= 1 / m_choice.most;
             load *= own.isSustained ? 2 : 0.5) {
            const LoadPoint point = tryLoad(load);
            keep(point);
            if (point.isSustained != own.isSustained)
                break;
        }
        if (m_capacity.highest.load == 0 || m_capacity.beyond.load == 0)
            return;  // nothing holds, or everything does
        const std::int64_t low = toUnits(m_capacity.highest.load);
        const auto step = static_cast<std::int64_t>(static_cast<double>(low) * m_choice.precision);
        static_cast<void>(smallestThat(low, toUnits(m_capacity.beyond.load), std::max<std::int64_t>(step, 1),
                                       [&](const std::vector<std::int64_t>& loads) { return areTooMuch(loads); }));
    }

    void drawCurve()
    {
        const double top = m_capacity.highest.load;
        if (top == 0)
            return;
        std::vector<LoadTrial> trials;
        for (const int percent : {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 105, 120})
            trials.push_back({m_capacity.design, top * percent / 100, {}});
        m_capacity.curve = judge(trials);
        m_capacity.curve.insert(std::ranges::find_if(m_capacity.curve, [&](const LoadPoint& point) { return point.load > top; }),
                                m_capacity.highest);
        double most = 0;
        for (const LoadPoint& point : m_capacity.curve) {
            const double power = point.goodput / point.completion;
            if (point.isSustained && power > most) {
                most = power;
                m_capacity.knee = point.load;
            }
        }
    }

    void pullTrigger()
    {
        const Trigger trigger = triggerOf(m_scenario);
        TriggerEdge& edge = m_capacity.trigger;
        edge.phrase = trigger.phrase;
        edge.obstacle = trigger.obstacle;
        if (trigger.faults.empty() || m_capacity.highest.load == 0)
            return;
        findStuckLoad(trigger, edge);
        if (m_capacity.isOwnLoadSustained)
            findStuckLength(trigger, edge);
    }

private:
    [[nodiscard]] std::vector<DesignReport> runAll(const std::vector<LoadTrial>& trials)
    {
        std::vector<DesignReport> reports = m_run(trials);
        for (const DesignReport& report : reports) {
            if (!report.failures.empty()) {
                m_capacity.failures = report.failures;
                throw Stopped{};
            }
        }
        if (reports.size() < trials.size())
            throw Stopped{};
        return reports;
    }

    [[nodiscard]] std::vector<LoadPoint> judge(const std::vector<LoadTrial>& trials)
    {
        const std::vector<DesignReport> reports = runAll(trials);
        std::vector<LoadPoint> points;
        for (std::size_t i = 0; i < trials.size(); ++i)
            points.push_back(judgeLoad(m_criteria, m_scenario.run, trials[i].load, reports[i]));
        return points;
    }

    [[nodiscard]] LoadPoint tryLoad(double load) { return judge({{m_capacity.design, load, {}}}).front(); }

    [[nodiscard]] std::vector<bool> areTooMuch(const std::vector<std::int64_t>& loads)
    {
        std::vector<LoadTrial> trials;
        for (const std::int64_t load : loads)
            trials.push_back({m_capacity.design, toLoad(load), {}});
        std::vector<bool> answers;
        bool isAnyTooMuch = false;
        for (const LoadPoint& point : judge(trials)) {
            isAnyTooMuch = isAnyTooMuch || !point.isSustained;
            answers.push_back(isAnyTooMuch);
            if (isAnyTooMuch != point.isSustained)
                keep(point);
        }
        return answers;
    }

    /// The highest load that holds, and the lowest that does not.
    void keep(const LoadPoint& point)
    {
        if (point.isSustained && point.load > m_capacity.highest.load)
            m_capacity.highest = point;
        if (!point.isSustained && (m_capacity.beyond.load == 0 || point.load < m_capacity.beyond.load))
            m_capacity.beyond = point;
    }

    [[nodiscard]] std::vector<bool> doNotComeBack(const std::vector<LoadTrial>& trials)
    {
        std::vector<bool> answers;
        const std::vector<DesignReport> reports = runAll(trials);
        for (std::size_t i = 0; i < trials.size(); ++i)
            answers.push_back(!hasComeBack(reports[i], m_scenario.run, beginOf(trials[i].faults), endOf(trials[i].faults)));
        return answers;
    }

    void findStuckLoad(const Trigger& trigger, TriggerEdge& edge)
    {
        const auto ask = [&](const std::vector<std::int64_t>& loads) {
            std::vector<LoadTrial> trials;
            for (const std::int64_t load : loads)
                trials.push_back({m_capacity.design, toLoad(load), trigger.faults});
            std::vector<bool> answers = doNotComeBack(trials);
            for (std::size_t i = 0; i < answers.size() && !answers[i]; ++i)
                edge.recoversAt = std::isnan(edge.recoversAt) ? trials[i].load : std::max(edge.recoversAt, trials[i].load);
            return answers;
        };
        const std::int64_t top = toUnits(m_capacity.highest.load);
        if (!ask({top}).front())
            return;
        const auto step = static_cast<std::int64_t>(static_cast<double>(top) * std::max(m_choice.precision, kTriggerPrecision));
        edge.stuckFrom = toLoad(smallestThat(0, top, std::max<std::int64_t>(step, 1), ask));
    }

    void findStuckLength(const Trigger& trigger, TriggerEdge& edge)
    {
        const auto lengthOf = [&](std::int64_t thousandths) { return toSeconds(trigger.length()) * static_cast<double>(thousandths) / 1000; };
        const auto ask = [&](const std::vector<std::int64_t>& lengths) {
            std::vector<LoadTrial> trials;
            for (const std::int64_t thousandths : lengths)
                trials.push_back({m_capacity.design, 1, withLength(trigger.faults, static_cast<double>(thousandths) / 1000)});
            std::vector<bool> answers = doNotComeBack(trials);
            for (std::size_t i = 0; i < answers.size() && !answers[i]; ++i) {
                const double length = lengthOf(lengths[i]);
                edge.lengthRecovers = std::isnan(edge.lengthRecovers) ? length : std::max(edge.lengthRecovers, length);
            }
            return answers;
        };
        const std::int64_t longest = trigger.mostThousandths(m_scenario.run);
        if (longest < 1 || !ask({longest}).front())
            return;
        constexpr auto kStep = static_cast<std::int64_t>(1000 * kTriggerPrecision);
        edge.lengthStuck = lengthOf(smallestThat(0, longest, kStep, ask));
    }

    /// Of the highest load, and of the trigger's own length.
    static constexpr double kTriggerPrecision = 0.02;

    const spec::Scenario& m_scenario;
    const CapacityChoice m_choice;
    const RunLoads& m_run;
    const LoadCriteria m_criteria;
    DesignCapacity& m_capacity;
};

}  // namespace

DesignCapacity measureCapacity(const spec::Scenario& scenario, const std::string& design, const CapacityChoice& choice,
                               const RunLoads& run)
{
    DesignCapacity capacity;
    capacity.design = design;
    CapacitySearch search(scenario, choice, run, capacity);
    try {
        search.findHighest();
        search.drawCurve();
        if (choice.isTriggerTried)
            search.pullTrigger();
    } catch (const Stopped&) {
        // What was found so far stays.
    }
    return capacity;
}

}  // namespace stormglass::experiments
