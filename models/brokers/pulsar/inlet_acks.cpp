// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a consumer acknowledges what it has handled.
#include "models/brokers/pulsar/inlet.h"

namespace stormglass::pulsar {
namespace {

/// Acknowledgements that do not wait any longer (ConsumerConfigurationData.java: maxAcknowledgmentGroupSize).
constexpr std::size_t kMostInGroup = 1000;

}  // namespace

/// A cumulative acknowledgement stands for all that are before, so it waits for them.
void Inlet::completed(Entries::iterator entry)
{
    const bool isCumulative = partition().topic.settings.acknowledgment == spec::PulsarAcknowledgment::Cumulative;
    if (isCumulative)
        entry = m_received.begin();
    while (entry != m_received.end() && entry->second.left == 0) {
        const Received& received = entry->second;
        Ack ack{entry->first};
        if (!received.others.empty()) {
            for (std::uint32_t i = 0; i < received.done.size(); ++i)
                ack.done.push_back({i, Settlement::Acknowledge});
            for (const Done& other : received.others)
                ack.done[other.message].how = other.how;
        }
        const bool isKnown = cluster().settings.acknowledgesBatchIndexes && received.done.size() > 1;
        entry = m_received.erase(entry);
        if (!isKnown)
            acknowledge(std::move(ack));
        if (!isCumulative)
            return;
    }
}

void Inlet::acknowledge(Ack ack)
{
    Ack& known = m_acks.try_emplace(ack.entry, Ack{ack.entry}).first->second;
    known.done.insert(known.done.end(), ack.done.begin(), ack.done.end());
    const Duration group = cluster().settings.consumer.acknowledgmentGroupTime;
    if (group == Duration{} || m_acks.size() >= kMostInGroup)
        flush();
    else
        m_ackTimer.by(cluster().now() + group - (cluster().now() - m_since) % group);
}

void Inlet::flush() { static_cast<void>(sendAcks()); }

struct Inlet::AckParcel {
    Dispatcher& dispatcher;
    std::uint32_t term;
    std::vector<Ack> acks;

    void operator()() const
    {
        if (term != dispatcher.partition().term() || !dispatcher.partition().isServed())
            return;
        for (const Ack& ack : acks)
            dispatcher.acknowledge(ack);
    }
    void lost(ParcelLoss) const
    {
        for (const Ack& ack : acks)
            dispatcher.noteComeback(ack.entry, RedeliveryCause::AnswerLost);
    }
};

std::int64_t Inlet::sendAcks()
{
    if (!isConnected() || m_isPaused || m_acks.empty())
        return kSmallFrame;
    std::vector<Ack> acks;
    acks.reserve(m_acks.size());
    for (auto& [entry, ack] : std::exchange(m_acks, {}))
        acks.push_back(std::move(ack));
    const std::int64_t bytes = kSmallFrame + 16 * static_cast<std::int64_t>(acks.size());
    cluster().context.network.send(host(), serverHost(), bytes, AckParcel{m_dispatcher, term(), std::move(acks)});
    return bytes;
}

}  // namespace stormglass::pulsar
