// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/quantity_text.h"

#include <algorithm>
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

constexpr std::int64_t kLongestDuration = 9'200'000'000'000'000'000;  // 291 years, with room to add a little

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

const Unit* findUnit(std::string_view name, std::span<const Unit> units)
{
    const auto found = std::ranges::find(units, name, &Unit::name);
    return found != units.end() ? &*found : nullptr;
}

std::optional<double> readOne(std::string_view text, std::span<const Unit> units)
{
    const std::optional<double> number = takeNumber(text);
    if (!number)
        return std::nullopt;
    if (text.starts_with(' '))
        text.remove_prefix(1);
    const Unit* unit = findUnit(text, units);
    return unit != nullptr ? std::optional(*number * unit->factor) : std::nullopt;
}

/// "1.5" of a unit. The whole part is counted in integers: beyond 104 days a double has no single nanoseconds.
std::optional<std::int64_t> readNanoseconds(std::string_view number, const Unit& unit)
{
    const std::size_t point = std::min(number.find('.'), number.size());
    std::string_view fractionText = number.substr(point);
    const std::string withZero = "0" + std::string(fractionText);
    fractionText = withZero;
    const std::optional<double> fraction = takeNumber(fractionText);

    std::int64_t whole = 0;
    const auto [rest, error] = std::from_chars(number.data(), number.data() + point, whole);
    const auto factor = static_cast<std::int64_t>(unit.factor);
    if (point == 0 || error != std::errc{} || !fraction || !fractionText.empty())
        return std::nullopt;
    if (whole > kLongestDuration / factor)
        return std::nullopt;
    return whole * factor + std::llround(*fraction * unit.factor);
}

/// The largest unit in which the value is a short number that reads back exactly.
std::string inLargestUnit(double value, std::span<const Unit> units, std::string_view smallest)
{
    std::string best;
    for (const Unit& unit : units) {
        if (unit.name == "KB" || value < unit.factor)
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
    std::int64_t total = 0;
    double lastFactor = 1e300;
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        const std::size_t nameAt = std::min(text.find_first_not_of("0123456789."), text.size());
        const std::size_t end = std::min(text.find_first_of("0123456789", nameAt), text.size());
        const Unit* unit = findUnit(text.substr(nameAt, end - nameAt), kDurations);
        if (unit == nullptr || unit->factor >= lastFactor)
            return std::nullopt;
        const std::optional<std::int64_t> part = readNanoseconds(text.substr(0, nameAt), *unit);
        if (!part || *part > kLongestDuration - total)
            return std::nullopt;
        lastFactor = unit->factor;
        total += *part;
        text.remove_prefix(end);
    }
    return Duration{total};
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
    std::string_view rest = text;
    if (!takeNumber(rest) || !rest.empty())
        return std::nullopt;
    // Divided in decimal: some ratios are no double divided by 100.
    const std::string scaled = std::string(text) + "e-2";
    double ratio = 0;
    std::from_chars(scaled.data(), scaled.data() + scaled.size(), ratio);
    return ratio;
}

std::string toText(Duration duration)
{
    if (duration < Duration::zero())
        return "-" + toText(-duration);
    if (duration == Duration::zero())
        return "0s";
    std::string best = std::to_string(duration.count()) + "ns";
    for (const Unit& unit : kDurations) {
        const auto factor = static_cast<std::int64_t>(unit.factor);
        const std::int64_t whole = duration.count() / factor;
        if (unit.name == "min" || whole == 0)
            continue;
        const std::string fraction = numberToText(static_cast<double>(duration.count() % factor) / unit.factor);
        const std::string text = std::to_string(whole) + fraction.substr(1) + std::string(unit.name);
        if (readDuration(text) == duration && text.size() <= best.size())
            best = text;
    }
    return best;
}

std::string bytesToText(std::int64_t bytes) { return inLargestUnit(static_cast<double>(bytes), kBytes, "B"); }
std::string rateToText(double perSecond) { return inLargestUnit(perSecond, kRates, "/s"); }
std::string bandwidthToText(double bytesPerSecond) { return inLargestUnit(bytesPerSecond, kBandwidths, "B/s"); }

std::string percentToText(double ratio)
{
    // Moves the point in the decimal text, because 0.07 * 100 is 7.000000000000001.
    std::string text = numberToText(ratio);
    std::size_t point = std::min(text.find('.'), text.size());
    text.erase(point, 1).append(2, '0');
    point += 2;
    const std::size_t last = std::max(text.find_last_not_of('0') + 1, point);
    text.resize(last);
    if (last > point)
        text.insert(point, 1, '.');
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    while (text.size() > sign + 1 && text[sign] == '0' && text[sign + 1] != '.')
        text.erase(sign, 1);
    return text + "%";
}

std::string numberToText(double number)
{
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                            std::chars_format::fixed);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string("0");
}

}  // namespace stormglass
