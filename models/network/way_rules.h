// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be wrong with a way: it is slow, it loses packets, it is narrow, it is cut.
#pragma once

#include "models/network/way_rule.h"
#include "models/spec/faults/latency.h"

namespace stormglass {

/// Adds a delay with jitter, as netem does (sch_netem.c: tabledist and get_crandom).
class SlowWays final : public WayRule {
public:
    SlowWays(HostPairs pairs, const spec::Latency& settings, RandomStream draws, bool isShared);

    [[nodiscard]] Passage pass(const Packet& packet) override;
    [[nodiscard]] Duration expectedDelay(const Packet&) const override;

private:
    [[nodiscard]] double spread(double luck) const;

    const spec::Latency m_settings;
    std::map<std::uint32_t, double> m_luck;  // the last draw, by place
};

/// Loses segments by Gilbert's model (spec::Loss).
class LossyWays final : public WayRule {
public:
    LossyWays(HostPairs pairs, double loss, double correlation, RandomStream draws, bool isShared);

    [[nodiscard]] Passage pass(const Packet& packet) override;
    [[nodiscard]] double lossProbability() const override { return m_loss * m_strength; }
    [[nodiscard]] Reach reach() const override { return lossProbability() >= 1 ? Reach::Silent : Reach::Open; }

private:
    const double m_loss;
    const double m_correlation;
    std::map<std::uint32_t, bool> m_wasLost;  // the last segment, by place
};

/// A token bucket in bytes, as tc-tbf(8): what exceeds the rate waits, and gets lost where too much waits already.
class NarrowWays final : public WayRule {
public:
    /// Bytes a second; bytes that may wait, 0: any number; bytes that may go at once after a pause.
    NarrowWays(HostPairs pairs, double rate, std::int64_t limit, std::int64_t buffer, RandomStream draws, bool isShared);

    [[nodiscard]] Passage pass(const Packet& packet) override;
    [[nodiscard]] Duration expectedDelay(const Packet& packet) const override;

private:
    /// At half the strength twice as much gets through.
    [[nodiscard]] double nanosecondsOf(std::int64_t bytes) const;
    /// When the bucket would be as full as it is now had it begun empty: a full one has done so long ago.
    [[nodiscard]] double startAt(const Packet& packet) const;

    const double m_rate;
    const std::int64_t m_limit;
    const std::int64_t m_buffer;
    std::map<std::uint32_t, double> m_busyUntil;  // nanoseconds since the start of the run, by place
};

class CutWays final : public WayRule {
public:
    CutWays(HostPairs pairs, Reach how, RandomStream draws) : WayRule(std::move(pairs), draws, true), m_how(how) { }

    [[nodiscard]] Passage pass(const Packet& packet) override { return {.lost = packet.segments}; }
    [[nodiscard]] double lossProbability() const override { return 1; }
    [[nodiscard]] Reach reach() const override { return m_how; }

private:
    const Reach m_how;
};

}  // namespace stormglass
