// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/streams.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(WindowKind)
{
    static constexpr std::string_view kNames[] = {"tumbling", "sliding", "session"};
    return kNames;
}

std::span<const std::string_view> namesOf(RestartStrategy)
{
    static constexpr std::string_view kNames[] = {"default", "none", "exponential-delay"};
    return kNames;
}

bool isRestarted(const StreamProcessorSettings& processor)
{
    return processor.restartStrategy == RestartStrategy::ExponentialDelay
        || (processor.restartStrategy == RestartStrategy::Default && processor.checkpointInterval > Duration::zero());
}

void describe(FieldVisitor& visit, StreamProcessorSettings& processor)
{
    describe(visit, processor.placement);
    visit.reference("source", processor.source, RefersTo::Channel, {.help = "Kafka topic that is read; its records can be read again after a crash.", .isRequired = true});
    visit.reference("results", processor.results, RefersTo::Channel, {.help = "Channel that results are published to; absent: none."});
    visit.reference("store", processor.store, RefersTo::Store, {.help = "Store that results are written to; absent: none."});
    visit.integer("consumers", processor.consumers, {.help = "Parallel subtasks of each instance. Partitions are shared out among all; more subtasks than partitions have nothing to do.", .source = "Flink: parallelism.default 1, taskmanager.numberOfTaskSlots 1", .min = 1, .max = 10000});
    visit.distribution("process_time", processor.processTime, {.help = "Work per record."});
    visit.choice("window", processor.window,
                 {.help = "tumbling: each record is in one window of the size. sliding: windows of the size begin every slide. "
                          "session: records of a key with less than the gap between them.",
                  .source = "Flink, Windows"});
    visit.duration("size", processor.size, {.help = "Length of tumbling and sliding windows.", .min = 1});
    visit.duration("slide", processor.slide, {.help = "Time between the starts of sliding windows.", .min = 1});
    visit.duration("gap", processor.gap, {.help = "Silence that ends a session.", .min = 1});
    visit.integer("keys", processor.keys, {.help = "Groups that are counted apart: the key of the message, modulo this.", .min = 1, .max = 1e6});
    visit.duration("out_of_orderness", processor.outOfOrderness,
                   {.help = "The watermark is so far behind the newest event time.", .source = "Flink, forBoundedOutOfOrderness"});
    visit.duration("idleness", processor.idleness,
                   {.help = "A partition without records for so long does not hold the watermark back; 0s: it does, and windows stay open.", .source = "Flink, withIdleness: off unless set"});
    visit.distribution("event_delay", processor.eventDelay,
                       {.help = "How long events have been on their way before they enter the system, as from a phone that was offline."});
    visit.duration("checkpoint_interval", processor.checkpointInterval,
                   {.help = "Time between checkpoints, which keep the state and the offsets together; 0s: none, so a crash ends the job (see restart_strategy), or loses the state.", .source = "Flink, execution.checkpointing.interval: off unless set"});
    visit.duration("checkpoint_pause", processor.checkpointPause, {.help = "How long a checkpoint stops the processing, once no record is half-way."});
    visit.choice("restart_strategy", processor.restartStrategy,
                 {.help = "What a crash does. none: the job has failed; nothing is read any more, also when the instance is back. exponential-delay: all instances are started again from the last checkpoint, after startup_time. default: none without checkpoints, else exponential-delay.",
                  .source = "Flink, Task Failure Recovery: restart-strategy.type; with checkpoints exponential-delay since 1.19 (FLIP-364), fixed-delay without end before"});
    visit.duration("startup_time", processor.startupTime, {.help = "Time from a crash to the first record: deployment of the job and its state. All instances are started again when one has died, and read when all are there.",
                    .source = "Flink, Task Failure Recovery: the whole region; restart-strategy.exponential-delay.initial-backoff 1 s"});
}

void describe(FieldVisitor& visit, ReadModelSettings& model)
{
    describe(visit, model.placement);
    visit.references("consumes", model.consumes, RefersTo::Channel, {.help = "Channels whose events are applied."});
    visit.reference("store", model.store, RefersTo::Store, {.help = "Store that holds the read model; absent: the write costs no query."});
    visit.integer("consumers", model.consumers, {.help = "Consumers of each instance on each of its channels.", .min = 1, .max = 10000});
    visit.distribution("apply_time", model.applyTime, {.help = "Work per event."});
    visit.duration("startup_time", model.startupTime, {.help = "Time from the start of an instance to its first event."});
}

void describe(FieldVisitor& visit, DashboardSettings& dashboard)
{
    describe(visit, dashboard.placement);
    visit.reference("store", dashboard.store, RefersTo::Store, {.help = "Store that is queried.", .isRequired = true});
    visit.duration("refresh", dashboard.refresh, {.help = "Time between two refreshes; at least min_refresh_interval.", .source = "our own: what Grafana allows by default", .min = 1e6});
    visit.duration("min_refresh_interval", dashboard.minRefreshInterval, {.help = "The server takes no dashboard with a shorter refresh.", .source = "Grafana manual, Configure Grafana, dashboards", .min = 1e6});
    visit.integer("panels", dashboard.panels, {.help = "Queries of each refresh, one after the other.", .min = 1, .max = 1000});
}

void describe(FieldVisitor& visit, PagerSettings& pager)
{
    describe(visit, pager.placement);
    visit.references("consumes", pager.consumes, RefersTo::Channel, {.help = "Channels of alerts."});
    visit.distribution("notify_time", pager.notifyTime, {.help = "Time to notify a person."});
}

}  // namespace stormglass::spec
