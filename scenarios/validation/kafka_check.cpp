// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Kafka's own clients and brokers refuse to start with, and what they would take no notice of.
#include "scenarios/validation/kafka_transaction_check.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

class KafkaCheck {
public:
    KafkaCheck(ValidationContext& context, const spec::KafkaSettings& kafka, std::string pointer)
        : m_context(context), m_kafka(kafka), m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        checkTimeouts();
        checkMemory();
        checkGroupBounds();
        checkIdempotence();
        checkProtocol();
        checkCommits();
        checkPageCache();
    }

private:
    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    void checkTimeouts()
    {
        const spec::KafkaConsumer& consumer = m_kafka.consumer;
        if (consumer.heartbeatInterval >= consumer.sessionTimeout) {
            error("/consumer/heartbeat.interval.ms", "expected less than session.timeout.ms (" + toText(consumer.sessionTimeout)
                      + "), found \"" + toText(consumer.heartbeatInterval) + '"');
        }
        if (consumer.sessionTimeout < m_kafka.groupMinSessionTimeout || consumer.sessionTimeout > m_kafka.groupMaxSessionTimeout) {
            error("/consumer/session.timeout.ms", "expected between group.min.session.timeout.ms ("
                      + toText(m_kafka.groupMinSessionTimeout) + ") and group.max.session.timeout.ms ("
                      + toText(m_kafka.groupMaxSessionTimeout) + "), found \"" + toText(consumer.sessionTimeout)
                      + "\": the coordinator refuses such members");
        }
        const spec::KafkaProducer& producer = m_kafka.producer;
        const Duration least = producer.linger + producer.requestTimeout;
        if (producer.deliveryTimeout < least) {
            error("/producer/delivery.timeout.ms", "expected at least linger.ms + request.timeout.ms (" + toText(least)
                      + "), found \"" + toText(producer.deliveryTimeout) + '"');
        }
    }

    /// BufferPool.java: a producer takes batch.size from its memory for each batch, and throws where that can never be had.
    /// It does start, but there is nothing that it could send.
    void checkMemory()
    {
        const spec::KafkaProducer& producer = m_kafka.producer;
        if (producer.bufferMemory < producer.batchSize)
            error("/producer/buffer.memory", "expected at least batch.size (" + bytesToText(producer.batchSize) + "), found \""
                      + bytesToText(producer.bufferMemory) + "\": every send would fail");
    }

    /// GroupCoordinatorConfig.java; also where no group uses the protocol.
    void checkGroupBounds()
    {
        checkBounds("session.timeout.ms", m_kafka.groupConsumerSessionTimeout, m_kafka.groupConsumerMinSessionTimeout,
                    m_kafka.groupConsumerMaxSessionTimeout);
        checkBounds("heartbeat.interval.ms", m_kafka.groupConsumerHeartbeatInterval, m_kafka.groupConsumerMinHeartbeatInterval,
                    m_kafka.groupConsumerMaxHeartbeatInterval);
    }

    void checkBounds(const std::string& name, Duration found, Duration least, Duration most)
    {
        const std::string prefix = "group.consumer.";
        if (found < least || found > most)
            error('/' + prefix + name, "expected between " + prefix + "min." + name + " (" + toText(least) + ") and " + prefix + "max."
                      + name + " (" + toText(most) + "), found \"" + toText(found) + "\": the nodes would not start");
    }

    void checkIdempotence()
    {
        const spec::KafkaProducer& producer = m_kafka.producer;
        if (producer.idempotence == spec::KafkaIdempotence::Off)
            return;
        const bool isChosen = producer.idempotence == spec::KafkaIdempotence::On;
        if (isChosen && producer.acks != spec::KafkaAcks::All) {
            error("/producer/acks", "expected \"all\" with enable.idempotence, found \""
                      + std::string(namesOf(producer.acks)[static_cast<std::size_t>(producer.acks)])
                      + "\": otherwise the producer cannot guarantee idempotence");
        }
        if (isChosen && producer.retries == 0)
            error("/producer/retries", "expected at least 1 with enable.idempotence, found 0");
        // 3.x switches idempotence off in silence unless it has been asked for.
        if ((isChosen || m_kafka.version != spec::KafkaVersion::V3) && producer.maxInFlight > spec::kMostInFlightOfIdempotent) {
            error("/producer/max.in.flight.requests.per.connection",
                  "expected at most 5 with enable.idempotence, found " + std::to_string(producer.maxInFlight));
        }
    }

    void checkProtocol()
    {
        const spec::KafkaConsumer& consumer = m_kafka.consumer;
        if (consumer.protocol == spec::KafkaGroupProtocol::Classic)
            return;
        if (m_kafka.version == spec::KafkaVersion::V3)
            error("/consumer/group.protocol", "expected \"classic\" with version 3.x, found \"consumer\", which 3.7 to 3.9 have as a preview only");
        const spec::KafkaConsumer defaults;
        const auto refuse = [&](bool isSet, const std::string& name) {
            if (isSet)
                error("/consumer/" + name, "cannot be set with group.protocol consumer: the coordinator decides about it");
        };
        refuse(consumer.sessionTimeout != defaults.sessionTimeout, "session.timeout.ms");
        refuse(consumer.heartbeatInterval != defaults.heartbeatInterval, "heartbeat.interval.ms");
        refuse(consumer.assignor != defaults.assignor, "partition.assignment.strategy");
        if (m_kafka.groupConsumerHeartbeatInterval >= m_kafka.groupConsumerSessionTimeout) {
            error("/group.consumer.heartbeat.interval.ms", "expected less than group.consumer.session.timeout.ms ("
                      + toText(m_kafka.groupConsumerSessionTimeout) + "), found \""
                      + toText(m_kafka.groupConsumerHeartbeatInterval) + '"');
        }
    }

    void checkCommits()
    {
        const spec::KafkaConsumer& consumer = m_kafka.consumer;
        if (consumer.commitsByItself && consumer.manualCommit != spec::KafkaManualCommit::Batch)
            m_context.warning(m_pointer + "/consumer/manual_commit", "has no effect with enable.auto.commit");
    }

    void checkPageCache()
    {
        const spec::KafkaPageCache& cache = m_kafka.pageCache;
        const spec::KafkaPageCache defaults;
        if (cache.diskWriteBandwidth > 0) {
            if (cache.dirtyBackgroundRatio >= cache.dirtyRatio)
                error("/vm.dirty_background_ratio", "expected less than vm.dirty_ratio (" + percentToText(cache.dirtyRatio)
                          + "), found \"" + percentToText(cache.dirtyBackgroundRatio) + '"');
            return;
        }
        const auto hasNoEffect = [&](bool isSet, const std::string& name) {
            if (isSet)
                error("/" + name, "has no effect without disk_write_bandwidth");
        };
        hasNoEffect(cache.availableMemory != defaults.availableMemory, "available_memory");
        hasNoEffect(cache.dirtyBackgroundRatio != defaults.dirtyBackgroundRatio, "vm.dirty_background_ratio");
        hasNoEffect(cache.dirtyRatio != defaults.dirtyRatio, "vm.dirty_ratio");
    }

    ValidationContext& m_context;
    const spec::KafkaSettings& m_kafka;
    const std::string m_pointer;
};

}  // namespace

namespace {

void checkSegments(ValidationContext& context, const spec::Component& broker, spec::KafkaVersion version)
{
    const auto& channels = context.scenario().topology.channels;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto* topic = std::get_if<spec::KafkaTopic>(&channels[i].settings);
        if (topic == nullptr || channels[i].broker != broker.name || version == spec::KafkaVersion::V3
            || topic->segmentBytes >= spec::kLeastSegmentBytesOfV4)
            continue;
        context.error(context.names().channels.pointerOf(i) + "/segment.bytes",
                      "expected at least " + bytesToText(spec::kLeastSegmentBytesOfV4) + " with version 4.x of \"" + broker.name
                          + "\", found \"" + bytesToText(topic->segmentBytes) + '"');
    }
}

}  // namespace

void checkKafka(ValidationContext& context, std::size_t component)
{
    if (const auto* kafka = std::get_if<spec::KafkaSettings>(&context.scenario().topology.components[component].settings)) {
        const std::string pointer = context.names().components.pointerOf(component);
        KafkaCheck(context, *kafka, pointer).run();
        checkSegments(context, context.scenario().topology.components[component], kafka->version);
        checkKafkaTransactions(context, *kafka, pointer, context.scenario().topology.components[component].name);
    }
}

}  // namespace stormglass
