// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/mqtt.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(MqttVersion)
{
    static constexpr std::string_view kNames[] = {"3.1.1", "5.0"};
    return kNames;
}

std::span<const std::string_view> namesOf(MqttQueueDrop)
{
    static constexpr std::string_view kNames[] = {"newest", "oldest"};
    return kNames;
}

void describe(FieldVisitor& visit, MqttClient& client)
{
    visit.duration("keep_alive", client.keepAlive, {.help = "A client that has nothing to say sends PINGREQ so often; the broker takes it for dead after one and a half times this. 0s: off.", .source = "MQTT 5.0, 3.1.2.10, [MQTT-3.1.2-22]; paho-mqtt: 60 s", .max = 65535e9});
    visit.flag("clean_start", client.isCleanStart, {.help = "The broker forgets the former session of the client when it connects; in 3.1.1 (clean session) also when it disconnects.", .source = "MQTT 5.0, 3.1.2.4; 3.1.1, 3.1.2.4. Clients such as paho-mqtt have true; the default is ours: who must not miss anything turns it off"});
    visit.duration("session_expiry_interval", client.sessionExpiry, {.help = "How long the broker keeps the session after the connection has gone; 0s: not at all; 4294967295s: for ever.", .source = "MQTT 5.0, 3.1.2.11.2, where 0 is the default; ours is what a client of 3.1.1 without clean session gets", .max = 4294967295e9});
    visit.duration("connect_timeout", client.connectTimeout, {.help = "How long an attempt to connect waits for an answer.", .source = "paho-mqtt: connect_timeout 5 s", .min = 1e6});
    visit.duration("reconnect_min_delay", client.reconnectMinDelay, {.help = "Wait before the first attempt to connect again; it doubles with each that fails.", .source = "paho-mqtt: reconnect_delay_set, 1 s", .min = 1e6});
    visit.duration("reconnect_max_delay", client.reconnectMaxDelay, {.help = "Longest wait between attempts to connect again.", .source = "paho-mqtt: reconnect_delay_set, 120 s", .min = 1e6});
    visit.reference("will_channel", client.willChannel, RefersTo::Channel, {.help = "Channel to which the broker publishes the last will of a client that is gone without DISCONNECT; absent: no will.", .source = "MQTT 5.0, 3.1.2.5"});
    visit.duration("will_delay_interval", client.willDelay, {.help = "How long the broker waits with it; a client that is back by then is not reported.", .source = "MQTT 5.0, 3.1.3.2.2", .max = 4294967295e9});
}

void describe(FieldVisitor& visit, MqttPublisher& publisher)
{
    describe(visit, publisher.client);
    visit.integer("max_inflight_messages", publisher.maxInflight, {.help = "QoS 1 and 2 messages that a client has under way at the same time; 0: no limit.", .source = "paho-mqtt: max_inflight_messages_set, 20", .max = 65535});
    visit.integer("max_queued_messages", publisher.maxQueued, {.help = "QoS 1 and 2 messages that a client has, those under way included; more are refused. 0: no limit.", .source = "paho-mqtt: max_queued_messages_set, 0; publish compares it with all that it keeps", .max = 1e9});
}

void describe(FieldVisitor& visit, MqttSubscriber& subscriber)
{
    describe(visit, subscriber.client);
    visit.integer("receive_maximum", subscriber.receiveMaximum, {.help = "QoS 1 and 2 messages that a client takes before it has acknowledged them; 0: not sent, the broker's max_inflight_messages counts.", .source = "MQTT 5.0, 3.1.2.11.3, [MQTT-3.3.4-9]; Mosquitto lets it replace its own limit", .max = 65535});
    visit.flag("shared_subscription", subscriber.isShared, {.help = "true: the instances of a component subscribe as $share/COMPONENT/TOPIC and share the messages, each in turn, also to one that is not connected but has a session. false: each instance gets all of them.", .source = "MQTT 5.0, 4.8.2; turns: Mosquitto 2.0, subs__shared_process"});
}

void describe(FieldVisitor& visit, MqttSettings& mqtt)
{
    describe(visit, mqtt.placement);
    visit.choice("version", mqtt.version, {.help = "Of the protocol. 3.1.1 has no session or message expiry, no receive maximum, no will delay, and no answer for a publisher that is denied.", .source = "OASIS MQTT 3.1.1 (2014) and 5.0 (2019)"});
    visit.bytes("max_packet_size", mqtt.maxPacketSize, {.help = "Larger messages fail at their publisher; 0B: only those beyond the 268,435,455 bytes of the protocol.", .source = "mosquitto.conf 2.0: no limit; 2.1: 2,000,000 bytes", .max = static_cast<double>(MqttSettings::kLargestPacket)});
    visit.distribution("processing_time", mqtt.processingTime, {.help = "Work of the broker per packet of a publisher, PUBLISH or PUBREL; it has one thread.", .source = "Mosquitto has a single-threaded event loop; the time is our own assumption"});
    visit.integer("max_inflight_messages", mqtt.maxInflightMessages, {.help = "QoS 1 and 2 messages under way to one subscriber; 0: no limit.", .source = "mosquitto.conf: 20", .max = 65535});
    visit.integer("max_queued_messages", mqtt.maxQueuedMessages, {.help = "QoS 1 and 2 messages that a session holds above those in flight; more are dropped without a word. 0: no limit.", .source = "mosquitto.conf: 1000; EMQX: max_mqueue_len 1000", .max = 1e9});
    visit.choice("queue_drop", mqtt.queueDrop, {.help = "What is dropped when a queue is full: newest or oldest.", .source = "Mosquitto: the newest (db__message_insert); EMQX: the oldest"});
    visit.flag("queue_qos0_messages", mqtt.queuesQos0, {.help = "QoS 0 messages wait as well for a session that is not connected.", .source = "mosquitto.conf: false"});
    visit.flag("persistence", mqtt.isPersistent, {.help = "Sessions, queues and retained messages are saved to the disk, and read when the broker starts.", .source = "mosquitto.conf: false"});
    visit.duration("autosave_interval", mqtt.autosaveInterval, {.help = "From one save to the next; a crash loses what is younger. 0s: never while it runs.", .source = "mosquitto.conf: 1800 s"});
    visit.integer("autosave_on_changes", mqtt.autosaveOnChanges, {.help = "Instead: saves whenever so many messages have been queued, retained, or subscriptions changed; 0: by time.", .source = "mosquitto.conf: autosave_on_changes, which takes autosave_interval for a count", .max = 1e9});
    visit.duration("persistent_client_expiration", mqtt.persistentClientExpiration, {.help = "Sessions of clients that have not come back for so long are removed; 0s: never.", .source = "mosquitto.conf: not set"});
    visit.object("publisher", mqtt.publisher, {.help = "Clients that publish."});
    visit.object("subscriber", mqtt.subscriber, {.help = "Clients that subscribe."});
}

void describe(FieldVisitor& visit, MqttTopic& topic)
{
    visit.integer("qos", topic.qos, {.help = "Quality of service of what is published: 0 at most once, 1 at least once, 2 exactly once.", .source = "MQTT 5.0, 4.3; the default is ours, paho-mqtt has 0", .max = 2});
    visit.integer("subscription_qos", topic.subscriptionQos, {.help = "The most that subscribers want; a message comes with the lower one of both.", .source = "MQTT 5.0, 3.8.4, [MQTT-3.8.4-8]", .max = 2});
    visit.flag("retain", topic.isRetained, {.help = "The broker keeps the last message for whoever subscribes later.", .source = "MQTT 5.0, 3.3.1.3; not for shared subscriptions (4.8.2)"});
    visit.duration("message_expiry_interval", topic.messageExpiry, {.help = "A message that the broker has held for so long is not delivered any more; 0s: never.", .source = "MQTT 5.0, 3.3.2.3.3, [MQTT-3.3.2-5]", .max = 4294967295e9});
}

}  // namespace stormglass::spec
