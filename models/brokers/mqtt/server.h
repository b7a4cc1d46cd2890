// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of one MQTT broker share. Sections and [MQTT-…] are of MQTT 5.0 unless 3.1.1 is named.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/denials.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/mqtt.h"
#include "simcore/random/sampler.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace stormglass::mqtt {

class Group;
class Publisher;
class Session;

/// Bytes of a packet without a message: CONNECT, acknowledgements.
inline constexpr std::int64_t kSmallPacket = 64;

/// The last message of a topic.
struct Retained {
    Message message;
    SimTime since{};
};

/// A channel of the scenario.
struct Topic {
    std::string name;
    spec::MqttTopic settings;
    ChannelProbe* probe = nullptr;
    std::vector<Group*> groups;
    Denials denials = {};
    std::optional<Retained> retained = {};
    std::optional<Retained> retainedBefore = {};  ///< The one that has been saved last, if another one has come since.

    /// Of what is delivered (3.8.4, [MQTT-3.8.4-8]).
    [[nodiscard]] std::int64_t deliveryQos() const { return std::min(settings.qos, settings.subscriptionQos); }
};

class Server final : private ReachObserver {
public:
    Server(const spec::MqttSettings& chosen, const BrokerContext& where);
    ~Server();

    const spec::MqttSettings settings;
    const BrokerContext context;
    const HostId host;
    bool isUp = true;
    bool isSilent = false;  ///< While it is not up: its host is gone as well.
    std::vector<std::unique_ptr<Topic>> topics;
    std::vector<std::unique_ptr<Group>> groups;
    std::vector<std::unique_ptr<Publisher>> publishers;
    std::vector<std::unique_ptr<Session>> sessions;
    EventTypeId will;       ///< What last wills carry as their event.

    [[nodiscard]] SimTime now() const { return context.now(); }
    [[nodiscard]] bool isV5() const { return settings.version == spec::MqttVersion::V5; }
    [[nodiscard]] Duration delay(HostId client) const { return context.network.delay(client, host, kSmallPacket); }
    [[nodiscard]] Reach connection(HostId client) const { return context.network.connection(client, host); }
    [[nodiscard]] Topic* findTopic(const std::string& name) const;
    /// How long the session of such a client outlives its connection; MqttClient::kNoExpiry: for ever.
    [[nodiscard]] Duration sessionExpiry(const spec::MqttClient& client) const;
    /// Work on one packet: the time until it is done, with what comes before.
    [[nodiscard]] Duration work();
    /// To every subscriber. Its copies are in the books already.
    void route(Topic& topic, const Message& message);
    /// What greets a new subscription. Nothing, if it is too old by now or nobody may read it (Mosquitto 2.0,
    /// retain__process).
    [[nodiscard]] const Message* findRetained(Topic& topic) const;
    void publishWill(const std::string& channel);

    /// Something that is saved has changed.
    void noteChange();
    /// Whether what was there at that instant has been saved since.
    [[nodiscard]] bool isSaved(SimTime since) const;
    /// What becomes of what has not been.
    [[nodiscard]] LossCause causeOfCrash() const
    {
        return settings.isPersistent ? LossCause::NotSaved : LossCause::BrokerCrashed;
    }

    void crash(bool isWithoutAWord);
    void restart();
    void clear();

private:
    void reachChanged() override;
    void retain(Topic& topic, const Message& message);
    void forgetRetained(Topic& topic) const;

    Sampler m_processingTime;
    RandomStream m_processingTimes;
    SimTime m_busyUntil{};
    SimTime m_startedAt{};
    SimTime m_savedAt{};  // by number of changes
    std::int64_t m_changes = 0;
};

}  // namespace stormglass::mqtt
