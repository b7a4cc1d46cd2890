// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which instances a fault hits.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// How many of the target's instances are hit. The names are those of Chaos Mesh (PodSelector mode and value).
enum class VictimMode {
    All,
    One,
    Fixed,           ///< count of them.
    FixedPercent,    ///< share of them, rounded up.
    RandomMaxPercent ///< Anything from one to share of them, each number as likely as the others.
};
[[nodiscard]] std::span<const std::string_view> namesOf(VictimMode);

/// A component, or everything that runs on a host or in a zone, and which of those instances.
///
/// Unless all are hit, they are drawn by the seed, anew each time the fault begins: the same in every design.
struct Victims {
    std::string target;
    VictimMode mode = VictimMode::All;
    std::int64_t count = 1;  ///< Only for Fixed.
    double share = 0.5;      ///< Only for the percent modes.
    bool operator==(const Victims&) const = default;
};

/// The fields stand beside those of the fault, in the same object.
void describe(FieldVisitor& visit, Victims& victims);
/// Of a fault that knows components only.
void describeComponent(FieldVisitor& visit, Victims& victims, std::string_view help);

/// "payment was down", "2 instances of payment were down": for sentences.
[[nodiscard]] std::string phraseOf(const Victims& victims, std::string_view state);

/// Components that take requests.
inline constexpr std::string_view kServingKinds[] = {"gateway", "service", "orchestrator", "external"};
/// Components that consist of processes.
inline constexpr std::string_view kProcessKinds[]
    = {"gateway", "service", "orchestrator", "external", "stream-processor", "read-model", "dashboard", "pager", "database", "cache",
       "columnar-store", "time-series-store", "event-store", "kafka", "mqtt", "nats", "pulsar", "rabbitmq", "redis"};
/// Components that take requests and are one's own.
inline constexpr std::string_view kOwnKinds[] = {"gateway", "service", "orchestrator"};

class FaultScope;
/// A target without instances, and a mode that does not fit it.
void checkVictims(const Victims& victims, FaultScope& scope);
/// The same for a fault that only components of these kinds can have.
void checkVictims(const Victims& victims, FaultScope& scope, std::span<const std::string_view> kinds);

}  // namespace stormglass::spec
