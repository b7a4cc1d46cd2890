// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/pulsar.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(PulsarBatcher)
{
    static constexpr std::string_view kNames[] = {"DEFAULT", "KEY_BASED"};
    return kNames;
}

std::span<const std::string_view> namesOf(PulsarRouting)
{
    static constexpr std::string_view kNames[] = {"RoundRobinPartition", "SinglePartition"};
    return kNames;
}

std::span<const std::string_view> namesOf(PulsarHashing)
{
    static constexpr std::string_view kNames[] = {"JavaStringHash", "Murmur3_32Hash"};
    return kNames;
}

std::span<const std::string_view> namesOf(PulsarSubscriptionType)
{
    static constexpr std::string_view kNames[] = {"Exclusive", "Failover", "Shared", "Key_Shared"};
    return kNames;
}

std::span<const std::string_view> namesOf(PulsarAcknowledgment)
{
    static constexpr std::string_view kNames[] = {"individual", "cumulative"};
    return kNames;
}

std::span<const std::string_view> namesOf(PulsarBacklogPolicy)
{
    static constexpr std::string_view kNames[] = {"producer_request_hold", "producer_exception", "consumer_backlog_eviction"};
    return kNames;
}

void describe(FieldVisitor& visit, PulsarBookies& bookies)
{
    constexpr std::string_view kConf = "Pulsar 4.x, conf/bookkeeper.conf";
    describe(visit, bookies.placement);
    visit.integer("journalDirectories", bookies.journalDirectories, {.help = "Directories of a bookie, on one disk, each of which has a journal that is synced apart from the others. The id of a ledger says which of them has it.", .source = "Pulsar 4.x, conf/bookkeeper.conf, where they are named; BookKeeper 4.17, BookieImpl.java", .min = 1, .max = 64});
    visit.flag("journalSyncData", bookies.syncsJournal, {.help = "A bookie answers when its journal is on the disk. Without, a host that loses its power loses what is younger than the last flush.", .source = kConf});
    visit.duration("journalMaxGroupWaitMSec", bookies.maxGroupWait, {.help = "How long an entry waits at most for others that are synced with it.", .source = kConf});
    visit.bytes("journalBufferedWritesThreshold", bookies.bufferedWrites, {.help = "So many bytes do not wait any longer.", .source = kConf, .min = 1, .max = 1e9});
    visit.duration("journalPageCacheFlushIntervalMSec", bookies.pageCacheFlushInterval, {.help = "Without journalSyncData: time between two flushes.", .source = "BookKeeper 4.17, ServerConfiguration.java", .min = 1e6});
    visit.distribution("sync_time", bookies.syncTime, {.help = "Time of one sync of a journal. What comes meanwhile waits together for the next.", .source = "no manual: 1 ms, an SSD without a write cache that survives"});
}

void describe(FieldVisitor& visit, PulsarProducer& producer)
{
    constexpr std::string_view kClient = "Pulsar 4.x, ProducerConfigurationData.java";
    visit.flag("batchingEnabled", producer.isBatching, {.help = "Messages are sent in batches, of which each is one entry of the log.", .source = kClient});
    visit.duration("batchingMaxPublishDelay", producer.maxPublishDelay, {.help = "A batch is sent at the latest after this.", .source = kClient});
    visit.integer("batchingMaxMessages", producer.maxMessages, {.help = "... or when it has so many messages,", .source = kClient, .min = 1, .max = 1e6});
    visit.bytes("batchingMaxBytes", producer.maxBytes, {.help = "... or so many bytes.", .source = kClient, .min = 1, .max = 5e6});
    visit.choice("batcherBuilder", producer.batcher, {.help = "DEFAULT: keys are mixed in a batch. KEY_BASED: a batch has one key.", .source = "Pulsar 4.x, BatcherBuilder.java"});
    visit.integer("maxPendingMessages", producer.maxPendingMessages, {.help = "Messages of a partition that wait for their receipt; 0: memoryLimit alone holds.", .source = "Pulsar 4.x, ProducerConfigurationData.java; 1000 before 2.10", .max = 1e9});
    visit.bytes("memoryLimit", producer.memoryLimit, {.help = "Bytes of a client that wait for their receipt; 0: no limit.", .source = "Pulsar 4.x, ClientConfigurationData.java", .max = 1e12});
    visit.flag("blockIfQueueFull", producer.blocksIfQueueFull, {.help = "Whoever publishes more waits; without, a message is refused.", .source = kClient});
    visit.duration("sendTimeout", producer.sendTimeout, {.help = "When a message has had no receipt for so long, it and all that wait behind it have failed; 0s: never.", .source = kClient});
    visit.flag("has_keys", producer.hasKeys, {.help = "Messages bear the key of their transaction, and its hash chooses the partition.", .source = "no default: an application does it or not"});
    visit.choice("messageRoutingMode", producer.routing, {.help = "Partition of a message without a key: each in turn, or one for each producer.", .source = kClient});
    visit.integer("batchingPartitionSwitchFrequencyByPublishDelay", producer.switchFrequency, {.help = "With batches, the turn of a partition is so many times batchingMaxPublishDelay.", .source = kClient, .min = 1, .max = 1e6});
    visit.choice("hashingScheme", producer.hashing, {.help = "Hash of a key.", .source = kClient});
}

void describe(FieldVisitor& visit, PulsarConsumer& consumer)
{
    constexpr std::string_view kClient = "Pulsar 4.x, ConsumerConfigurationData.java";
    visit.integer("receiverQueueSize", consumer.receiverQueueSize, {.help = "Messages that a consumer takes ahead from each partition; it asks for more when half of them have been taken.", .source = kClient, .min = 1, .max = 1e6});
    visit.integer("maxTotalReceiverQueueSizeAcrossPartitions", consumer.maxTotalReceiverQueueSize, {.help = "The same from all partitions together.", .source = kClient, .min = 1, .max = 1e9});
    visit.duration("acknowledgmentGroupTime", consumer.acknowledgmentGroupTime, {.help = "Acknowledgements are sent together each time this has passed; 0s: at once. They are lost with their consumer.", .source = kClient});
    visit.duration("negativeAckRedeliveryDelay", consumer.negativeAckRedeliveryDelay, {.help = "Wait before a message that was refused comes again.", .source = kClient});
    visit.duration("ackTimeout", consumer.ackTimeout, {.help = "A message whose handling takes longer comes again; 0s: never.", .source = "Pulsar 4.x, ConsumerConfigurationData.java; ConsumerBuilder.java: at least 1 s"});
}

namespace {

void describeLedgers(FieldVisitor& visit, PulsarSettings& pulsar)
{
    constexpr std::string_view kConf = "Pulsar 4.x, conf/broker.conf";
    visit.integer("managedLedgerDefaultEnsembleSize", pulsar.ensembleSize, {.help = "Bookies that a ledger is striped over.", .source = kConf, .min = 1, .max = PulsarSettings::kMostBookiesOfLedger});
    visit.integer("managedLedgerDefaultWriteQuorum", pulsar.writeQuorum, {.help = "Bookies that each entry is written to.", .source = kConf, .min = 1, .max = PulsarSettings::kMostBookiesOfLedger});
    visit.integer("managedLedgerDefaultAckQuorum", pulsar.ackQuorum, {.help = "Bookies that must have it before it is confirmed.", .source = kConf, .min = 1, .max = PulsarSettings::kMostBookiesOfLedger});
    visit.duration("bookkeeperClientTimeoutInSeconds", pulsar.addEntryTimeout, {.help = "A bookie that has not answered for so long is replaced.", .source = kConf, .min = 1e9});
    visit.number("managedLedgerDefaultMarkDeleteRateLimit", pulsar.markDeleteRate, {.help = "How often a second the position of a subscription is stored. What was acknowledged since comes again when a broker dies.", .source = kConf, .min = 0.001, .max = 1e6});
    visit.duration("managedLedgerNewEntriesCheckDelayInMillis", pulsar.newEntriesCheckDelay, {.help = "A subscription that has read everything looks for new entries again after this, and is told of each at once only when there are none then either; 0s: it is told at once.", .source = "Pulsar 4.x, conf/broker.conf; the same before 2.6, where it could not be set"});
}

}  // namespace

void describe(FieldVisitor& visit, PulsarSettings& pulsar)
{
    constexpr std::string_view kConf = "Pulsar 4.x, conf/broker.conf";
    constexpr std::string_view kClient = "Pulsar 4.x, ClientConfigurationData.java";
    describe(visit, pulsar.placement);
    visit.object("bookies", pulsar.bookies, {.help = "The bookies. They are instances of the component, too, after the brokers."});
    visit.object("producer", pulsar.producer, {.help = "Configuration of all producers."});
    visit.object("consumer", pulsar.consumer, {.help = "Configuration of all consumers."});
    visit.distribution("publish_time", pulsar.publishTime, {.help = "Work of a broker per batch, one after the other.", .source = "no manual: that of a Kafka leader"});
    describeLedgers(visit, pulsar);
    visit.duration("metadataStoreSessionTimeoutMillis", pulsar.metadataSessionTimeout, {.help = "A broker that has been gone for so long loses its topics to the others.", .source = kConf, .min = 1e6});
    visit.distribution("metadata_time", pulsar.metadataTime, {.help = "Time of one write to the metadata store: a ledger is opened, closed, or gets another bookie.", .source = "no manual: a write of ZooKeeper on an SSD"});
    visit.duration("keepAliveIntervalSeconds", pulsar.keepAliveInterval, {.help = "Each end of a connection closes it when it has had no answer from one interval to the next.", .source = kConf, .min = 1e9});
    visit.bytes("maxMessageSize", pulsar.maxMessageSize, {.help = "Larger messages fail at their producer, whom the broker has told when it connected: there are no chunks.", .source = kConf, .min = 1, .max = 1e9});
    visit.integer("maxUnackedMessagesPerConsumer", pulsar.maxUnackedPerConsumer, {.help = "A consumer of a Shared or Key_Shared subscription that has so many gets no more; 0: no limit.", .source = kConf, .max = 1e9});
    visit.duration("backlogQuotaCheckIntervalInSeconds", pulsar.backlogQuotaCheckInterval, {.help = "Time between two looks at the quotas.", .source = kConf, .min = 1e9});
    visit.duration("messageExpiryCheckIntervalInMinutes", pulsar.expiryCheckInterval, {.help = "Time between two looks for messages that have expired.", .source = kConf, .min = 1e9});
    visit.flag("acknowledgmentAtBatchIndexLevelEnabled", pulsar.acknowledgesBatchIndexes, {.help = "Messages of a batch are acknowledged each for itself; without, a batch that is not yet done comes again as a whole.", .source = kConf});
    visit.duration("initialBackoffInterval", pulsar.initialBackoff, {.help = "Wait of a client before it connects again, doubled each time.", .source = kClient, .min = 1e6});
    visit.duration("maxBackoffInterval", pulsar.maxBackoff, {.help = "The longest such wait.", .source = kClient, .min = 1e6});
}

void describe(FieldVisitor& visit, PulsarTopic& topic)
{
    constexpr std::string_view kQuotas = "Pulsar manual, Message retention and expiry: backlog quotas";
    visit.integer("partitions", topic.partitions, {.help = "Partitions of the topic, each with a broker of its own.", .min = 1, .max = 1000});
    visit.choice("subscriptionType", topic.subscriptionType, {.help = "Who of a subscription gets a message: the only consumer, the active one of its partition, any in turn, or the one whose range of hashes has its key.",
                                                             .source = "Pulsar manual, Subscription types. The client's default is Exclusive, which lets a component have one instance; ours is that of a work queue"});
    visit.choice("acknowledgment", topic.acknowledgment, {.help = "cumulative: an acknowledgement stands for all messages before it.", .source = "Pulsar manual, Acknowledgment"});
    visit.flag("deduplicationEnabled", topic.isDeduplicating, {.help = "What a producer sends again is recognised by its sequence id.", .source = "Pulsar 4.x, conf/broker.conf: brokerDeduplicationEnabled"});
    visit.integer("maxRedeliverCount", topic.maxRedeliverCount, {.help = "Redeliveries before a consumer moves a message to the dead letters; 0: as many as it takes.", .source = "Pulsar manual, Dead letter topic", .max = 1e6});
    visit.reference("deadLetterTopic", topic.deadLetterTopic, RefersTo::Channel, {.help = "Topic of the dead letters.", .source = "Pulsar manual, Dead letter topic"});
    visit.bytes("backlogQuota", topic.backlogQuota, {.help = "Bytes of a partition that its slowest subscription may have before it; 0: no limit.", .source = kQuotas, .max = 1e15});
    visit.choice("backlogQuotaPolicy", topic.backlogPolicy, {.help = "Beyond it: producers wait, producers are refused, or the oldest messages go.", .source = kQuotas});
    visit.duration("messageTTL", topic.messageTtl, {.help = "Messages that have not been acknowledged for so long are dropped; 0s: never.", .source = "Pulsar 4.x, conf/broker.conf: ttlDurationDefaultInSeconds"});
}

}  // namespace stormglass::spec
