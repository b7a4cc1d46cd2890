// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a hunt knows of one design.
#pragma once

#include "models/experiments/hunt_ranking.h"

#include <map>

namespace stormglass::experiments {

class DesignState {
public:
    /// \p isHopeless: expectations that are broken without any fault.
    void begin(Judgement baseline, Flags isHopeless);
    [[nodiscard]] bool hasHope() const;

    /// Notes a trial of these single faults, and yields the expectations that it breaks and that neither a part of them
    /// nor the same faults in another order of time have broken.
    std::vector<std::size_t> note(const std::vector<std::size_t>& singles, const Judgement& judgement);
    /// Whether it is the first to break one of these expectations, which it is no longer then.
    bool takeFirst(const std::vector<std::size_t>& expectations);

    /// The single faults have been tried: of those under which flows fared exactly alike one is kept.
    void combineSingles(std::vector<Judgement> singles);
    /// Some sets of more faults have been tried, all of one size, the most promising first.
    void combineSets(std::size_t size, const std::vector<std::vector<std::size_t>>& sets, const std::vector<Judgement>& judgements);

    /// The sets of that size that sets of one more fault are made of.
    [[nodiscard]] const std::vector<TriedSet>& bases(std::size_t size) const;
    /// For making sets of one more fault than those of that size have.
    [[nodiscard]] DesignKnowledge knowledge(std::size_t design, std::size_t size,
                                            std::function<bool(std::size_t, std::size_t)> isNested) const;

private:
    [[nodiscard]] Flags brokenByParts(const std::vector<std::size_t>& singles) const;

    Judgement m_baseline;
    Flags m_hopeless;
    Flags m_hasFind;
    std::map<std::vector<std::size_t>, Flags> m_brokenBy;  ///< By the single faults, whenever they met.
    std::vector<std::size_t> m_worthCombining;
    std::vector<std::vector<double>> m_stress;             ///< Of the single faults.
    std::map<std::size_t, std::vector<TriedSet>> m_bases;  ///< By size.
};

}  // namespace stormglass::experiments
