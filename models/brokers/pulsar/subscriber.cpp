// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/subscriber.h"

#include "models/brokers/pulsar/publisher.h"
#include "models/brokers/pulsar/subscription.h"

namespace stormglass::pulsar {

Subscriber::Subscriber(Cluster& cluster, Subscription& subscription, Consumer& client, HostId host)
    : m_cluster(cluster), m_subscription(subscription), m_client(&client), m_host(host), m_timeout(cluster.context.calendar, *this)
{
    for (const std::unique_ptr<Dispatcher>& dispatcher : subscription.dispatchers)
        m_inlets.push_back(std::make_unique<Inlet>(*this, cluster, *dispatcher, host));
}

Subscriber::~Subscriber() = default;

void Subscriber::deliver(Inlet& inlet, const Place& place, const Message& message, bool isRedelivered)
{
    if (m_tags.count() == 0)
        m_handledSince = m_cluster.now();
    const std::uint64_t tag = m_tags.add({&inlet, place});
    watchHandling();
    m_client->deliver({message, tag, isRedelivered, inlet.partition().index});
}

void Subscriber::settle(std::uint64_t tag, Settlement settlement)
{
    if (m_tags.find(tag) == nullptr)
        return;
    const Tagged tagged = m_tags.take(tag);
    m_handledSince = m_cluster.now();
    watchHandling();
    tagged.inlet->settle(tagged.place.entry, tagged.place.generation, tagged.place.message, settlement);
}

void Subscriber::watchHandling()
{
    if (m_cluster.settings.consumer.ackTimeout > Duration{} && m_tags.count() > 0 && m_tags.first() != m_slowTag)
        m_timeout.by(m_handledSince + m_cluster.settings.consumer.ackTimeout);
}

void Subscriber::handlingIsSlow()
{
    if (m_tags.count() == 0 || m_client == nullptr)
        return;
    const std::uint64_t tag = m_tags.first();
    if (m_handledSince + m_cluster.settings.consumer.ackTimeout > m_cluster.now()) {
        watchHandling();
    } else if (tag != std::exchange(m_slowTag, tag)) {
        const Tagged slow = *m_tags.find(tag);
        slow.inlet->timedOut(slow.place.entry, slow.place.generation);
    }
}

void Subscriber::emptyQueue()
{
    const std::uint64_t end = m_tags.end();
    m_tags.clear();
    m_tags.skipTo(end);
    if (m_client != nullptr)
        m_client->closed();
}

void Subscriber::redeliverAll(RedeliveryCause cause)
{
    emptyQueue();
    for (const std::unique_ptr<Inlet>& inlet : m_inlets)
        inlet->redeliverAll(cause);
}

bool Subscriber::bury(const Message& message)
{
    Topic* const target = m_cluster.findTopic(m_subscription.topic.settings.deadLetterTopic);
    if (target == nullptr)
        return false;
    if (m_letters == nullptr) {
        auto& publishers = m_cluster.publishers;
        publishers.push_back(std::make_unique<Publisher>(m_cluster, m_host, static_cast<std::uint32_t>(publishers.size())));
        m_letters = publishers.back().get();
    }
    if (target->subscriptions.empty())
        noteUnreadDeadLetter(message);
    m_letters->publish(*target, message, {});
    return true;
}

void Subscriber::detach(Departure how)
{
    m_client = nullptr;
    m_timeout.cancel();
    for (const std::unique_ptr<Inlet>& inlet : m_inlets)
        inlet->detach(how);
    emptyQueue();
}

void Subscriber::pause()
{
    for (const std::unique_ptr<Inlet>& inlet : m_inlets)
        inlet->pause();
}

void Subscriber::resume()
{
    for (const std::unique_ptr<Inlet>& inlet : m_inlets)
        inlet->resume();
}

}  // namespace stormglass::pulsar
