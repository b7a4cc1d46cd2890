// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is different about a producer with a transactional.id.
#include "models/brokers/kafka/connection.h"
#include "models/brokers/kafka/transaction_manager.h"

namespace stormglass::kafka {

void Producer::flush(bool isOn)
{
    m_linger = isOn ? Duration{} : m_cluster.settings.producer.linger;
    if (isOn)
        run();
}

void Producer::goOn() { run(); }

void Producer::dropUnsent()
{
    for (; !m_blocked.empty(); m_blocked.popFront())
        bookBlocked(m_blocked.front(), LossCause::ProducerCrashed);
    for (Lane* lane : m_active) {
        while (!lane->empty()) {
            Batch& batch = takeHead(*lane);
            --lane->inFlight;
            fail(batch, LossCause::ProducerCrashed);
        }
        lane->isActive = false;
    }
    m_active.clear();
}

/// Of a transaction nothing is lost: what it was made of is processed again.
void Producer::bookFailure(const Batch& batch, SimTime now, LossCause cause)
{
    Topic& topic = batch.partition->topic;
    const std::uint64_t copies = batch.messages.size() * topic.groups;
    if (batch.transaction != nullptr)
        topic.probe->aborted(now, copies);
    else
        topic.probe->failed(now, cause, copies);
}

void Producer::bookBlocked(const Blocked& blocked, LossCause cause)
{
    Topic& topic = blocked.partition->topic;
    if (m_transactions != nullptr)
        topic.probe->aborted(m_cluster.now(), topic.groups);
    else
        topic.probe->failed(m_cluster.now(), cause, topic.groups);
}

/// A batch or a record has come to its end.
void Producer::noteEnd()
{
    if (m_transactions != nullptr && isFlushed()) [[unlikely]]
        m_transactions->flushed();
}

}  // namespace stormglass::kafka
