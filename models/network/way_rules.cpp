// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/way_rules.h"

#include "simcore/base/portable_math.h"

#include <algorithm>

namespace stormglass {

namespace {

/// netem's tables end at four standard deviations.
constexpr double kWidest = 4;

/// Of mean 0 and standard deviation 1.
double paretoDeviation(double luck)
{
    constexpr double kShape = 3;  // as in netem's table
    constexpr double kMean = kShape / (kShape - 1);
    constexpr double kDeviation = 0.86602540378443865;  // sqrt(shape / ((shape - 1)^2 (shape - 2)))
    return (powOf(1 - luck, -1 / kShape) - kMean) / kDeviation;
}

}  // namespace

SlowWays::SlowWays(HostPairs pairs, const spec::Latency& settings, RandomStream draws, bool isShared)
    : WayRule(std::move(pairs), draws, isShared), m_settings(settings)
{
}

double SlowWays::spread(double luck) const
{
    switch (m_settings.form) {
    case spec::JitterForm::Uniform: return 2 * luck - 1;
    case spec::JitterForm::Normal: return std::clamp(normalQuantile(luck), -kWidest, kWidest);
    case spec::JitterForm::Pareto: return std::min(paretoDeviation(luck), kWidest);
    }
    return 0;
}

Passage SlowWays::pass(const Packet& packet)
{
    double delay = static_cast<double>(m_settings.delay.count());
    if (m_settings.jitter > Duration::zero()) {
        double luck = m_draws.uniform();
        if (m_settings.correlation > 0) {
            const auto [last, isFirst] = m_luck.try_emplace(placeOf(packet), luck);
            if (!isFirst)
                luck = last->second = (1 - m_settings.correlation) * luck + m_settings.correlation * last->second;
        }
        delay += static_cast<double>(m_settings.jitter.count()) * spread(luck);
    }
    return {.delay = Duration{static_cast<std::int64_t>(std::max(0.0, delay * m_strength))}};
}

Duration SlowWays::expectedDelay(const Packet&) const
{
    return Duration{static_cast<std::int64_t>(static_cast<double>(m_settings.delay.count()) * m_strength)};
}

LossyWays::LossyWays(HostPairs pairs, double loss, double correlation, RandomStream draws, bool isShared)
    : WayRule(std::move(pairs), draws, isShared), m_loss(loss), m_correlation(correlation)
{
}

Passage LossyWays::pass(const Packet& packet)
{
    const double loss = lossProbability();
    if (loss >= 1)
        return {.lost = packet.segments};
    const auto [last, isFirst] = m_wasLost.try_emplace(placeOf(packet), false);
    double probability = loss;
    Passage passage;
    for (std::int64_t i = 0; i < packet.segments; ++i) {
        if (i > 0 || !isFirst)
            probability = loss * (1 - m_correlation) + (last->second ? m_correlation : 0);
        last->second = m_draws.uniform() < probability;
        passage.lost += last->second ? 1 : 0;
    }
    return passage;
}

NarrowWays::NarrowWays(HostPairs pairs, double rate, std::int64_t limit, std::int64_t buffer, RandomStream draws,
                       bool isShared)
    : WayRule(std::move(pairs), draws, isShared), m_rate(rate), m_limit(limit), m_buffer(buffer)
{
}

double NarrowWays::nanosecondsOf(std::int64_t bytes) const
{
    return static_cast<double>(bytes) / m_rate * m_strength * 1e9;
}

double NarrowWays::startAt(const Packet& packet) const
{
    const double earliest = static_cast<double>(packet.now.time_since_epoch().count()) - nanosecondsOf(m_buffer);
    const auto busy = m_busyUntil.find(placeOf(packet));
    return busy == m_busyUntil.end() ? earliest : std::max(earliest, busy->second);
}

Passage NarrowWays::pass(const Packet& packet)
{
    const double now = static_cast<double>(packet.now.time_since_epoch().count());
    const double start = startAt(packet);
    if (m_limit > 0 && start > now && start + nanosecondsOf(packet.bytes) > now + nanosecondsOf(m_limit))
        return {.lost = packet.segments};
    const double end = start + nanosecondsOf(packet.bytes);
    if (!packet.isForeseen)
        m_busyUntil[placeOf(packet)] = end;
    return {.queued = Duration{static_cast<std::int64_t>(std::max(0.0, end - now))}, .queue = this};
}

Duration NarrowWays::expectedDelay(const Packet& packet) const
{
    const double now = static_cast<double>(packet.now.time_since_epoch().count());
    const double end = startAt(packet) + nanosecondsOf(packet.bytes);
    return Duration{static_cast<std::int64_t>(std::max(0.0, end - now))};
}

}  // namespace stormglass
