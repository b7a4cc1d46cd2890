// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cuts ways between the hosts of a broker world.
#pragma once

#include "models/network/impairments.h"
#include "models/network/way_rules.h"
#include "tests/unit/brokers/broker_world.h"

namespace stormglass::tests {

/// A partition between two groups of hosts, in both directions, for as long as it lives or until it is mended.
class Cut {
public:
    Cut(BrokerWorld& world, const std::vector<HostId>& some, const std::vector<HostId>& others, Reach how = Reach::Silent)
        : m_world(world), m_rule(pairs(some, others), how, RandomStream(1))
    {
        m_world.network.impairments().add(m_rule);
    }
    Cut(const Cut&) = delete;
    Cut& operator=(const Cut&) = delete;
    ~Cut() { mend(); }

    void mend()
    {
        if (!std::exchange(m_isMended, true))
            m_world.network.impairments().remove(m_rule);
    }

private:
    static HostPairs pairs(const std::vector<HostId>& some, const std::vector<HostId>& others)
    {
        HostPairs pairs(32);
        for (const HostId one : some)
            for (const HostId other : others) {
                pairs.add(one, other);
                pairs.add(other, one);
            }
        return pairs;
    }

    BrokerWorld& m_world;
    CutWays m_rule;
    bool m_isMended = false;
};

}  // namespace stormglass::tests
