// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures that a run yields, each described once.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass::results {

/// What a figure is measured in; decides how it is written for people.
enum class Unit { Seconds, Count, PerSecond, Ratio, Number, Dollars };
/// Which direction is an improvement, for verdicts.
enum class Better { Lower, Higher, Neither };

/// One sort of figure, whatever it is measured at.
struct MetricInfo {
    std::string_view name;   ///< "ack.p99"; the full key of a figure is subject + "." + name: "order.ack.p99".
    std::string_view label;  ///< "acknowledgement p99", for tables.
    Unit unit = Unit::Number;
    Better better = Better::Neither;
    std::string_view help;
    std::string_view kinds = {};  ///< Of components that have it, divided by ", "; empty: all. Known at the end of a run only.
};

/// Every metric of a flow, a component, a channel and the run, in the order of reports.
[[nodiscard]] std::span<const MetricInfo> flowMetrics();
[[nodiscard]] std::span<const MetricInfo> componentMetrics();
/// Whether components of the kind have it. Precondition: it is one of componentMetrics().
[[nodiscard]] bool isOfKind(const MetricInfo& metric, std::string_view kind);
[[nodiscard]] std::span<const MetricInfo> channelMetrics();
[[nodiscard]] std::span<const MetricInfo> faultMetrics();
/// Whether it can be told of any window of a run while the run goes on: not of the highest level reached, of what a design
/// is, and of what is known at the end only.
[[nodiscard]] bool isMeasuredInWindows(std::string_view name);
/// Null if there is none of that name.
[[nodiscard]] const MetricInfo* findMetric(std::string_view name);

/// The value of a figure of which nothing was measured.
inline constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

enum class SubjectKind { Flow, Component, Channel, Fault };

/// One figure of one run.
struct Metric {
    SubjectKind kind = SubjectKind::Flow;
    std::string subject;  ///< "order"
    std::string name;     ///< "ack.p99"; a phase is part of it: "ack.p99@fault".
    double value = 0;     ///< In the base unit: seconds, 1, per second. NaN: nothing was measured.
    std::uint64_t samples = 0;
    /// Of the 95 % interval by batch means within this run, for means over flows; 0: none.
    double halfWidth = 0;

    [[nodiscard]] std::string key() const { return subject + "." + name; }
    bool operator==(const Metric&) const = default;
};

}  // namespace stormglass::results
