// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A producer of one partition.
#pragma once

#include "models/brokers/method_event.h"
#include "models/brokers/numbered_queue.h"
#include "models/brokers/pulsar/in_order.h"
#include "models/brokers/pulsar/link.h"

namespace stormglass::pulsar {

/// Sends batches without waiting for the receipts of those before. What has had no receipt when a connection breaks is sent
/// again in the next, and so may be stored twice; a topic that deduplicates knows its sequence id. When the oldest has waited
/// for sendTimeout, all that wait have failed (ProducerImpl.java: resendMessages, failPendingMessages).
class Outlet final : public Link {
public:
    Outlet(Publisher& publisher, Cluster& cluster, Partition& itsPartition, HostId itsHost);

    /// Messages that wait for their receipt.
    [[nodiscard]] std::int64_t countPending() const { return m_messages; }
    /// Of those, or of those that nobody waits for any more, the ones that have not been stored.
    [[nodiscard]] std::uint64_t countHeld() const { return m_held; }

    void publish(Message message, CompletionId confirm);
    /// Its process died: what it had not sent is gone.
    void died();
    void revive();

    // From the partition, about a batch that has got there:
    void stored(Batch& batch, bool isConfirmed);
    void attemptEnded(Batch& batch);
    /// It could not be stored, and nothing that was sent in this connection is from now on: it would change places with what
    /// is sent again (PersistentTopic.java: fence, disconnectProducers).
    void refused(Batch& batch);
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    /// Nobody may write to the topic.
    void denied(Batch& batch);
    [[nodiscard]] bool hasStored(const Batch& batch) const { return batch.sequence <= m_lastStored; }
    /// It had been stored before.
    void sentAgain(Batch& batch);
    void held() override;

private:
    void connected() override;
    void disconnected() override;
    [[nodiscard]] bool mayConnect() override;
    [[nodiscard]] Duration mandatoryStop() const override;
    [[nodiscard]] Batch& openBatch(const Message& message);
    void sealAll();
    void send(Batch& batch);
    void confirmLater(std::uint64_t sequence);
    void end(std::uint64_t sequence, Outcome outcome);
    void abandon(Batch& batch, LossCause cause);
    void failAll(LossCause cause, Outcome outcome);
    void timeIsUp();
    void watchTimeout();

    Publisher& m_publisher;
    std::vector<Batch*> m_open;      // several only if they are told apart by key
    std::int64_t m_openMessages = 0;
    std::int64_t m_openBytes = 0;
    NumberedQueue<Batch*> m_pending;  // by sequence
    InOrder<Batch*> m_sent;
    bool m_isRefused = false;
    std::int64_t m_messages = 0;
    std::uint64_t m_held = 0;
    std::uint64_t m_lastStored = 0;
    WakeUp<Outlet, &Outlet::sealAll> m_delay;
    WakeUp<Outlet, &Outlet::timeIsUp> m_timeout;
};

}  // namespace stormglass::pulsar
