// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much the links of a run were asked to carry.
#pragma once

#include "simcore/base/ids.h"
#include "simcore/base/time.h"
#include "simcore/platform/platform.h"

#include <cstdint>
#include <vector>

namespace stormglass {

/// What one link was asked to carry, in its busier direction.
struct LinkLoad {
    LinkId link;
    std::int64_t bytes = 0;        ///< Over the whole run.
    double meanUtilisation = 0;    ///< Bytes offered per byte that the link could carry from the start until now.
    double peakUtilisation = 0;    ///< The same over the busiest window; may exceed 1.
    SimTime peakAt{};              ///< Start of that window.
    bool isTooOptimistic = false;  ///< The link has mode latency, and its peak is above LinkLoads::kTrustedUtilisation.

    bool operator==(const LinkLoad&) const = default;
};

/// Counts the bytes that are offered to each link, in windows of a second.
///
/// Mode latency lets any number of messages use a link at once. That is a fair picture of a link with little to do: at
/// utilisation r, messages of one size that arrive at random wait r / (2 (1 - r)) transmission times for each other (M/D/1), so at
/// one half the neglected wait is half a transmission time, and it grows without bound from there.
class LinkLoads {
public:
    static constexpr Duration kWindow = 1s;
    static constexpr double kTrustedUtilisation = 0.5;

    explicit LinkLoads(const Platform& platform);

    /// Somebody sends so many bytes over that path. Instants never go back. Default paths belong to no link.
    void account(const Path& path, std::int64_t bytes, SimTime now)
    {
        if (path.link.isValid())
            add(m_directions[2 * path.link.value + (path.isBackwards ? 1 : 0)], bytes, now);
    }

    /// By link.
    [[nodiscard]] std::vector<LinkLoad> measure(SimTime now) const;

private:
    struct Direction {
        std::int64_t bytes = 0;
        std::int64_t window = 0;  // the number of the window that bytesInWindow is about
        std::int64_t bytesInWindow = 0;
        std::int64_t busiestWindow = 0;
        std::int64_t mostBytes = 0;
    };

    static void add(Direction& direction, std::int64_t bytes, SimTime now)
    {
        const std::int64_t window = now.time_since_epoch() / kWindow;
        if (window != direction.window) {
            direction.window = window;
            direction.bytesInWindow = 0;
        }
        direction.bytes += bytes;
        direction.bytesInWindow += bytes;
        if (direction.bytesInWindow > direction.mostBytes) {
            direction.mostBytes = direction.bytesInWindow;
            direction.busiestWindow = window;
        }
    }

    const Platform& m_platform;
    std::vector<Direction> m_directions;  // two for each link
};

}  // namespace stormglass
