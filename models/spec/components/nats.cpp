// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/nats.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(NatsRetention)
{
    static constexpr std::string_view kNames[] = {"limits", "interest", "workqueue"};
    return kNames;
}

std::span<const std::string_view> namesOf(NatsDiscard)
{
    static constexpr std::string_view kNames[] = {"old", "new"};
    return kNames;
}

void describe(FieldVisitor& visit, NatsSettings& nats)
{
    constexpr std::string_view kRaft = "nats-server 2.12, raft.go";
    constexpr std::string_view kClient = "nats.go 1.4x, nats.go";
    describe(visit, nats.placement);
    visit.distribution("store_time", nats.storeTime, {.help = "Work of a leader per message, one after the other.", .source = "no manual: that of a Kafka leader"});
    visit.duration("sync_interval", nats.syncInterval, {.help = "Between two syncs of what has been stored; messages are confirmed before. A host that loses its power loses what is younger.", .source = "nats-server 2.12, filestore.go: defaultSyncInterval", .min = 1e6});
    visit.flag("sync_always", nats.syncsAlways, {.help = "Each message is synced before it is confirmed.", .source = "nats-server 2.12, opts.go"});
    visit.distribution("sync_time", nats.syncTime, {.help = "Time of one sync, with sync_always.", .source = "no manual: 1 ms, an SSD"});
    visit.distribution("election_timeout", nats.electionTimeout, {.help = "How long each follower waits for a leader that is silent; the first of them calls an election.", .source = kRaft});
    visit.bytes("max_payload", nats.maxPayload, {.help = "Larger messages fail at their publisher, whom the server has told when it connected.", .source = "nats-server 2.12, const.go: MAX_PAYLOAD_SIZE 1 MiB; it warns of more than 8 MiB, and more than max_pending (64 MiB) it refuses", .min = 1, .max = 67'108'864});
    visit.duration("publish_timeout", nats.publishTimeout, {.help = "How long a publisher waits for its acknowledgement.", .source = "nats.go 1.4x, js.go: defaultRequestWait", .min = 1e6});
    visit.integer("retry_attempts", nats.retryAttempts, {.help = "Further attempts of a publish of a stream that has no leader.", .source = "nats.go 1.4x, jetstream/publish.go: DefaultPubRetryAttempts", .max = 1000});
    visit.duration("retry_wait", nats.retryWait, {.help = "Wait before each of them.", .source = "nats.go 1.4x, jetstream/publish.go: DefaultPubRetryWait"});
    visit.duration("reconnect_wait", nats.reconnectWait, {.help = "Wait of a client before it connects to the next server.", .source = kClient, .min = 1e6});
    visit.duration("ping_interval", nats.pingInterval, {.help = "Between two pings of a client.", .source = kClient, .min = 1e6});
    visit.integer("max_pings_out", nats.maxPingsOut, {.help = "Pings without an answer after which the next one finds the connection stale.", .source = kClient, .min = 1, .max = 100});
    visit.integer("pull_max_messages", nats.pullMaxMessages, {.help = "Messages that a consumer asks for and has not processed, at most; it asks again when half of them are done. They wait in its memory while their ack_wait runs.", .source = "nats.go 1.4x, jetstream/pull.go: DefaultMaxMessages, ThresholdMessages", .min = 1, .max = 1e6});
    visit.duration("pull_expiry", nats.pullExpiry, {.help = "How long a request of a consumer stands. Of a leader that is gone it hears after as long: two heartbeats of half of it.", .source = "nats.go 1.4x, jetstream/pull.go: DefaultExpires, hbMonitor", .min = 1e9});
}

void describe(FieldVisitor& visit, NatsBackoff& backoff)
{
    visit.duration("wait", backoff.wait, {.help = "How long such a delivery may be unacknowledged.", .min = 1e6, .isRequired = true});
}

void describe(FieldVisitor& visit, NatsStream& stream)
{
    constexpr std::string_view kStream = "NATS manual, JetStream, Streams";
    constexpr std::string_view kConsumer = "nats-server 2.12, consumer.go";
    visit.integer("num_replicas", stream.replicas, {.help = "Servers that keep the stream; a message is confirmed when a majority of them has it in memory.", .source = kStream, .min = 1, .max = static_cast<double>(spec::NatsStream::kMostReplicas)});
    visit.choice("retention", stream.retention, {.help = "When messages leave the stream.", .source = kStream});
    visit.choice("discard", stream.discard, {.help = "What a full stream does: drops its oldest messages, or refuses new ones.", .source = kStream});
    visit.integer("max_msgs", stream.maxMessages, {.help = "Messages in the stream; 0: unlimited.", .source = kStream, .max = 1e12});
    visit.integer("max_bytes", stream.maxBytes, {.help = "Bytes in the stream; 0: unlimited.", .source = kStream, .max = 1e15});
    visit.duration("max_age", stream.maxAge, {.help = "Age at which messages are dropped; 0s: never.", .source = kStream});
    visit.flag("Nats-Msg-Id", stream.haveMessageIds, {.help = "Publishers name each message, so that one that is sent again is recognised.", .source = "NATS manual, JetStream model deep dive, Message deduplication"});
    visit.duration("duplicate_window", stream.duplicateWindow, {.help = "How long names of messages are remembered; not longer than max_age, to which a short max_age lowers the default.", .source = "nats-server 2.12, stream.go: StreamDefaultDuplicatesWindow", .min = 1e8});
    visit.duration("ack_wait", stream.ackWait, {.help = "A delivered message that is not acknowledged by then is delivered again, before new ones.", .source = kConsumer, .min = 1e6});
    visit.list("backoff", stream.backoff, {.help = "Instead of ack_wait: that of the first delivery of a message, of the second and so on; the last one holds for all further ones. What is refused comes again at once all the same.", .source = "nats-server 2.12, consumer.go: checkPending, processNak"});
    visit.integer("max_deliver", stream.maxDeliver, {.help = "Deliveries of one message; then it stays in the stream and the consumer never gets it again. 0: unlimited (-1 of the server).", .source = kConsumer, .max = 1e6});
    visit.integer("max_ack_pending", stream.maxAckPending, {.help = "Messages of a consumer that may be unacknowledged, over all instances.", .source = kConsumer, .min = 1, .max = 1e7});
}

}  // namespace stormglass::spec
