// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/mqtt/server.h"

#include "models/brokers/mqtt/group.h"
#include "models/brokers/mqtt/publisher.h"
#include "models/brokers/mqtt/session.h"

namespace stormglass::mqtt {

Server::Server(const spec::MqttSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , host(where.hosts.front())
    , m_processingTime(chosen.processingTime)
    , m_processingTimes(where.random.stream(where.name, "processing time"))
{
    where.network.watchReach(*this);
}

Server::~Server() = default;

Topic* Server::findTopic(const std::string& name) const
{
    const auto found = std::ranges::find_if(topics, [&](const auto& topic) { return topic->name == name; });
    return found == topics.end() ? nullptr : found->get();
}

Duration Server::sessionExpiry(const spec::MqttClient& client) const
{
    // 3.1.1, 3.1.2.4: a clean session lasts as long as its connection, any other one until it is cleaned.
    const Duration asked = isV5() ? client.sessionExpiry
        : client.isCleanStart    ? Duration::zero()
                                 : spec::MqttClient::kNoExpiry;
    const Duration most = settings.persistentClientExpiration;
    return most > Duration::zero() ? std::min(asked, most) : asked;
}

Duration Server::work()
{
    m_busyUntil = std::max(now(), m_busyUntil) + m_processingTime.sample(m_processingTimes);
    return m_busyUntil - now();
}

void Server::route(Topic& topic, const Message& message)
{
    if (topic.settings.isRetained)
        retain(topic, message);
    for (Group* group : topic.groups)
        group->route(message);
}

void Server::retain(Topic& topic, const Message& message)
{
    if (topic.retained && isSaved(topic.retained->since))
        topic.retainedBefore = std::move(topic.retained);
    topic.retained = Retained{.message = message, .since = now()};
    topic.retained->message.transaction.spend();  // for whoever comes later; nobody waits for that
    noteChange();
}

const Message* Server::findRetained(Topic& topic) const
{
    const Duration expiry = topic.settings.messageExpiry;
    if (topic.retained && expiry > Duration::zero() && now() >= topic.retained->since + expiry)
        topic.retained.reset();
    return topic.retained && topic.denials.reads == 0 ? &topic.retained->message : nullptr;
}

void Server::forgetRetained(Topic& topic) const
{
    if (topic.retained && !isSaved(topic.retained->since))
        topic.retained = std::move(topic.retainedBefore);
    topic.retainedBefore.reset();
}

void Server::publishWill(const std::string& channel)
{
    Topic* const topic = findTopic(channel);
    if (!isUp || topic == nullptr)
        return;
    topic->probe->produced(now(), topic->groups.size());
    topic->probe->noteExtra(ExtraCause::Will, topic->groups.size());
    Message message;
    message.publishedAt = now();
    message.event = will;
    message.size = static_cast<std::int32_t>(kSmallPacket);
    route(*topic, message);
}

void Server::noteChange()
{
    if (settings.autosaveOnChanges == 0 || ++m_changes < settings.autosaveOnChanges)  // Mosquitto 2.0, loop.c
        return;
    m_changes = 0;
    m_savedAt = now();
}

bool Server::isSaved(SimTime since) const
{
    if (!settings.isPersistent)
        return false;
    if (settings.autosaveOnChanges > 0)
        return since <= m_savedAt;
    if (settings.autosaveInterval == Duration::zero())
        return since <= m_startedAt;
    return since <= now() - (now() - m_startedAt) % settings.autosaveInterval;
}

void Server::crash(bool isWithoutAWord)
{
    isUp = false;
    isSilent = isWithoutAWord;
    m_busyUntil = now();
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->serverCrashed(isWithoutAWord);
    for (const std::unique_ptr<Session>& session : sessions)
        session->serverCrashed(isWithoutAWord);
    for (const std::unique_ptr<Topic>& topic : topics)
        forgetRetained(*topic);
}

void Server::restart()
{
    isUp = true;
    isSilent = false;
    m_startedAt = m_savedAt = now();
    m_changes = 0;
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->connection().serverRestarted();
    for (const std::unique_ptr<Session>& session : sessions)
        session->connection().serverRestarted();
}

void Server::reachChanged()
{
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->connection().reachChanged();
    for (const std::unique_ptr<Session>& session : sessions)
        session->connection().reachChanged();
}

void Server::clear()
{
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->clear();
    for (const std::unique_ptr<Session>& session : sessions)
        session->clear();
    for (const std::unique_ptr<Topic>& topic : topics) {
        topic->retained.reset();
        topic->retainedBefore.reset();
    }
}

}  // namespace stormglass::mqtt
