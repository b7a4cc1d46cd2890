// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The disk of a node of a broker or a database, as far as faults have to do with it.
#pragma once

#include "simcore/base/time.h"
#include "simcore/random/random_stream.h"

#include <cstdint>
#include <vector>

namespace stormglass {

/// One fault that slows disks down. Its owner may change it while it lasts.
struct DiskSlowness {
    double factor = 1;
    Duration extra{};
    double affected = 1;  ///< Share of the operations.
    RandomStream draws;
};

class Disk {
public:
    /// What an operation takes that takes so long on a healthy disk.
    [[nodiscard]] Duration timeFor(Duration healthy)
    {
        return m_slow.empty() ? healthy : slowed(healthy);
    }
    /// How much longer than that it takes.
    [[nodiscard]] Duration excessFor(Duration healthy)
    {
        return m_slow.empty() ? Duration{} : slowed(healthy) - healthy;
    }
    /// How many times as long a byte takes as on a healthy disk, on average over all operations. What an operation takes on
    /// top of that (DiskSlowness::extra) does not depend on its size, and is not in it.
    [[nodiscard]] double slowness() const;
    [[nodiscard]] bool isFull() const { return m_fillings > 0; }

    /// \p slowness must stay until it is taken away again.
    void slowDown(DiskSlowness& slowness) { m_slow.push_back(&slowness); }
    void mend(const DiskSlowness& slowness) { std::erase(m_slow, &slowness); }
    void fill() { ++m_fillings; }
    void free() { --m_fillings; }

private:
    [[nodiscard]] Duration slowed(Duration healthy);

    std::vector<DiskSlowness*> m_slow;  // in order of their begin
    std::uint32_t m_fillings = 0;       // faults that keep it full
};

}  // namespace stormglass
