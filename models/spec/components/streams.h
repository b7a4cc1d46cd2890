// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of what consumes streams of events, and of what people look at in the end.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

enum class WindowKind { Tumbling, Sliding, Session };
[[nodiscard]] std::span<const std::string_view> namesOf(WindowKind);

enum class RestartStrategy {
    Default,          ///< None without checkpoints, ExponentialDelay with them.
    None,             ///< With the first failure the job has failed.
    ExponentialDelay  ///< It is started again, however often.
};
[[nodiscard]] std::span<const std::string_view> namesOf(RestartStrategy);

/// Counts the records of a topic by key and window of event time, after Flink.
///
/// The watermark is the least, over the partitions, of the greatest event time seen, less the out-of-orderness. A window
/// yields one result for each key when the watermark passes its end; records behind it are late, and dropped. While
/// results are on their way out, their consumer does not poll (back-pressure). State and offsets are kept by checkpoints; when
/// an instance dies, all are started again from the last one, and results that had been written since come again; or the job
/// has failed (RestartStrategy).
struct StreamProcessorSettings {
    static constexpr std::string_view kKind = "stream-processor";
    Placement placement;
    std::string source;           ///< A Kafka topic.
    std::string results;          ///< Channel; may be empty.
    std::string store;            ///< Store that results are written to; may be empty.
    std::int64_t consumers = 1;   ///< Of each instance: subtasks.
    Distribution processTime{distribution::Constant{std::chrono::microseconds{50}}};
    WindowKind window = WindowKind::Tumbling;
    Duration size = std::chrono::seconds{10};
    Duration slide = std::chrono::seconds{1};
    Duration gap = std::chrono::seconds{10};
    std::int64_t keys = 100;
    Duration outOfOrderness = std::chrono::seconds{1};
    Duration idleness{0};
    Distribution eventDelay{distribution::Constant{Duration{0}}};
    Duration checkpointInterval{0};
    Duration checkpointPause = std::chrono::milliseconds{100};
    Duration startupTime = std::chrono::seconds{5};
    RestartStrategy restartStrategy = RestartStrategy::Default;
    bool operator==(const StreamProcessorSettings&) const = default;
};
/// Whether the job goes on when an instance has died.
[[nodiscard]] bool isRestarted(const StreamProcessorSettings& processor);

/// A projection: applies events to a store that is made for reading. It is behind what has been committed.
struct ReadModelSettings {
    static constexpr std::string_view kKind = "read-model";
    Placement placement;
    std::vector<std::string> consumes;
    std::string store;
    std::int64_t consumers = 1;
    Distribution applyTime{distribution::Constant{std::chrono::milliseconds{1}}};
    Duration startupTime{0};
    bool operator==(const ReadModelSettings&) const = default;
};

/// Queries a store again and again and shows what it finds.
struct DashboardSettings {
    static constexpr std::string_view kKind = "dashboard";
    Placement placement;
    std::string store;
    Duration refresh = std::chrono::seconds{5};
    Duration minRefreshInterval = std::chrono::seconds{5};
    std::int64_t panels = 4;
    bool operator==(const DashboardSettings&) const = default;
};

/// Tells somebody of each message.
struct PagerSettings {
    static constexpr std::string_view kKind = "pager";
    Placement placement;
    std::vector<std::string> consumes;
    Distribution notifyTime{distribution::Constant{std::chrono::milliseconds{500}}};
    bool operator==(const PagerSettings&) const = default;
};

void describe(FieldVisitor& visit, StreamProcessorSettings& processor);
void describe(FieldVisitor& visit, ReadModelSettings& model);
void describe(FieldVisitor& visit, DashboardSettings& dashboard);
void describe(FieldVisitor& visit, PagerSettings& pager);

}  // namespace stormglass::spec
