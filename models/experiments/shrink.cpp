// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/shrink.h"

#include "models/experiments/fault_strength.h"
#include "models/experiments/hunt_space.h"
#include "models/experiments/judged_expectations.h"
#include "models/experiments/section_search.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass::experiments {
namespace {

class Shrinker {
public:
    Shrinker(const spec::Scenario& scenario, const ShrinkTask& task, const RunTrials& run)
        : m_scenario(scenario), m_task(task), m_run(run), m_faults(task.faults), m_judgement(task.judgement)
        , m_step(searchStep(endOf(m_faults, scenario.run) - startOf(m_faults)))
    {
    }

    Shrunk shrink()
    {
        takeAway();
        if (wasMeasured())
            endEarlier();
        for (std::size_t i = 0; i < m_faults.size(); ++i) {
            narrow(i);
            hitFewer(i);
        }
        // A fault that is short enough lets nothing be measured: that would be no smaller case, but none.
        if (wasMeasured())
            reduce();
        return {std::move(m_faults), std::move(m_judgement), m_inevitableAt, !m_haveRunsEnded};
    }

private:
    void reduce()
    {
        // One fault alone has been made as short as it can be; of several, each may end or begin by itself.
        for (std::size_t i = 0; m_faults.size() > 1 && i < m_faults.size(); ++i)
            shorten(i);
        for (std::size_t i = 0; i < m_faults.size(); ++i)
            makeMilder(i);
        beginLater();
        takeAway();
        if (!isShortest())
            endEarlier();
    }

    [[nodiscard]] bool wasMeasured() const { return !std::isnan(m_task.judgement.expectations[m_task.expectation].found); }

    [[nodiscard]] bool isStillBroken(const Judgement& judgement) const
    {
        if (!judgement.failure.empty() || !judgement.breaks(m_task.expectation))
            return false;
        return !wasMeasured() || !std::isnan(judgement.expectations[m_task.expectation].found);
    }

    /// Which of the sets still break it; fewer than asked for when the runs have ended.
    std::vector<bool> ask(const std::vector<FaultSet>& sets)
    {
        std::vector<bool> answers;
        if (m_haveRunsEnded)
            return answers;
        std::vector<Trial> trials;
        for (FaultSet faults : sets) {
            nameFaults(faults, m_task.nameOfLast);
            trials.push_back({m_task.design, std::move(faults)});
        }
        const std::vector<Judgement> judgements = m_run(trials);
        m_haveRunsEnded = judgements.size() < trials.size();
        for (std::size_t i = 0; i < judgements.size(); ++i) {
            answers.push_back(isStillBroken(judgements[i]));
            if (answers.back())
                m_known.push_back({std::move(trials[i].faults), judgements[i]});
        }
        return answers;
    }

    /// Goes on with a set that was asked for and still breaks it.
    void take(FaultSet faults)
    {
        nameFaults(faults, m_task.nameOfLast);
        const auto known = std::ranges::find(m_known, faults, &Known::faults);
        if (known == m_known.end())
            return;
        m_faults = known->faults;
        m_judgement = known->judgement;
    }

    /// Goes on with the first of these that still breaks it.
    bool takeFirst(const std::vector<FaultSet>& sets)
    {
        const std::vector<bool> answers = ask(sets);
        const auto first = std::ranges::find(answers, true);
        if (first == answers.end())
            return false;
        take(sets[static_cast<std::size_t>(first - answers.begin())]);
        return true;
    }

    /// Goes on with the smallest number above zero for which the set still breaks it, and yields it. Precondition: the
    /// set for the greatest is the present one.
    template <class MakeSet>
    std::int64_t takeSmallest(std::int64_t least, std::int64_t greatest, std::int64_t step, const MakeSet& makeSet)
    {
        const std::int64_t smallest = smallestThat(least, greatest, step, [&](const std::vector<std::int64_t>& numbers) {
            std::vector<FaultSet> sets;
            for (const std::int64_t number : numbers)
                sets.push_back(makeSet(number));
            return ask(sets);
        });
        if (smallest != greatest)
            take(makeSet(smallest));
        return smallest;
    }

    [[nodiscard]] FaultSet with(std::size_t index, spec::Fault fault) const
    {
        FaultSet set = m_faults;
        set[index] = std::move(fault);
        return set;
    }

    void takeAway()
    {
        bool isSmaller = m_faults.size() > 1;
        while (isSmaller && m_faults.size() > 1) {
            std::vector<FaultSet> sets;
            for (std::size_t i = 0; i < m_faults.size(); ++i) {
                FaultSet& set = sets.emplace_back(m_faults);
                set.erase(set.begin() + static_cast<std::ptrdiff_t>(i));
            }
            isSmaller = takeFirst(sets);
        }
    }

    /// Whether everything must last as long as it does; what was short enough for another place or start may be too long now.
    bool isShortest()
    {
        const Duration start = startOf(m_faults);
        const Duration end = endOf(m_faults, m_scenario.run);
        m_inevitableAt = end;
        const Duration earlier = end - m_step;
        const bool isShortest = earlier <= start || !takeFirst({endedAt(m_faults, earlier)});
        if (m_haveRunsEnded)
            m_inevitableAt = Duration::zero();
        return isShortest;
    }

    /// Everything is mended at one instant, the earliest that leaves it broken: from then on it was inevitable.
    void endEarlier()
    {
        const Duration start = startOf(m_faults);
        const Duration end = endOf(m_faults, m_scenario.run);
        const FaultSet whole = m_faults;
        const std::int64_t length = takeSmallest(0, (end - start).count(), m_step.count(),
                                                 [&](std::int64_t part) { return endedAt(whole, start + Duration{part}); });
        if (!m_haveRunsEnded)
            m_inevitableAt = start + Duration{length};
    }

    void narrow(std::size_t index)
    {
        bool isNarrower = true;
        while (isNarrower) {
            std::vector<FaultSet> sets;
            for (spec::Fault& part : atParts(m_scenario, m_faults[index]))
                sets.push_back(with(index, std::move(part)));
            isNarrower = !sets.empty() && takeFirst(sets);
        }
    }

    void hitFewer(std::size_t index)
    {
        const spec::Fault whole = m_faults[index];
        const std::optional<std::int64_t> instances = instancesHit(m_scenario, whole);
        if (instances.value_or(0) > 1)
            takeSmallest(0, *instances, 1, [&](std::int64_t count) { return with(index, withInstances(whole, count)); });
    }

    void shorten(std::size_t index)
    {
        const spec::Fault whole = m_faults[index];
        const Duration length = whole.timing.lasting;
        if (length == Duration::zero())
            return;
        takeSmallest(0, length.count(), m_step.count(), [&](std::int64_t part) {
            spec::Fault fault = whole;
            fault.timing.lasting = Duration{part};
            return with(index, std::move(fault));
        });
    }

    /// All of them, as late as leaves half of the time behind them that was there to recover in.
    void beginLater()
    {
        const FaultSet whole = m_faults;
        const Duration end = endOf(whole, m_scenario.run);
        if (end >= m_scenario.run.duration)
            return;
        const Duration most = (m_scenario.run.duration - end) / 2;
        const auto delayed = [&](std::int64_t lead) {
            FaultSet set = whole;
            for (spec::Fault& fault : set)
                fault.timing.at += most - Duration{lead};
            return set;
        };
        // The latest start may do; the search below takes it for granted that it does not.
        if (!takeFirst({delayed(0)}))
            takeSmallest(0, most.count(), searchStep(most).count(), delayed);
    }

    /// How far the figure is from what was expected of it.
    [[nodiscard]] double gapOf(const Judgement& judgement) const
    {
        const results::ExpectationResult& result = judgement.expectations[m_task.expectation];
        const auto parsed = spec::readExpectation(result.that);
        return parsed ? std::abs(result.found - parsed.value().threshold) : std::nan("");
    }

    /// Milder is what brings the broken figure nearer to what was expected: more or less of a quantity, whichever does.
    void makeMilder(std::size_t index)
    {
        constexpr int kMostSteps = 6;
        for (const std::string& key : quantitiesOf(m_faults[index])) {
            for (const double factor : {0.5, 2.0})
                for (int step = 0; step < kMostSteps && isMilderWith(index, key, factor); ++step) { }
        }
    }

    bool isMilderWith(std::size_t index, const std::string& key, double factor)
    {
        const double gap = gapOf(m_judgement);
        auto fault = scaled(m_scenario, m_faults[index], key, factor);
        if (!fault)
            return false;
        const FaultSet set = with(index, std::move(*fault));
        const FaultSet former = m_faults;
        const Judgement formerJudgement = m_judgement;
        if (!takeFirst({set}))
            return false;
        if (gapOf(m_judgement) < gap)
            return true;
        m_faults = former;
        m_judgement = formerJudgement;
        return false;
    }

    struct Known {
        FaultSet faults;
        Judgement judgement;
    };

    const spec::Scenario& m_scenario;
    const ShrinkTask& m_task;
    const RunTrials& m_run;
    FaultSet m_faults;
    Judgement m_judgement;
    const Duration m_step;  ///< Of lengths and ends.
    std::vector<Known> m_known;
    Duration m_inevitableAt{0};
    bool m_haveRunsEnded = false;
};

}  // namespace

Duration searchStep(Duration length)
{
    std::int64_t step = 1;
    for (std::int64_t power = 1; power <= length.count() / 100; power *= 10) {
        for (const std::int64_t digit : {1, 2, 5}) {
            if (digit * power <= length.count() / 100)
                step = digit * power;
        }
    }
    return Duration{step};
}

Shrunk shrink(const spec::Scenario& scenario, const ShrinkTask& task, const RunTrials& run)
{
    return Shrinker(scenario, task, run).shrink();
}

}  // namespace stormglass::experiments
