// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/hunt.h"

#include "models/experiments/hunt_state.h"
#include "models/experiments/shrink.h"

#include <algorithm>
#include <cmath>

namespace stormglass::experiments {
namespace {

constexpr std::size_t kBatch = 48;  ///< Trials at a time; what is tried must not depend on the number of jobs.
constexpr std::size_t kMostCandidates = 100'000;
constexpr std::size_t kMostFailures = 20;

/// One trial that the hunt has planned: a set of single faults, meeting in one way.
struct Planned {
    std::size_t design = 0;
    std::vector<std::size_t> singles;
    FaultSet faults;
};

class Hunter {
public:
    Hunter(const spec::Scenario& scenario, const HuntChoice& choice, const RunTrials& run,
           const std::function<void(const Find&)>& changed)
        : m_scenario(scenario), m_choice(choice), m_run(run), m_changed(changed), m_space(huntSpace(scenario, choice))
        , m_expectations(judgedExpectations(scenario)), m_designs(choice.designs.size())
    {
        m_result.singles = m_space.singles.size();
        m_result.alike = m_space.alike;
        m_result.leftOut = m_space.leftOut;
        m_result.notJudged = m_expectations.leftOut;
    }

    HuntResult hunt()
    {
        for (std::size_t size = 1; size <= m_choice.mostFaults; ++size)
            m_result.levels.push_back({.size = static_cast<std::int64_t>(size)});
        tryWithoutFaults();
        trySingles();
        trySets(Wanted::News);
        for (Find& find : m_result.finds)
            shrinkFind(find);
        trySets(Wanted::All);
        for (Find& find : m_result.finds)
            shrinkFind(find);
        m_result.isExhausted = !m_haveRunsEnded;
        return std::move(m_result);
    }

private:
    std::vector<Judgement> ask(const std::vector<Trial>& trials)
    {
        if (m_haveRunsEnded)
            return {};
        std::vector<Judgement> judgements = m_run(trials);
        m_haveRunsEnded = judgements.size() < trials.size();
        for (std::size_t i = 0; i < judgements.size(); ++i) {
            if (!judgements[i].failure.empty() && m_result.failures.size() < kMostFailures)
                m_result.failures.push_back({trials[i], judgements[i].failure});
        }
        return judgements;
    }

    [[nodiscard]] FaultSet named(FaultSet faults) const
    {
        nameFaults(faults, m_expectations.faultName);
        return faults;
    }

    void tryWithoutFaults()
    {
        std::vector<Trial> trials;
        for (const std::string& design : m_choice.designs)
            trials.push_back({design, {}});
        const std::vector<Judgement> judgements = ask(trials);
        for (std::size_t d = 0; d < judgements.size(); ++d) {
            Flags isHopeless;
            for (const results::ExpectationResult& result : judgements[d].expectations) {
                isHopeless.push_back(!result.holds && needsNoFault({.that = result.that, .designs = {}, .during = result.during}));
                if (isHopeless.back())
                    m_result.brokenWithout.push_back({m_choice.designs[d], result.that});
            }
            m_designs[d].begin(judgements[d], std::move(isHopeless));
        }
    }

    void trySingles()
    {
        std::vector<Planned> planned;
        for (std::size_t s = 0; s < m_space.singles.size(); ++s) {
            for (std::size_t d = 0; d < m_designs.size(); ++d) {
                if (m_designs[d].hasHope())
                    planned.push_back({d, {s}, {m_space.singles[s].fault}});
            }
        }
        results::HuntLevel& level = m_result.levels.front();
        level.sets = static_cast<std::int64_t>(planned.size());
        std::vector<std::vector<Judgement>> judgements(m_designs.size(), std::vector<Judgement>(m_space.singles.size()));
        tryAll(planned, level, [&](const Planned& plan, const Judgement& judgement) {
            judgements[plan.design][plan.singles.front()] = judgement;
        });
        shrinkFirsts();
        for (std::size_t d = 0; d < m_designs.size(); ++d) {
            if (m_designs[d].hasHope())
                m_designs[d].combineSingles(std::move(judgements[d]));
        }
    }

    void trySets(Wanted wanted)
    {
        for (std::size_t size = 2; size <= m_choice.mostFaults && !m_haveRunsEnded; ++size)
            trySets(size, wanted);
    }

    void trySets(std::size_t size, Wanted wanted)
    {
        results::HuntLevel& level = m_result.levels[size - 1];
        const std::vector<Candidate> candidates = rankCandidates(knowledge(size - 1), wanted, kMostCandidates);
        std::vector<std::vector<std::vector<std::size_t>>> tried(m_designs.size());
        std::vector<std::vector<Judgement>> judgements(m_designs.size());
        std::vector<Planned> block;
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            const std::vector<Planned> ways = waysOf(candidates[c], size - 1);
            level.sets += static_cast<std::int64_t>(ways.size());
            block.insert(block.end(), ways.begin(), ways.end());
            if (block.size() < kBatch && c + 1 < candidates.size())
                continue;
            tryAll(block, level, [&](const Planned& plan, const Judgement& judgement) {
                tried[plan.design].push_back(plan.singles);
                judgements[plan.design].push_back(judgement);
            });
            block.clear();
            shrinkFirsts();
        }
        for (std::size_t d = 0; d < m_designs.size(); ++d)
            m_designs[d].combineSets(size, tried[d], judgements[d]);
    }

    [[nodiscard]] std::vector<DesignKnowledge> knowledge(std::size_t size) const
    {
        std::vector<DesignKnowledge> all;
        for (std::size_t d = 0; d < m_designs.size(); ++d) {
            all.push_back(m_designs[d].knowledge(d, size, [this](std::size_t a, std::size_t b) {
                return isOneWithin(m_scenario.topology, m_space.singles[a], m_space.singles[b]);
            }));
        }
        return all;
    }

    /// \p size: of the set that one more fault is added to.
    [[nodiscard]] std::vector<Planned> waysOf(const Candidate& candidate, std::size_t size) const
    {
        const std::vector<std::size_t>& base = m_designs[candidate.design].bases(size)[candidate.base].singles;
        const spec::Fault& added = m_space.singles[candidate.single].fault;
        FaultSet faults;
        for (const std::size_t single : base)
            faults.push_back(m_space.singles[single].fault);
        std::vector<std::size_t> singles = base;
        singles.insert(std::ranges::lower_bound(singles, candidate.single), candidate.single);
        std::vector<Planned> ways;
        const spec::RunSettings& run = m_scenario.run;
        for (FaultSet& set : base.size() == 1 ? meetings(faults.front(), added, run) : meetings(faults, added, run))
            ways.push_back({candidate.design, singles, std::move(set)});
        return ways;
    }

    template <class Note>
    void tryAll(const std::vector<Planned>& planned, results::HuntLevel& level, const Note& note)
    {
        for (std::size_t first = 0; first < planned.size() && !m_haveRunsEnded; first += kBatch) {
            const std::size_t last = std::min(first + kBatch, planned.size());
            std::vector<Trial> trials;
            for (std::size_t i = first; i < last; ++i)
                trials.push_back({m_choice.designs[planned[i].design], named(planned[i].faults)});
            const std::vector<Judgement> judgements = ask(trials);
            for (std::size_t i = 0; i < judgements.size(); ++i) {
                ++m_tried;
                ++level.tried;
                note(planned[first + i], judgements[i]);
                judge(planned[first + i], trials[i], judgements[i]);
            }
        }
    }

    void judge(const Planned& plan, const Trial& trial, const Judgement& judgement)
    {
        std::vector<std::size_t> broken = m_designs[plan.design].note(plan.singles, judgement);
        if (broken.empty())
            return;
        m_result.finds.push_back({.number = m_result.finds.size() + 1,
                                  .design = trial.design,
                                  .faults = trial.faults,
                                  .judgement = judgement,
                                  .broken = std::move(broken),
                                  .foundAs = trial.faults,
                                  .foundAfter = m_tried});
        m_changed(m_result.finds.back());
    }

    /// Shrinks the finds that are the first to break an expectation of their design.
    void shrinkFirsts()
    {
        for (Find& find : m_result.finds) {
            const auto design = std::ranges::find(m_choice.designs, find.design) - m_choice.designs.begin();
            if (m_designs[static_cast<std::size_t>(design)].takeFirst(find.broken))
                shrinkFind(find);
        }
    }

    /// What is to stay broken: rather a figure that was measured than one of which nothing was seen.
    [[nodiscard]] static std::size_t targetOf(const Find& find)
    {
        const auto measured = std::ranges::find_if(
            find.broken, [&](std::size_t e) { return !std::isnan(find.judgement.expectations[e].found); });
        return measured == find.broken.end() ? find.broken.front() : *measured;
    }

    void shrinkFind(Find& find)
    {
        if (find.isShrunk || m_haveRunsEnded)
            return;
        const ShrinkTask task{find.design, find.faults, find.judgement, targetOf(find), m_expectations.faultName};
        Shrunk shrunk = shrink(m_scenario, task, [this](const std::vector<Trial>& trials) { return ask(trials); });
        find.faults = std::move(shrunk.faults);
        find.judgement = std::move(shrunk.judgement);
        find.inevitableAt = shrunk.inevitableAt;
        find.isShrunk = shrunk.isComplete;
        std::erase_if(find.broken, [&](std::size_t e) { return !find.judgement.breaks(e); });
        for (const Find& other : m_result.finds) {
            if (find.isShrunk && other.isShrunk && other.sameAs == 0 && other.number != find.number && other.design == find.design
                && other.faults == find.faults)
                find.sameAs = other.number;
        }
        m_changed(find);
    }

    const spec::Scenario& m_scenario;
    const HuntChoice& m_choice;
    const RunTrials& m_run;
    const std::function<void(const Find&)>& m_changed;
    const HuntSpace m_space;
    const JudgedExpectations m_expectations;
    std::vector<DesignState> m_designs;
    HuntResult m_result;
    std::size_t m_tried = 0;
    bool m_haveRunsEnded = false;
};

}  // namespace

HuntResult hunt(const spec::Scenario& scenario, const HuntChoice& choice, const RunTrials& run,
                const std::function<void(const Find&)>& changed)
{
    return Hunter(scenario, choice, run, changed).hunt();
}

}  // namespace stormglass::experiments
