// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lines of "expect", in the manner of load-test thresholds.
//
//   p99(order.latency) < 800ms            success(order) > 99.9%            lost(messages) == 0
//   p99(order.ack) < 200ms                accepted(order) >= 99%            inconsistent(sagas) == 0
//   recovery(after: kill-payment) < 30s   compensated(order) < 5%           depth.max(payment-events) < 10k
//
// A line is metric(subject) comparison threshold. A statistic of a quantity may be written the way people say it:
// p99(order.ack) is the metric ack.p99 of order, and latency is another word for completion.
#pragma once

#include "simcore/base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace stormglass::spec {

enum class Comparison { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual };

/// The unit in which the threshold is written.
enum class ThresholdUnit { None, Time, Share, Rate };

/// An expectation taken apart. Whether there is such a metric and such a subject is not known here.
struct ParsedExpectation {
    std::string metric;   ///< As results::MetricInfo::name: "completion.p99", "lost".
    std::string subject;  ///< Name of a flow, component, channel or fault; empty: all channels ("messages") or flows ("sagas").
    Comparison comparison = Comparison::Less;
    double threshold = 0;  ///< In the base unit: seconds, 1, per second.
    ThresholdUnit unit = ThresholdUnit::None;

    bool operator==(const ParsedExpectation&) const = default;
};

/// A failure says what was expected and what was found.
[[nodiscard]] Result<ParsedExpectation> readExpectation(std::string_view text);

/// What a quantity can be summed up by: "mean", "p99".
[[nodiscard]] std::span<const std::string_view> statistics();
/// "mean, max, p50, p90, p95, p99, p99.9"
[[nodiscard]] std::string statisticsText();

/// NaN compares false with everything, also with !=.
[[nodiscard]] bool holds(double value, Comparison comparison, double threshold);

/// Whether a is farther than b from what is expected, or farther on the wrong side of it; NaN is no value.
[[nodiscard]] bool isFarther(double a, double b, const ParsedExpectation& expectation);

/// "<", "<=", ">", ">=", "==", "!="
[[nodiscard]] std::string_view toText(Comparison comparison);

}  // namespace stormglass::spec
