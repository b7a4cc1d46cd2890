// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Something that is wrong with some ways for a time.
#pragma once

#include "models/network/host_pairs.h"
#include "models/network/reach.h"
#include "simcore/base/time.h"
#include "simcore/random/random_stream.h"

#include <map>

namespace stormglass {

/// What goes onto a way: the segments of a parcel that have not got through yet.
struct Packet {
    HostId from;
    HostId to;
    std::int64_t bytes = 0;
    std::int64_t segments = 1;
    SimTime now{};
    bool isForeseen = false;  ///< Now is yet to come: the packet is looked at ahead of its time, and takes nobody's place.
};

class WayRule;

/// What a rule, or all of them, do to it.
struct Passage {
    Duration delay{};
    std::int64_t lost = 0;  ///< Segments.
    Duration queued{};      ///< Before the delay: in a queue that is gone with its rule, so that what waits there goes on.
    const WayRule* queue = nullptr;  ///< The rule with that queue; of several, the one in which it waits longest.
};

/// Rules add up; the end of one takes away just what it did.
class WayRule {
public:
    /// \p isShared: its state is one for all hosts, as on a link, instead of one for each sending host.
    WayRule(HostPairs pairs, RandomStream draws, bool isShared)
        : m_draws(draws), m_pairs(std::move(pairs)), m_isShared(isShared)
    {
    }
    virtual ~WayRule() = default;

    [[nodiscard]] bool hits(HostId from, HostId to) const { return m_pairs.contains(from, to); }
    /// From 0 to 1.
    void setStrength(double strength) { m_strength = strength; }

    /// Draws. Delay counts only if nothing is lost.
    [[nodiscard]] virtual Passage pass(const Packet& packet) = 0;
    /// What it may be expected to add, losses left out.
    [[nodiscard]] virtual Duration expectedDelay(const Packet&) const { return {}; }
    [[nodiscard]] virtual double lossProbability() const { return 0; }
    [[nodiscard]] virtual Reach reach() const { return Reach::Open; }

protected:
    /// Whose state is meant: the sending host's, as of a queue at its interface, or the only one.
    [[nodiscard]] std::uint32_t placeOf(const Packet& packet) const { return m_isShared ? 0 : packet.from.value; }

    RandomStream m_draws;
    double m_strength = 1;

private:
    HostPairs m_pairs;
    bool m_isShared;
};

}  // namespace stormglass
