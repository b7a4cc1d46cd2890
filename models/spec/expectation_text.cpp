// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/expectation_text.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace stormglass::spec {
namespace {

constexpr std::array<std::string_view, 6> kComparisons{"<", "<=", ">", ">=", "==", "!="};
constexpr std::array<std::string_view, 7> kStatistics{"mean", "max", "p50", "p90", "p95", "p99", "p99.9"};
constexpr std::string_view kExample = "such as \"p99(order.latency) < 800ms\"";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string found(std::string_view text)
{
    constexpr std::size_t kMost = 80;
    return text.empty() ? ", found nothing"
                        : ", found \"" + std::string(text.substr(0, kMost)) + (text.size() > kMost ? "...\"" : "\"");
}

bool isStatistic(std::string_view name) { return std::ranges::find(kStatistics, name) != kStatistics.end(); }

/// "metric(subject)" without the brackets.
struct Measured {
    std::string_view metric;
    std::string_view subject;
};

Result<Measured> readMeasured(std::string_view text)
{
    const std::size_t open = text.find('(');
    const std::string_view metric = trimmed(text.substr(0, open));
    if (open == std::string_view::npos || metric.empty() || !text.ends_with(')'))
        return Failure{"expected metric(subject) before the comparison, " + std::string(kExample) + found(text)};
    const std::string_view subject = trimmed(text.substr(open + 1, text.size() - open - 2));
    if (subject.empty() || subject.find_first_of("() \t") != std::string_view::npos) {
        const bool isFault = subject.starts_with("after:");
        if (!isFault)
            return Failure{"expected one name in the brackets, " + std::string(kExample) + found(subject)};
    }
    return Measured{metric, subject};
}

/// Brings the ways to write a metric to the one of the results.
Result<ParsedExpectation> toMetric(const Measured& measured)
{
    constexpr std::string_view kAfter = "after:";
    ParsedExpectation parsed;
    parsed.metric = measured.metric;
    parsed.subject = measured.subject;
    if (measured.subject.starts_with(kAfter)) {
        parsed.subject = trimmed(measured.subject.substr(kAfter.size()));
        if (parsed.subject.empty())
            return Failure{"expected the name of a fault after \"after:\", found nothing"};
        return parsed;
    }
    if (measured.subject == "messages" || measured.subject == "sagas")
        parsed.subject.clear();
    if (isStatistic(measured.metric)) {
        const std::size_t dot = measured.subject.rfind('.');
        if (dot == std::string_view::npos || dot == 0 || dot + 1 == measured.subject.size()) {
            return Failure{"expected what " + parsed.metric + " is taken of, such as \"" + parsed.metric
                           + "(order.latency)\"" + found(measured.subject)};
        }
        const std::string_view quantity = measured.subject.substr(dot + 1);
        parsed.subject = measured.subject.substr(0, dot);
        parsed.metric = std::string(quantity == "latency" ? "completion" : quantity) + '.' + parsed.metric;
    } else if (measured.metric.starts_with("latency.")) {
        parsed.metric.replace(0, std::string_view("latency").size(), "completion");
    }
    return parsed;
}

/// A number with an optional k or M: "10k", "0", "2.5".
std::optional<double> readCount(std::string_view text)
{
    double factor = 1;
    if (text.ends_with('k') || text.ends_with('M')) {
        factor = text.ends_with('k') ? 1e3 : 1e6;
        text.remove_suffix(1);
    }
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    const bool isNumber = error == std::errc{} && rest == end && std::isfinite(value);
    return isNumber ? std::optional(value * factor) : std::nullopt;
}

Result<ParsedExpectation> readThreshold(ParsedExpectation parsed, std::string_view text)
{
    if (const auto time = readDuration(text)) {
        parsed.threshold = static_cast<double>(time->count()) / 1e9;  // exact for whole seconds, unlike x * 1e-9
        parsed.unit = ThresholdUnit::Time;
    } else if (const auto share = readPercent(text)) {
        parsed.threshold = *share;
        parsed.unit = ThresholdUnit::Share;
    } else if (const auto rate = readRate(text)) {
        parsed.threshold = *rate;
        parsed.unit = ThresholdUnit::Rate;
    } else if (const auto count = readCount(text)) {
        parsed.threshold = *count;
        parsed.unit = ThresholdUnit::None;
    } else {
        return Failure{"expected a threshold such as \"800ms\", \"99.9%\", \"200/s\" or \"10k\"" + found(text)};
    }
    return parsed;
}

}  // namespace

Result<ParsedExpectation> readExpectation(std::string_view text)
{
    const std::string_view line = trimmed(text);
    const std::size_t start = line.find_first_of("<>=!");
    const std::size_t end = std::min(line.find_first_not_of("<>=!", start), line.size());
    if (start == std::string_view::npos)
        return Failure{"expected a comparison, " + std::string(kExample) + found(line)};
    const std::string_view sign = line.substr(start, end - start);
    const auto comparison = std::ranges::find(kComparisons, sign);
    if (comparison == kComparisons.end())
        return Failure{"expected one of < <= > >= == !=" + found(sign)};

    const Result<Measured> measured = readMeasured(trimmed(line.substr(0, start)));
    if (!measured)
        return Failure{measured.message()};
    Result<ParsedExpectation> parsed = toMetric(measured.value());
    if (!parsed)
        return parsed;
    parsed.value().comparison = static_cast<Comparison>(comparison - kComparisons.begin());
    return readThreshold(std::move(parsed).value(), trimmed(line.substr(end)));
}

std::span<const std::string_view> statistics() { return kStatistics; }

std::string statisticsText()
{
    std::string text;
    for (const std::string_view name : kStatistics)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

bool holds(double value, Comparison comparison, double threshold)
{
    switch (comparison) {
    case Comparison::Less: return value < threshold;
    case Comparison::LessOrEqual: return value <= threshold;
    case Comparison::Greater: return value > threshold;
    case Comparison::GreaterOrEqual: return value >= threshold;
    case Comparison::Equal: return value == threshold;
    case Comparison::NotEqual: return !std::isnan(value) && value != threshold;
    }
    return false;
}

bool isFarther(double a, double b, const ParsedExpectation& expectation)
{
    using enum Comparison;
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(b);
    if (expectation.comparison == Less || expectation.comparison == LessOrEqual)
        return a > b;
    if (expectation.comparison == Greater || expectation.comparison == GreaterOrEqual)
        return a < b;
    return std::abs(a - expectation.threshold) > std::abs(b - expectation.threshold);
}

std::string_view toText(Comparison comparison) { return kComparisons[static_cast<std::size_t>(comparison)]; }

}  // namespace stormglass::spec
