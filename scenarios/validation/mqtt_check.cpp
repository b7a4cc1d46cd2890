// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What MQTT cannot say in a version of it, or in whole seconds, and what would have no effect.
#include "scenarios/validation/context.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

class MqttCheck {
public:
    MqttCheck(ValidationContext& context, const spec::Component& component, const spec::MqttSettings& mqtt, std::string pointer)
        : m_context(context), m_component(component), m_mqtt(mqtt), m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        if (m_mqtt.placement.instances > 1)
            error("/instances", "expected 1, a broker such as Mosquitto, as clusters of MQTT brokers are not modelled; found "
                      + std::to_string(m_mqtt.placement.instances));
        if (m_mqtt.maxQueuedMessages == 0 && m_mqtt.queueDrop != spec::MqttSettings{}.queueDrop)
            m_context.warning(m_pointer + "/queue_drop", "has no effect with max_queued_messages 0");
        checkPersistence();
        checkClient("/publisher", m_mqtt.publisher.client);
        checkClient("/subscriber", m_mqtt.subscriber.client);
        requireV5("/subscriber/receive_maximum", m_mqtt.subscriber.receiveMaximum > 0);
    }

private:
    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    void requireV5(const std::string& member, bool isUsed)
    {
        if (isUsed && m_mqtt.version == spec::MqttVersion::V3_1_1)
            error(member, "MQTT 3.1.1 does not have it; expected version 5.0");
    }

    void checkPersistence()
    {
        const spec::MqttSettings defaults;
        if (!m_mqtt.isPersistent && m_mqtt.autosaveInterval != defaults.autosaveInterval)
            error("/autosave_interval", "expected persistence beside it");
        if (!m_mqtt.isPersistent && m_mqtt.autosaveOnChanges > 0)
            error("/autosave_on_changes", "expected persistence beside it");
        if (m_mqtt.isPersistent && m_mqtt.autosaveOnChanges > 0 && m_mqtt.autosaveInterval != defaults.autosaveInterval)
            m_context.warning(m_pointer + "/autosave_interval", "has no effect beside autosave_on_changes, which replaces it");
    }

    void checkClient(const std::string& whose, const spec::MqttClient& client)
    {
        // The protocol has integers for its times (MQTT 5.0, 3.1.2.10, 3.1.2.11.2, 3.1.3.2.2, 3.3.2.3.3).
        m_context.requireWholeSeconds(m_pointer + whose + "/keep_alive", client.keepAlive);
        m_context.requireWholeSeconds(m_pointer + whose + "/session_expiry_interval", client.sessionExpiry);
        m_context.requireWholeSeconds(m_pointer + whose + "/will_delay_interval", client.willDelay);
        requireV5(whose + "/session_expiry_interval", client.sessionExpiry != spec::MqttClient::kNoExpiry);
        requireV5(whose + "/will_delay_interval", client.willDelay > Duration::zero());
        if (client.reconnectMaxDelay < client.reconnectMinDelay)
            error(whose + "/reconnect_max_delay", "expected at least reconnect_min_delay (" + toText(client.reconnectMinDelay)
                      + "), found \"" + toText(client.reconnectMaxDelay) + '"');
        if (client.willDelay > Duration::zero() && client.willChannel.empty())
            error(whose + "/will_delay_interval", "expected will_channel beside it");
        const auto will = m_context.names().channels.find(client.willChannel);
        const auto& channels = m_context.scenario().topology.channels;
        if (will && channels[*will].broker != m_component.name)
            error(whose + "/will_channel", "expected a channel of \"" + m_component.name + "\", found \"" + client.willChannel
                      + "\" of \"" + channels[*will].broker + '"');
    }

    ValidationContext& m_context;
    const spec::Component& m_component;
    const spec::MqttSettings& m_mqtt;
    const std::string m_pointer;
};

}  // namespace

void checkMqtt(ValidationContext& context, std::size_t component)
{
    const spec::Component& checked = context.scenario().topology.components[component];
    if (const auto* mqtt = std::get_if<spec::MqttSettings>(&checked.settings))
        MqttCheck(context, checked, *mqtt, context.names().components.pointerOf(component)).run();
}

void checkMqttTopic(ValidationContext& context, const spec::MqttTopic& topic, const spec::Component& broker,
                    const std::string& pointer)
{
    const auto& mqtt = std::get<spec::MqttSettings>(broker.settings);
    context.requireWholeSeconds(pointer + "/message_expiry_interval", topic.messageExpiry);
    if (topic.messageExpiry > Duration::zero() && mqtt.version == spec::MqttVersion::V3_1_1)
        context.error(pointer + "/message_expiry_interval", "MQTT 3.1.1 does not have it; expected version 5.0 of \"" + broker.name + '"');
    if (topic.isRetained && mqtt.subscriber.isShared)
        context.error(pointer + "/retain", "no subscriber would get it: expected shared_subscription false of \"" + broker.name
                          + "\", as a shared subscription gets no retained messages (MQTT 5.0, 4.8.2)");
}

}  // namespace stormglass
