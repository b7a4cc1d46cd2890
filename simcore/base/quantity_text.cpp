// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/quantity_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <span>

namespace stormglass {
namespace {

struct Unit {
    std::string_view name;
    double factor;
};

constexpr std::array kDurations{Unit{"d", 86400e9}, Unit{"h", 3600e9}, Unit{"m", 60e9}, Unit{"min", 60e9},
                                Unit{"s", 1e9},     Unit{"ms", 1e6},   Unit{"us", 1e3}, Unit{"ns", 1}};
constexpr std::array kBytes{Unit{"GiB", 1073741824.0}, Unit{"GB", 1e9},   Unit{"MiB", 1048576.0},
                            Unit{"MB", 1e6},           Unit{"KiB", 1024}, Unit{"kB", 1e3},
                            Unit{"KB", 1e3},           Unit{"B", 1}};
constexpr std::array kRates{Unit{"M/s", 1e6},          Unit{"k/s", 1e3},         Unit{"/s", 1},
                            Unit{"k/min", 1000.0 / 60}, Unit{"/min", 1.0 / 60},   Unit{"/h", 1.0 / 3600},
                            Unit{"/d", 1.0 / 86400}};
constexpr std::array kBandwidths{Unit{"Gbps", 125e6},   Unit{"Mbps", 125e3},       Unit{"kbps", 125},
                                 Unit{"bps", 0.125},    Unit{"GiB/s", 1073741824}, Unit{"MiB/s", 1048576},
                                 Unit{"KiB/s", 1024},   Unit{"GB/s", 1e9},         Unit{"MB/s", 1e6},
                                 Unit{"kB/s", 1e3},     Unit{"B/s", 1}};

/// A number without sign or exponent in front of the text, which is cut off. User files have no "1e9s".
std::optional<double> takeNumber(std::string_view& text)
{
    double value = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{})
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    return value;
}

std::optional<double> readOne(std::string_view text, std::span<const Unit> units)
{
    const std::optional<double> number = takeNumber(text);
    if (!number)
        return std::nullopt;
    if (text.starts_with(' '))
        text.remove_prefix(1);
    for (const Unit& unit : units) {
        if (unit.name == text)
            return *number * unit.factor;
    }
    return std::nullopt;
}

/// The largest unit in which the value is a short number that reads back exactly.
std::string write(double value, std::span<const Unit> units, std::string_view smallest)
{
    std::string best;
    for (const Unit& unit : units) {
        if (unit.name == "min" || unit.name == "KB" || value < unit.factor)
            continue;
        std::string text = numberToText(value / unit.factor);
        if (readOne(text + std::string(unit.name), units) != value)
            continue;
        text += unit.name;
        if (best.empty() || text.size() < best.size())
            best = text;
    }
    return best.empty() ? numberToText(value) + std::string(smallest) : best;
}

}  // namespace

std::optional<Duration> readDuration(std::string_view text)
{
    double total = 0;
    double lastFactor = 1e300;
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        const std::optional<double> number = takeNumber(text);
        if (!number)
            return std::nullopt;
        const std::size_t length = text.find_first_of("0123456789");
        const std::string_view name = text.substr(0, length);
        const Unit* found = nullptr;
        for (const Unit& unit : kDurations) {
            if (unit.name == name)
                found = &unit;
        }
        if (found == nullptr || found->factor >= lastFactor)
            return std::nullopt;
        lastFactor = found->factor;
        total += *number * found->factor;
        text.remove_prefix(name.size());
    }
    if (total > 9.2e18)
        return std::nullopt;
    return Duration{std::llround(total)};
}

std::optional<std::int64_t> readBytes(std::string_view text)
{
    const std::optional<double> bytes = readOne(text, kBytes);
    if (!bytes || *bytes > 9e18 || *bytes != std::floor(*bytes))
        return std::nullopt;
    return static_cast<std::int64_t>(*bytes);
}

std::optional<double> readRate(std::string_view text) { return readOne(text, kRates); }
std::optional<double> readBandwidth(std::string_view text) { return readOne(text, kBandwidths); }

std::optional<double> readPercent(std::string_view text)
{
    if (!text.ends_with('%'))
        return std::nullopt;
    text.remove_suffix(1);
    const std::optional<double> number = takeNumber(text);
    if (!number || !text.empty())
        return std::nullopt;
    return *number / 100;
}

std::string toText(Duration duration)
{
    if (duration < Duration::zero())
        return "-" + toText(-duration);
    return write(static_cast<double>(duration.count()), kDurations, "ns");
}

std::string bytesToText(std::int64_t bytes) { return write(static_cast<double>(bytes), kBytes, "B"); }
std::string rateToText(double perSecond) { return write(perSecond, kRates, "/s"); }
std::string bandwidthToText(double bytesPerSecond) { return write(bytesPerSecond, kBandwidths, "B/s"); }

std::string percentToText(double ratio)
{
    // 0.07 * 100 is 7.000000000000001: of the two candidates, take the one that reads back.
    const std::string exact = numberToText(ratio * 100);
    const double rounded = std::round(ratio * 100 * 1e9) / 1e9;
    return (rounded / 100 == ratio ? numberToText(rounded) : exact) + "%";
}

std::string numberToText(double number)
{
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                            std::chars_format::fixed);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string("0");
}

}  // namespace stormglass
