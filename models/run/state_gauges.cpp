// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/state_gauges.h"

#include "simcore/measure/histogram_seconds.h"

#include <algorithm>
#include <utility>

namespace stormglass {
namespace {

template <std::size_t kCount>
void listCounts(const std::array<std::uint64_t, kCount>& counts, std::vector<results::CauseCount>& list)
{
    list.clear();
    for (std::size_t cause = 0; cause < kCount; ++cause) {
        if (counts[cause] != 0)
            list.push_back({static_cast<std::uint32_t>(cause), counts[cause]});
    }
}

/// What a counter has grown by since it was looked at.
std::uint64_t growthOf(std::uint64_t now, std::uint64_t& from) { return now - std::exchange(from, now); }

}  // namespace

ServerGauge::Counts ServerGauge::present() const
{
    Counts counts{.arrivals = m_probe.arrivals(),
                  .served = m_probe.served(),
                  .sojourns = m_probe.sojourn().count(),
                  .sojournSum = m_probe.sojourn().sum()};
    for (std::size_t cause = 0; cause < kDropCauses; ++cause)
        counts.drops[cause] = m_probe.drops(static_cast<DropCause>(cause));
    return counts;
}

void ServerGauge::settle()
{
    const Counts now = present();
    m_sum.arrivals += now.arrivals - m_from.arrivals;
    m_sum.served += now.served - m_from.served;
    m_sum.sojourns += now.sojourns - m_from.sojourns;
    m_sum.sojournSum += now.sojournSum - m_from.sojournSum;
    for (std::size_t cause = 0; cause < kDropCauses; ++cause)
        m_sum.drops[cause] += now.drops[cause] - m_from.drops[cause];
    m_from = now;
}

void ServerGauge::read(SimTime now, results::ComponentState& state)
{
    settle();
    const Counts sum = std::exchange(m_sum, {});
    state.utilisation = utilisation(now);
    state.waiting = static_cast<double>(m_probe.waitingNow());
    state.arrivals = sum.arrivals;
    state.served = sum.served;
    state.sojournMean
        = sum.sojourns == 0 ? results::kNothing : sum.sojournSum / static_cast<double>(sum.sojourns) * 1e-9;
    listCounts(sum.drops, state.drops);
}

double ServerGauge::utilisation(SimTime now)
{
    const ServerPools::Reading to = m_probe.pools().read(now);
    return ServerPools::utilisation(std::exchange(m_serversFrom, to), to);
}

void ChannelGauge::read(results::ChannelState& state)
{
    state.backlog = static_cast<double>(m_probe.held());
    state.published = growthOf(m_probe.in(), m_from.published);
    state.delivered = growthOf(m_probe.delivered(), m_from.delivered);
    state.redelivered = growthOf(m_probe.redeliveries(), m_from.redelivered);
    state.deadLettered = growthOf(m_probe.deadLetters(), m_from.deadLettered);
    std::array<std::uint64_t, kLossCauses> lost{};
    for (std::size_t cause = 0; cause < kLossCauses; ++cause)
        lost[cause] = growthOf(m_probe.losses(static_cast<LossCause>(cause)), m_lostFrom[cause]);
    listCounts(lost, state.losses);
    std::array<std::uint64_t, kRedeliveryCauses> redelivered{};
    for (std::size_t cause = 0; cause < kRedeliveryCauses; ++cause)
        redelivered[cause] = growthOf(m_probe.redeliveries(static_cast<RedeliveryCause>(cause)), m_redeliveredFrom[cause]);
    listCounts(redelivered, state.redeliveries);
}

void FlowGauge::read(results::FlowState& state)
{
    // What was told too often is told less often later, so that the sums are right.
    const auto withoutThose = [](std::uint64_t count, std::uint64_t& withdrawn) {
        const std::uint64_t less = std::min(count, withdrawn);
        withdrawn -= less;
        return count - less;
    };
    m_withdrawn += m_tally.withdrawn;
    m_withdrawnLate += m_tally.withdrawnLate;
    state.started = growthOf(m_tracker.started(), m_startedFrom);
    state.accepted = m_tally.accepted;
    state.refused = m_tally.refused;
    state.completed = withoutThose(m_tally.completed, m_withdrawn);
    state.late = withoutThose(m_tally.late, m_withdrawnLate);
    state.compensated = m_tally.compensated;
    state.inconsistent = m_tally.inconsistent;
    state.open = static_cast<double>(m_tracker.unfinished());
    state.acknowledgementP50 = quantileInSeconds(m_tally.acknowledgement, 0.5);
    state.acknowledgementP99 = quantileInSeconds(m_tally.acknowledgement, 0.99);
    state.completionP50 = quantileInSeconds(m_tally.completion, 0.5);
    state.completionP99 = quantileInSeconds(m_tally.completion, 0.99);
    m_tally.clear();
}

}  // namespace stormglass
