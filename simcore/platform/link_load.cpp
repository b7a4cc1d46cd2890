// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/link_load.h"

namespace stormglass {

LinkLoads::LinkLoads(const Platform& platform)
    : m_platform(platform)
    , m_directions(2 * platform.linkCount())
{
}

std::vector<LinkLoad> LinkLoads::measure(SimTime now) const
{
    std::vector<LinkLoad> loads;
    for (std::uint32_t i = 0; i < m_platform.linkCount(); ++i) {
        const LinkSettings& link = m_platform.settings().links[i];
        const Direction& forth = m_directions[2 * i];
        const Direction& back = m_directions[2 * i + 1];
        const Direction& busier = back.mostBytes > forth.mostBytes ? back : forth;
        const double seconds = toSeconds(now.time_since_epoch());
        const auto utilisation = [&link](std::int64_t bytes, double time) {
            return time > 0 ? static_cast<double>(bytes) / (link.bandwidth * time) : 0;
        };
        LinkLoad load{.link = LinkId{i},
                      .bytes = busier.bytes,
                      .meanUtilisation = utilisation(busier.bytes, seconds),
                      .peakUtilisation = utilisation(busier.mostBytes, toSeconds(kWindow)),
                      .peakAt = SimTime{busier.busiestWindow * kWindow}};
        load.isTooOptimistic = link.mode == TransferMode::Latency && load.peakUtilisation > kTrustedUtilisation;
        loads.push_back(load);
    }
    return loads;
}

}  // namespace stormglass
