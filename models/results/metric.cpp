// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/results/metric.h"

#include <algorithm>
#include <array>

namespace stormglass::results {
namespace {

using enum Unit;
using enum Better;

constexpr std::array kFlowMetrics{
    MetricInfo{"offered", "requests offered", Count, Neither, "Flows started by the workload after warm-up."},
    MetricInfo{"offered.rate", "offered rate", PerSecond, Neither, "Flows started per second."},
    MetricInfo{"accepted", "requests accepted", Ratio, Higher, "Share of requests that got a positive answer within the client's timeout."},
    MetricInfo{"ack.mean", "acknowledgement mean", Seconds, Lower, "Time from the request to the answer, over positive answers."},
    MetricInfo{"ack.p50", "acknowledgement p50", Seconds, Lower, "Median time to the answer."},
    MetricInfo{"ack.p90", "acknowledgement p90", Seconds, Lower, "90th percentile of the time to the answer."},
    MetricInfo{"ack.p95", "acknowledgement p95", Seconds, Lower, "95th percentile of the time to the answer."},
    MetricInfo{"ack.p99", "acknowledgement p99", Seconds, Lower, "99th percentile of the time to the answer."},
    MetricInfo{"ack.p99.9", "acknowledgement p99.9", Seconds, Lower, "99.9th percentile of the time to the answer."},
    MetricInfo{"completion.mean", "completion mean", Seconds, Lower, "Time from the request to the last required effect."},
    MetricInfo{"completion.p50", "completion p50", Seconds, Lower, "Median time to completion."},
    MetricInfo{"completion.p90", "completion p90", Seconds, Lower, "90th percentile of the time to completion."},
    MetricInfo{"completion.p95", "completion p95", Seconds, Lower, "95th percentile of the time to completion."},
    MetricInfo{"completion.p99", "completion p99", Seconds, Lower, "99th percentile of the time to completion."},
    MetricInfo{"completion.p99.9", "completion p99.9", Seconds, Lower, "99.9th percentile of the time to completion."},
    MetricInfo{"throughput", "throughput", PerSecond, Higher, "Flows completed per second of the measured time."},
    MetricInfo{"goodput", "goodput", PerSecond, Higher, "Flows completed within the deadline, per second of the measured time."},
    MetricInfo{"success", "completed in deadline", Ratio, Higher, "Share of flows that completed within the deadline."},
    MetricInfo{"completed", "completed", Count, Higher, "Flows whose required steps all took effect. Of a workload without a flow: requests whose messages everybody has handled once who was to; what a broker delivers again afterwards is of no interest."},
    MetricInfo{"late", "late", Count, Lower, "Completed flows that missed the deadline."},
    MetricInfo{"compensated", "compensated", Count, Neither, "Flows whose effects were all undone."},
    MetricInfo{"rejected", "rejected", Count, Lower, "Flows that ended before any effect: refused, timed out, or lost on the way. Of a workload without a flow, also those of which a message was lost, expired, or given up for good."},
    MetricInfo{"inconsistent", "inconsistent", Count, Lower, "Flows stuck half-way, or with an effect that was applied or undone twice."},
    MetricInfo{"doubled", "done twice", Count, Lower, "Of the inconsistent ones, flows with an effect that was applied or undone twice."},
    MetricInfo{"in_flight", "in flight at the end", Count, Lower, "Flows that were still under way when the run ended."},
    MetricInfo{"window.mean", "consistency window mean", Seconds, Lower, "Time from the first effect to the last effect or compensation."},
    MetricInfo{"window.p99", "consistency window p99", Seconds, Lower, "99th percentile of the consistency window."},
    MetricInfo{"messages", "messages per flow", Number, Lower, "Requests, replies, published and delivered messages per flow."},
    MetricInfo{"duplicates", "duplicate deliveries", Count, Neither, "Steps that were asked for again after they had been done."},
    MetricInfo{"visibility", "places to ask", Number, Lower, "Components that must be asked to know the state of one flow."},
};

constexpr std::array kComponentMetrics{
    MetricInfo{"arrivals", "arrivals", Count, Neither, "Requests and messages that arrived."},
    MetricInfo{"served", "served", Count, Higher, "Requests and messages whose handler ended."},
    MetricInfo{"utilisation", "utilisation", Ratio, Neither, "Share of servers busy, averaged over time: of the workers for requests, or of the consumers of one subscription, whichever are busiest."},
    MetricInfo{"queue.mean", "queue mean", Number, Lower, "Requests waiting for a worker, averaged over time."},
    MetricInfo{"queue.max", "queue max", Count, Lower, "Most requests that waited at the same time."},
    MetricInfo{"waiting.mean", "waiting mean", Seconds, Lower, "Time from arrival to a worker."},
    MetricInfo{"waiting.p99", "waiting p99", Seconds, Lower, "99th percentile of the waiting time."},
    MetricInfo{"sojourn.mean", "sojourn mean", Seconds, Lower, "Time from arrival to the end of the handler."},
    MetricInfo{"sojourn.p99", "sojourn p99", Seconds, Lower, "99th percentile of the sojourn time."},
    MetricInfo{"dropped", "dropped", Count, Lower, "Requests that were not served, whatever the cause."},
    MetricInfo{"blocking", "blocking", Ratio, Lower, "Share of arrivals that were refused for want of room: queue full, or too many connections."},
    MetricInfo{"calls", "calls", Count, Neither, "Requests that the component sent to others, repeated ones included."},
    MetricInfo{"retries", "retries", Count, Lower, "Attempts after the first of a call."},
    MetricInfo{"retries.denied", "retries denied", Count, Lower, "Retries that the retry budget did not allow."},
    MetricInfo{"hedges", "hedged requests", Count, Neither, "Requests sent beside the first while no answer had come."},
    MetricInfo{"hedges.won", "hedged requests won", Count, Neither, "Hedged requests whose answer came first."},
    MetricInfo{"circuit.openings", "circuit openings", Count, Lower, "How often the circuit breakers of the component opened."},
    MetricInfo{"instances.mean", "instances mean", Number, Neither, "Instances asked for by the autoscaler, averaged over time."},
    MetricInfo{"instances.max", "instances max", Number, Neither, "Most instances at the same time."},
    MetricInfo{"instances.added", "instances added", Count, Neither, "Instances that the autoscaler added."},
    MetricInfo{"instances.removed", "instances removed", Count, Neither, "Instances that the autoscaler removed."},
    MetricInfo{"ejections", "ejections", Count, Lower, "Instances taken out of the load balancing because of errors."},
    MetricInfo{"restarts", "restarts by liveness", Count, Lower, "Instances that failed their liveness check and were restarted."},
    MetricInfo{"given_up", "messages given up", Count, Lower, "Messages that failed in every attempt of a consumer."},
    MetricInfo{"cache.hits", "cache hits", Count, Higher, "Reads of a cache that found their key.", "cache"},
    MetricInfo{"cache.misses", "cache misses", Count, Lower, "Reads of a cache that did not find their key.", "cache"},
    MetricInfo{"cache.hit_ratio", "cache hit ratio", Ratio, Higher, "Share of the reads of a cache that found their key.", "cache"},
    MetricInfo{"cache.stale_hits", "stale cache hits", Count, Lower, "Hits on an entry that is older than the newest write to the store.", "cache"},
    MetricInfo{"cache.expired", "cache entries expired", Count, Neither, "Entries that a reader found expired.", "cache"},
    MetricInfo{"cache.waits", "cache single-flight waits", Count, Neither, "Reads that waited for the entry that another reader was fetching.", "cache"},
    MetricInfo{"cache.store_reads", "store reads behind the cache", Count, Lower, "Reads that went on to the store behind the cache.", "cache"},
    MetricInfo{"alarms", "alarms", Count, Lower, "Memory and disk alarms that nodes raised.", "rabbitmq"},
    MetricInfo{"blocked", "time blocked by alarms", Ratio, Lower, "Share of the time in which an alarm blocked the connections that publish.", "rabbitmq"},
    MetricInfo{"memory.max", "memory max", Number, Lower, "Most bytes of memory that a node was seen to use, where its memory is limited.", "rabbitmq"},
    MetricInfo{"disk.max", "disk space max", Number, Lower, "Most bytes of disk space that a node was seen to use, where its disk is limited.", "rabbitmq"},
    MetricInfo{"flow", "time in flow", Ratio, Lower, "Share of the time in which credit flow held up a connection that publishes, mean of all of them.", "rabbitmq"},
    MetricInfo{"replica_reads", "reads from replicas", Count, Neither, "Reads that replicas of a database executed.", "database"},
    MetricInfo{"stale_reads", "stale reads", Count, Lower, "Reads from replicas that did not see what the same flow had written.", "database"},
    MetricInfo{"rows.written", "rows written", Count, Higher, "Writes that were inserted.", "columnar-store, time-series-store"},
    MetricInfo{"rows.lost", "rows lost", Count, Lower, "Writes that were in the memory of a process that died, or were confirmed before their insert was refused.", "columnar-store, time-series-store"},
    MetricInfo{"rows.refused", "rows refused", Count, Lower, "Writes that were refused: too many parts, disk full, or failed. Those that had been confirmed are lost instead.", "columnar-store, time-series-store"},
    MetricInfo{"rows.waiting", "rows waiting", Count, Neither, "Writes in the buffer at the end.", "columnar-store, time-series-store"},
    MetricInfo{"inserts", "inserts", Count, Neither, "Batches that were inserted.", "columnar-store, time-series-store"},
    MetricInfo{"inserts.delayed", "inserts delayed", Count, Lower, "Inserts slowed down because of too many parts.", "columnar-store"},
    MetricInfo{"parts.max", "active parts max", Count, Lower, "Most active parts at the same time.", "columnar-store"},
    MetricInfo{"events", "events appended", Count, Neither, "Events appended to an event store.", "event-store"},
    MetricInfo{"conflicts", "version conflicts", Count, Lower, "Appends that found another version than they had read.", "event-store"},
    MetricInfo{"conflicts.failed", "version conflicts given up", Count, Lower, "Writes that failed because of version conflicts.", "event-store"},
    MetricInfo{"snapshots", "snapshots", Count, Neither, "Snapshots written.", "event-store"},
    MetricInfo{"replay.mean", "events replayed mean", Number, Lower, "Events applied to load an aggregate.", "event-store"},
    MetricInfo{"balance", "balance", Number, Neither, "What the events of all accounts add up to at the end.", "event-store"},
    MetricInfo{"balance.rebuilt", "balance rebuilt", Number, Neither, "What they added up to at the past time that was asked for.", "event-store"},
    MetricInfo{"records", "records read", Count, Neither, "Records that a stream processor read, repeated ones included.", "stream-processor"},
    MetricInfo{"records.repeated", "records read again", Count, Lower, "Records after the last checkpoint when a stream processor was restarted from it.", "stream-processor"},
    MetricInfo{"late_events", "late events dropped", Count, Lower, "Records dropped because the watermark had passed the end of their windows.", "stream-processor"},
    MetricInfo{"results", "window results", Count, Neither, "Results sent, one for each window and key, repeated ones included.", "stream-processor"},
    MetricInfo{"results.counted", "records in results", Count, Neither, "Records that the results tell of, each result once.", "stream-processor"},
    MetricInfo{"results.open", "records in open windows", Count, Neither, "Records in windows without a result at the end.", "stream-processor"},
    MetricInfo{"results.duplicates", "repeated results", Count, Lower, "Results sent again after a restart from a checkpoint.", "stream-processor"},
    MetricInfo{"result_delay.p50", "result delay p50", Seconds, Lower, "Median time from the newest event of a result until the sink has it.", "stream-processor"},
    MetricInfo{"result_delay.p99", "result delay p99", Seconds, Lower, "99th percentile of that time.", "stream-processor"},
    MetricInfo{"backpressure", "time blocked by the sink", Seconds, Lower, "Time that consumers waited for the sink, over all of them.", "stream-processor"},
    MetricInfo{"checkpoints", "checkpoints", Count, Neither, "Checkpoints completed, for which the whole job must run.", "stream-processor"},
    MetricInfo{"alignment.p99", "checkpoint alignment p99", Seconds, Lower, "99th percentile of the time until no record was half-way.", "stream-processor"},
    MetricInfo{"job_restarts", "job restarts", Count, Lower, "Restarts of a stream processor from its last checkpoint.", "stream-processor"},
    MetricInfo{"staleness.mean", "staleness mean", Seconds, Lower, "Of a database: how far a replica is behind when it is read. Of a read model: from the publication of an event until it is applied. Of a dashboard: age of the newest event in its store.", "database, read-model, dashboard"},
    MetricInfo{"staleness.p99", "staleness p99", Seconds, Lower, "99th percentile of the same.", "database, read-model, dashboard"},
    MetricInfo{"alerts", "alerts", Count, Neither, "Alerts that somebody was told of.", "pager"},
    MetricInfo{"alert_delay.mean", "alert delay mean", Seconds, Lower, "Time from the event until somebody was told.", "pager"},
    MetricInfo{"alert_delay.p99", "alert delay p99", Seconds, Lower, "99th percentile of that time.", "pager"},
};

constexpr std::array kChannelMetrics{
    MetricInfo{"published", "published", Count, Neither, "Copies of messages, not messages: one for each subscription at each attempt to publish, so that what an outbox publishes again counts again, and the extra ones. What is published where nobody subscribes counts none."},
    MetricInfo{"extra", "extra", Count, Neither, "Of those, copies that no design asked for: duplicates and foreign messages of faults, what a producer repeated although it had arrived, those that each instance got, retained messages and wills."},
    MetricInfo{"delivered", "delivered", Count, Neither, "Copies acknowledged by subscribers."},
    MetricInfo{"redelivered", "redelivered", Count, Lower, "Deliveries of a message that had been delivered before. The ledger of the channel counts them by cause: rejected, not-settled-in-time, consumer-lost, reassigned, broker-lost, replayed, answer-lost."},
    MetricInfo{"out_of_order", "out of order", Count, Lower, "Messages that took effect at a subscriber after one of the same key that was published later. Of keys that flows share; what the subscriber had done before does not count."},
    MetricInfo{"lost", "lost", Count, Lower, "Copies that are gone without having been handled, and that no outbox publishes again."},
    MetricInfo{"dead_lettered", "dead-lettered", Count, Lower, "Copies moved to a dead-letter channel. In one that nobody reads they count here only."},
    MetricInfo{"aborted", "aborted", Count, Lower, "Copies whose transaction was aborted. They are not lost: what they were made of is processed again."},
    MetricInfo{"depth.mean", "depth mean", Number, Lower, "Copies waiting or unacknowledged, averaged over time."},
    MetricInfo{"depth.max", "depth max", Count, Lower, "Most copies waiting at the same time."},
    MetricInfo{"partition_lag.max", "partition lag max", Count, Lower, "Most records of one partition of a log that a consumer group had not committed."},
    MetricInfo{"deduplicated", "deduplicated", Count, Neither, "Messages that the broker accepted and dropped, because it had had them already."},
    MetricInfo{"requests", "billed requests", Count, Lower, "Requests that the service bills: calls, each 64 KiB counted as one; empty receives; deliveries that cost something."},
    MetricInfo{"requests.empty", "empty receives", Count, Lower, "Of the billed requests, receives that returned nothing."},
    MetricInfo{"cost", "cost", Dollars, Lower, "What the billed requests cost, from the end of the warm-up on."},
    MetricInfo{"cost.hourly", "cost per hour", Dollars, Lower, "The same for an hour that is like the measured time."},
    MetricInfo{"delay.mean", "delay mean", Seconds, Lower, "Time from the publish to the start of its handler."},
    MetricInfo{"delay.p50", "delay p50", Seconds, Lower, "Median of that time."},
    MetricInfo{"delay.p95", "delay p95", Seconds, Lower, "95th percentile of that time."},
    MetricInfo{"delay.p99", "delay p99", Seconds, Lower, "99th percentile of that time."},
};

constexpr std::array kFaultMetrics{
    MetricInfo{"recovery", "recovery time", Seconds, Lower, "From the end of the fault until answers are as quick and as sure as before it."},
    MetricInfo{"drain", "time to drain", Seconds, Lower, "From the end of the fault until the backlog of unfinished flows is back to its level before."},
    MetricInfo{"backlog.max", "peak backlog", Count, Lower, "Most unfinished flows at the same time, from the start of the fault until it is over and its backlog is gone, or another fault begins after it."},
};

}  // namespace

std::span<const MetricInfo> flowMetrics() { return kFlowMetrics; }
std::span<const MetricInfo> componentMetrics() { return kComponentMetrics; }

bool isOfKind(const MetricInfo& metric, std::string_view kind)
{
    const std::string list = ", " + std::string(metric.kinds) + ", ";
    return metric.kinds.empty() || list.find(", " + std::string(kind) + ", ") != std::string::npos;
}

std::span<const MetricInfo> channelMetrics() { return kChannelMetrics; }
std::span<const MetricInfo> faultMetrics() { return kFaultMetrics; }

bool isMeasuredInWindows(std::string_view name)
{
    const bool isHighest = name == "queue.max" || name == "depth.max" || name == "partition_lag.max";
    const bool isOfFault = std::any_of(kFaultMetrics.begin(), kFaultMetrics.end(), [&](const MetricInfo& info) { return info.name == name; });
    const bool isBilled = name == "deduplicated" || name.starts_with("requests") || name.starts_with("cost");
    const auto info = std::ranges::find(kComponentMetrics, name, &MetricInfo::name);
    const bool isOwn = info != kComponentMetrics.end() && !info->kinds.empty();
    return !isHighest && !isOfFault && !isOwn && !isBilled && name != "visibility";
}

const MetricInfo* findMetric(std::string_view name)
{
    const std::string_view plain = name.substr(0, name.find('@'));
    for (const auto metrics : {flowMetrics(), componentMetrics(), channelMetrics(), faultMetrics()}) {
        for (const MetricInfo& metric : metrics) {
            if (metric.name == plain)
                return &metric;
        }
    }
    return nullptr;
}

}  // namespace stormglass::results
