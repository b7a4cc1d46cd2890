// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three hosts, a millisecond from each other, and a record of what arrives.
#pragma once

#include "models/network/impairments.h"
#include "models/network/way_rules.h"

#include <string>

namespace stormglass::tests {

class MillisecondWays final : public Ways {
public:
    Duration timeFor(HostId, HostId, std::int64_t) override { return 1ms; }
    Duration uncontendedTime(HostId, HostId, std::int64_t) const override { return 1ms; }
    void transfer(HostId, HostId, std::int64_t, Parcel&) override { }
};

inline constexpr HostId kA{0};
inline constexpr HostId kB{1};
inline constexpr HostId kC{2};

/// From A to B.
[[nodiscard]] inline HostPairs forwards()
{
    HostPairs pairs(3);
    pairs.add(kA, kB);
    return pairs;
}

/// Between A and B.
[[nodiscard]] inline HostPairs bothWays()
{
    HostPairs pairs = forwards();
    pairs.add(kB, kA);
    return pairs;
}

class TwoHosts final : public ReachObserver {
public:
    TwoHosts() { network.watchReach(*this); }

    /// Notes "1@5" when it arrives after five milliseconds, "1 refused@5" or "1 broken@5" when it does not.
    void send(int number, HostId from = kA, HostId to = kB, std::int64_t bytes = 100)
    {
        network.send(from, to, bytes, Breakable{[this, number] { note(number, ""); },
                                                [this, number](ParcelLoss how) {
                                                    note(number, how == ParcelLoss::Refused ? " refused" : " broken");
                                                }});
    }
    void runUntil(Duration time) { calendar.runUntil(SimTime{time}); }
    /// Of one direction only, without luck.
    [[nodiscard]] static RandomStream noDraws() { return RandomStream(1); }

    void reachChanged() override { log += (log.empty() ? "" : " ") + std::string(network.canReach(kA, kB) ? "open" : "shut"); }

    Calendar calendar;
    MillisecondWays ways;
    Network network{calendar, ways};
    std::string log;

private:
    void note(int number, const std::string& what)
    {
        const double milliseconds = toSeconds(calendar.now().time_since_epoch()) * 1e3;
        log += (log.empty() ? "" : " ") + std::to_string(number) + what + '@'
            + std::to_string(static_cast<std::int64_t>(milliseconds + 0.5));
    }
};

}  // namespace stormglass::tests
