// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/scaling_rule.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

constexpr double kLastDigits = 1e-9;  // of a quotient or a product: they decide nothing

std::int64_t wholeAbove(double value) { return static_cast<std::int64_t>(std::ceil(value - kLastDigits)); }

}  // namespace

ScalingRule::ScalingRule(const spec::Autoscaling& settings, std::int64_t instances) : m_settings(settings)
{
    m_recommended.push_back({kStartOfRun, instances});
}

std::int64_t ScalingRule::decide(const Look& look)
{
    const std::int64_t wanted = std::clamp(recommend(look), m_settings.minInstances, m_settings.maxInstances);
    const std::int64_t decided
        = std::clamp(paced(look, stabilised(look, wanted)), m_settings.minInstances, m_settings.maxInstances);
    if (decided != look.instances)
        m_changes.push_back({look.now, decided - look.instances});
    return decided;
}

bool ScalingRule::isNear(double ratio) const { return std::abs(ratio - 1) <= m_settings.tolerance + kLastDigits; }

std::int64_t ScalingRule::recommend(const Look& look) const
{
    if (m_settings.metric == spec::ScalingMetric::Utilisation)
        return recommendByUtilisation(look);
    const double ratio = look.metric / (m_settings.targetLength * static_cast<double>(look.instances));
    return isNear(ratio) ? look.instances : wholeAbove(look.metric / m_settings.targetLength);
}

std::int64_t ScalingRule::recommendByUtilisation(const Look& look) const
{
    const double ratio = look.metric / m_settings.targetUtilisation;
    if (look.ready == 0 || isNear(ratio))
        return look.instances;
    if (ratio <= 1 || look.ready == look.instances)
        return wholeAbove(ratio * static_cast<double>(look.ready));
    // Those that are not ready yet count as idle, so that nobody is called twice for the same load.
    const double dampened = ratio * static_cast<double>(look.ready) / static_cast<double>(look.instances);
    if (isNear(dampened) || dampened < 1)
        return look.instances;
    return wholeAbove(dampened * static_cast<double>(look.instances));
}

std::int64_t ScalingRule::stabilised(const Look& look, std::int64_t wanted)
{
    const Duration longest = std::max(m_settings.stabilisationUp, m_settings.stabilisationDown);
    while (!m_recommended.empty() && m_recommended.front().at <= look.now - longest)
        m_recommended.pop_front();
    std::int64_t up = wanted;
    std::int64_t down = wanted;
    for (const Recommended& earlier : m_recommended) {
        if (earlier.at > look.now - m_settings.stabilisationUp)
            up = std::min(up, earlier.instances);
        if (earlier.at > look.now - m_settings.stabilisationDown)
            down = std::max(down, earlier.instances);
    }
    m_recommended.push_back({look.now, wanted});
    return std::min(std::max(look.instances, up), down);
}

std::int64_t ScalingRule::changedSince(SimTime since) const
{
    std::int64_t sum = 0;
    for (const Change& change : m_changes)
        sum += change.at > since ? change.by : 0;
    return sum;
}

std::int64_t ScalingRule::paced(const Look& look, std::int64_t wanted) const
{
    if (wanted > look.instances) {
        const std::int64_t before = look.instances - changedSince(look.now - m_settings.upPeriod);
        const std::int64_t most = std::max(before + m_settings.upInstances,
                                           wholeAbove(static_cast<double>(before) * (1 + m_settings.upShare)));
        return std::min(wanted, std::max(most, look.instances));
    }
    const std::int64_t before = look.instances - changedSince(look.now - m_settings.downPeriod);
    const auto fewest = static_cast<std::int64_t>(static_cast<double>(before) * (1 - m_settings.downShare));
    return std::max(wanted, std::min(fewest, look.instances));
}

}  // namespace stormglass
