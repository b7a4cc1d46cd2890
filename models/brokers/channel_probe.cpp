// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/channel_probe.h"

#include "simcore/base/check.h"

#include <numeric>

namespace stormglass {

std::string_view nameOf(LossCause cause)
{
    static constexpr std::string_view kNames[kLossCauses]
        = {"producer-crashed", "broker-crashed", "refused", "overflow",  "discarded",
           "delivery-timeout", "denied",         "truncated", "unreachable",
           "buffer-full",      "retries-used-up", "power-loss", "unclean-election",
           "offset-reset",     "compacted",      "committed-first", "throttled", "undeliverable",
           "connection-lost",  "no-subscriber",  "not-saved", "publisher-offline",
           "session-ended",    "subscriber-gone", "subscriber-offline", "queue-expired", "dead-letter-cycle"};
    return kNames[static_cast<std::size_t>(cause)];
}

std::string_view nameOf(ExtraCause cause)
{
    static constexpr std::string_view kNames[kExtraCauses] = {"duplicate", "foreign", "retry", "every-instance", "retained", "will"};
    return kNames[static_cast<std::size_t>(cause)];
}

std::string_view nameOf(RedeliveryCause cause)
{
    static constexpr std::string_view kNames[kRedeliveryCauses]
        = {"not-settled-in-time", "rejected", "consumer-lost", "reassigned", "broker-lost", "replayed", "answer-lost"};
    return kNames[static_cast<std::size_t>(cause)];
}

std::uint64_t ChannelProbe::redeliveries() const
{
    return std::accumulate(m_redelivered.begin(), m_redelivered.end(), std::uint64_t{0});
}

void ChannelProbe::addPublisher(bool hasOutbox)
{
    ++m_publishers;
    m_outboxes += hasOutbox ? 1 : 0;
}

void ChannelProbe::produced(SimTime now, std::uint64_t copies)
{
    m_in += copies;
    m_held += copies;
    m_depth.add(now, static_cast<double>(copies));
    m_watch.arrived(now);
    m_watch.backlog(now, m_held);
}

void ChannelProbe::acknowledged(SimTime now, std::uint64_t copies)
{
    leave(now, m_delivered, copies);
}

void ChannelProbe::lost(SimTime now, LossCause cause, std::uint64_t copies)
{
    if (copies > 0)
        m_watch.failed(now);
    leave(now, m_lost[static_cast<std::size_t>(cause)], copies);
}

void ChannelProbe::failed(SimTime now, LossCause cause, std::uint64_t copies)
{
    // Where some publish without an outbox, nobody knows whose copy it was.
    const bool isKept = m_publishers > 0 && m_outboxes == m_publishers;
    leave(now, isKept ? m_returned : m_lost[static_cast<std::size_t>(cause)], copies);
}

void ChannelProbe::deadLettered(SimTime now, std::uint64_t copies)
{
    leave(now, m_deadLettered, copies);
}

void ChannelProbe::expired(SimTime now, std::uint64_t copies)
{
    leave(now, m_expired, copies);
}

void ChannelProbe::deduplicated(SimTime now, std::uint64_t copies)
{
    leave(now, m_deduplicated, copies);
}

void ChannelProbe::aborted(SimTime now, std::uint64_t copies)
{
    leave(now, m_aborted, copies);
}

void ChannelProbe::endWarmUp(SimTime now)
{
    m_delay.reset();
    m_depth.reset(now);
    m_lag.endWarmUp();
}

void ChannelProbe::leave(SimTime now, std::uint64_t& account, std::uint64_t copies)
{
    SIM_CHECK(copies <= m_held, "more copies left a channel than had entered it");
    account += copies;
    m_held -= copies;
    m_depth.add(now, -static_cast<double>(copies));
    m_watch.backlog(now, m_held);
}

}  // namespace stormglass
