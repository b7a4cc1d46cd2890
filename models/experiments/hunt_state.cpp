// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/hunt_state.h"

#include <algorithm>
#include <set>

namespace stormglass::experiments {
namespace {

constexpr std::size_t kMostBases = 2'000;  ///< Sets of one size that are combined further.

}  // namespace

void DesignState::begin(Judgement baseline, Flags isHopeless)
{
    m_baseline = std::move(baseline);
    m_hasFind.assign(isHopeless.size(), false);
    m_hopeless = std::move(isHopeless);
}

bool DesignState::hasHope() const { return std::ranges::find(m_hopeless, false) != m_hopeless.end(); }

std::vector<std::size_t> DesignState::note(const std::vector<std::size_t>& singles, const Judgement& judgement)
{
    const Flags known = brokenByParts(singles);
    Flags& broken = m_brokenBy.try_emplace(singles, Flags(m_hopeless.size(), false)).first->second;
    std::vector<std::size_t> news;
    for (std::size_t e = 0; e < judgement.expectations.size() && e < broken.size(); ++e) {
        if (!judgement.breaks(e))
            continue;
        if (!known[e])
            news.push_back(e);
        broken[e] = true;
    }
    return news;
}

bool DesignState::takeFirst(const std::vector<std::size_t>& expectations)
{
    bool isFirst = false;
    for (const std::size_t e : expectations) {
        isFirst = isFirst || !m_hasFind[e];
        m_hasFind[e] = true;
    }
    return isFirst;
}

void DesignState::combineSingles(std::vector<Judgement> singles)
{
    m_stress = stresses(singles);
    std::set<std::uint64_t> known;
    for (std::size_t s = 0; s < singles.size(); ++s) {
        if (!singles[s].failure.empty())
            continue;
        // A fault that changes nothing by itself may yet take the spare part that another fault needs.
        const bool hasNoEffect = singles[s].signature == m_baseline.signature;
        if (!hasNoEffect && !known.insert(singles[s].signature).second)
            continue;
        m_worthCombining.push_back(s);
        m_bases[1].push_back({{s}, m_stress[s]});
    }
}

void DesignState::combineSets(std::size_t size, const std::vector<std::vector<std::size_t>>& sets,
                              const std::vector<Judgement>& judgements)
{
    const std::vector<std::vector<double>> stress = stresses(judgements);
    std::vector<TriedSet>& bases = m_bases[size];
    std::map<std::vector<std::size_t>, std::size_t> places;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const auto [place, isNew] = places.try_emplace(sets[i], bases.size());
        if (isNew)
            bases.push_back({sets[i], stress[i]});
        std::vector<double>& most = bases[place->second].stress;
        for (std::size_t e = 0; e < most.size(); ++e)
            most[e] = std::max(most[e], stress[i][e]);
    }
    bases.resize(std::min(bases.size(), kMostBases));
}

const std::vector<TriedSet>& DesignState::bases(std::size_t size) const
{
    static const std::vector<TriedSet> kNone;
    const auto found = m_bases.find(size);
    return found == m_bases.end() ? kNone : found->second;
}

DesignKnowledge DesignState::knowledge(std::size_t design, std::size_t size,
                                       std::function<bool(std::size_t, std::size_t)> isNested) const
{
    return {.design = design,
            .singles = m_worthCombining,
            .stress = m_stress,
            .bases = bases(size),
            .brokenByParts = [this](const std::vector<std::size_t>& singles) { return brokenByParts(singles); },
            .isTried = [this](const std::vector<std::size_t>& singles) { return m_brokenBy.contains(singles); },
            .hasFind = m_hasFind,
            .isNested = std::move(isNested)};
}

Flags DesignState::brokenByParts(const std::vector<std::size_t>& singles) const
{
    Flags broken = m_hopeless;
    const std::size_t subsets = std::size_t{1} << singles.size();
    std::vector<std::size_t> part;
    for (std::size_t subset = 1; subset < subsets; ++subset) {
        part.clear();
        for (std::size_t i = 0; i < singles.size(); ++i) {
            if ((subset >> i & 1U) != 0)
                part.push_back(singles[i]);
        }
        const auto known = m_brokenBy.find(part);
        for (std::size_t e = 0; known != m_brokenBy.end() && e < broken.size(); ++e)
            broken[e] = broken[e] || known->second[e];
    }
    return broken;
}

}  // namespace stormglass::experiments
