// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the names in a fault's settings to the ways between hosts, and what all faults of the network have in common.
#pragma once

#include "models/faults/active_fault.h"
#include "models/network/impairments.h"

#include <functional>
#include <vector>

namespace stormglass {

/// The ways that a fault of the network hits. Precondition: the settings have been validated.
[[nodiscard]] HostPairs pairsOf(const Model& model, const spec::FaultyWays& ways);

/// A rule of the impairments for as long as the fault lasts. It begins each time as if it had never been there.
class WayFault final : public ActiveFault {
public:
    /// Of ways and draws: a rule for groups has a state for each sending host; on a link, one for each direction.
    using MakeRule = std::function<std::unique_ptr<WayRule>(HostPairs pairs, RandomStream draws, bool isShared)>;

    WayFault(Model& model, const spec::FaultyWays& ways, RandomStream draws, MakeRule makeRule);
    ~WayFault() override;

    void begin(Model& model) override;
    void end(Model& model) override;
    void setStrength(Model& model, double strength) override;

private:
    Impairments& m_impairments;
    std::vector<HostPairs> m_pairs;
    RandomStream m_draws;
    const bool m_isShared;
    const MakeRule m_makeRule;
    std::uint64_t m_occurrence = 0;
    std::vector<std::unique_ptr<WayRule>> m_rules;
};

}  // namespace stormglass
