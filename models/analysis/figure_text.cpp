// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/figure_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace stormglass::analysis {
namespace {

using results::Unit;

constexpr const char* kNoFigure = "–";

std::string fixed(double value, int decimals)
{
    std::array<char, 400> buffer{};
    const auto [end, error]
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string("?");
}

std::string withoutTrailingZeros(std::string text)
{
    if (text.find('.') == std::string::npos)
        return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

std::string withThousandsApart(std::string text)
{
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    std::size_t at = std::min(text.find('.'), text.size());
    while (at > first + 3) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

/// Decimals that leave so many significant digits.
int decimalsFor(double value, int digits = 3)
{
    const double size = std::abs(value);
    if (size == 0)
        return 0;
    return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(size * 1.0005))), 0, 9);
}

struct Scale {
    double factor;  ///< What one unit is in the base unit.
    const char* name;
};

const Scale& scaleFor(double value, std::span<const Scale> fromLargeToSmall)
{
    for (const Scale& scale : fromLargeToSmall) {
        if (std::abs(value) >= scale.factor * 0.9995)
            return scale;
    }
    return fromLargeToSmall.back();
}

/// The same scale for a value and its interval, chosen by the value.
Scale scaleOf(double value, Unit unit)
{
    static constexpr std::array kSeconds{Scale{7200, " h"}, Scale{120, " min"}, Scale{1, " s"},
                                         Scale{1e-3, " ms"}, Scale{1e-6, " µs"}, Scale{1e-9, " ns"}};
    static constexpr std::array kCounts{Scale{1e9, " G"}, Scale{1e6, " M"}, Scale{1, ""}};
    static constexpr std::array kRates{Scale{1e9, " G/s"}, Scale{1e6, " M/s"}, Scale{1, " /s"}};
    switch (unit) {
    case Unit::Seconds: {
        // Two hours and two minutes are where the larger unit starts to read better, not what it measures.
        Scale scale = value == 0 ? Scale{1, " s"} : scaleFor(value, kSeconds);
        if (scale.factor >= 120)
            scale.factor = scale.factor == 120 ? 60 : 3600;
        return scale;
    }
    case Unit::PerSecond:
        return scaleFor(value, kRates);
    case Unit::Ratio:
        return {0.01, " %"};
    case Unit::Dollars:
        return {1, " USD"};
    case Unit::Count:
    case Unit::Number:
        break;
    }
    return scaleFor(value, kCounts);
}

/// " ± 3", or nothing if the interval is unknown, or empty but for rounding. Two digits are as many as it is worth.
std::string intervalToText(double mean, double halfWidth, const Scale& scale)
{
    if (std::isnan(halfWidth) || halfWidth <= 1e-9 * std::abs(mean))
        return {};
    const double number = halfWidth / scale.factor;
    return " ± " + withThousandsApart(withoutTrailingZeros(fixed(number, decimalsFor(number, 2))));
}

std::string shareToText(double value)
{
    const double percent = value * 100;
    if (percent > 0 && percent < 0.001)
        return "<0.001 %";
    if (percent > 99.999 && percent < 100)
        return ">99.999 %";
    int decimals = decimalsFor(percent);
    // The digits that tell 99.95 % from 99.995 % are those of what is missing.
    if (percent >= 99 && percent < 100)
        decimals = std::max(1, decimalsFor(100 - percent) - 2);
    return withoutTrailingZeros(fixed(percent, decimals)) + " %";
}

}  // namespace

std::string shortNumber(double value)
{
    if (std::isnan(value))
        return kNoFigure;
    return withThousandsApart(withoutTrailingZeros(fixed(value, decimalsFor(value))));
}

std::string figureToText(double value, Unit unit)
{
    if (std::isnan(value))
        return kNoFigure;
    if (std::isinf(value))
        return value > 0 ? "∞" : "-∞";
    if (unit == Unit::Ratio)
        return shareToText(value);
    const Scale scale = scaleOf(value, unit);
    return shortNumber(value / scale.factor) + scale.name;
}

std::string differenceToText(double mean, double halfWidth, Unit unit)
{
    if (std::isnan(mean))
        return kNoFigure;
    const Scale scale = scaleOf(mean, unit);
    const std::string sign = mean < 0 ? "−" : mean > 0 ? "+" : "";
    return sign + shortNumber(std::abs(mean) / scale.factor) + intervalToText(mean, halfWidth, scale)
        + (unit == Unit::Ratio ? " pp" : scale.name);
}

std::string estimateToText(double mean, double halfWidth, Unit unit)
{
    const std::string text = figureToText(mean, unit);
    const Scale scale = scaleOf(mean, unit);
    const std::string suffix = scale.name;
    // "<0.001 %" has no place for an interval.
    if (std::isnan(mean) || std::isinf(mean) || text.starts_with('<') || text.starts_with('>'))
        return text;
    return text.substr(0, text.size() - suffix.size()) + intervalToText(mean, halfWidth, scale) + suffix;
}

}  // namespace stormglass::analysis
