// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A set of ways between hosts, each in one direction.
#pragma once

#include "simcore/base/ids.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace stormglass {

/// A bit for each ordered pair of hosts. What stays on a host is never in it.
class HostPairs {
public:
    explicit HostPairs(std::size_t hosts = 0) : m_hosts(hosts), m_bits(hosts * hosts) { }

    /// Precondition: both are below the number of hosts.
    void add(HostId from, HostId to)
    {
        if (from != to)
            m_bits[from.value * m_hosts + to.value] = true;
    }
    [[nodiscard]] bool contains(HostId from, HostId to) const
    {
        return from.value < m_hosts && to.value < m_hosts && m_bits[from.value * m_hosts + to.value];
    }

private:
    std::size_t m_hosts;
    std::vector<bool> m_bits;
};

}  // namespace stormglass
