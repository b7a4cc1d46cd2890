// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/disk.h"

namespace stormglass {

Duration Disk::slowed(Duration healthy)
{
    // Factors multiply and extra times add up, so the order in which faults have begun does not matter.
    double factor = 1;
    Duration extra{};
    for (DiskSlowness* slowness : m_slow) {
        if (slowness->affected < 1 && slowness->draws.uniform() >= slowness->affected)
            continue;
        factor *= slowness->factor;
        extra += slowness->extra;
    }
    return Duration{static_cast<std::int64_t>(static_cast<double>(healthy.count()) * factor)} + extra;
}

double Disk::slowness() const
{
    double factor = 1;
    for (const DiskSlowness* slowness : m_slow)
        factor *= 1 + (slowness->factor - 1) * slowness->affected;
    return factor;
}

}  // namespace stormglass
