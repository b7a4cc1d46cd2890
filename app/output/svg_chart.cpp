// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/svg_chart.h"

#include "app/output/junit.h"
#include "models/analysis/figure_text.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass {
namespace {

constexpr double kWidth = 520;
constexpr double kHeight = 230;
constexpr double kLeft = 58;
constexpr double kRight = 20;
constexpr double kTop = 12;
constexpr double kBottom = 28;
constexpr std::size_t kMostPoints = 600;

/// Coordinates with a tenth of a pixel.
std::string at(double pixels) { return numberToText(std::round(pixels * 10) / 10); }

struct Scale {
    double seconds = 0;
    double largest = 0;

    [[nodiscard]] std::string x(double time) const { return at(kLeft + (kWidth - kLeft - kRight) * time / seconds); }
    [[nodiscard]] std::string y(double value) const
    {
        return at(kHeight - kBottom - (kHeight - kTop - kBottom) * std::min(value / largest, 1.0));
    }
};

/// Means of neighbours, so that a long series stays a small file.
ChartLine thinned(const ChartLine& line)
{
    const std::size_t group = (line.values.size() + kMostPoints - 1) / kMostPoints;
    if (group < 2)
        return line;
    ChartLine thin = line;
    thin.values.clear();
    thin.window = line.window * static_cast<double>(group);
    for (std::size_t i = 0; i < line.values.size(); i += group) {
        double sum = 0;
        double count = 0;
        for (std::size_t j = i; j < std::min(i + group, line.values.size()); ++j) {
            if (!std::isnan(line.values[j])) {
                sum += line.values[j];
                count += 1;
            }
        }
        thin.values.push_back(sum / count);  // 0 / 0 is the NaN that says so.
    }
    return thin;
}

Scale scaleOf(const Chart& chart)
{
    Scale scale;
    for (const ChartLine& line : chart.lines) {
        scale.seconds = std::max(scale.seconds, line.window * static_cast<double>(line.values.size()));
        for (const double value : line.values) {
            if (std::isfinite(value))
                scale.largest = std::max(scale.largest, value);
        }
    }
    return scale;
}

std::string gridOf(const Chart& chart, const Scale& scale)
{
    std::string svg;
    for (const double tick : axisTicks(scale.largest)) {
        svg += "<line class=\"grid\" x1=\"" + at(kLeft) + "\" x2=\"" + at(kWidth - kRight) + "\" y1=\"" + scale.y(tick)
            + "\" y2=\"" + scale.y(tick) + "\"/><text class=\"tick\" text-anchor=\"end\" dy=\"0.35em\" x=\"" + at(kLeft - 8)
            + "\" y=\"" + scale.y(tick) + "\">" + escapeXml(analysis::figureToText(tick, chart.unit)) + "</text>";
    }
    for (const double tick : axisTicks(scale.seconds)) {
        if (tick <= scale.seconds)
            svg += "<text class=\"tick\" text-anchor=\"middle\" x=\"" + scale.x(tick) + "\" y=\"" + at(kHeight - 8) + "\">"
                + numberToText(tick) + " s</text>";
    }
    return svg;
}

std::string shadesOf(const Chart& chart, const Scale& scale)
{
    std::string svg;
    for (const ChartSpan& span : chart.spans) {
        const double to = std::min(span.to, scale.seconds);
        if (span.from >= to)
            continue;
        svg += std::string("<rect class=\"") + (span.isAside ? "aside" : "fault") + "\" x=\"" + scale.x(span.from)
            + "\" y=\"" + at(kTop) + "\" width=\"" + at((kWidth - kLeft - kRight) * (to - span.from) / scale.seconds)
            + "\" height=\"" + at(kHeight - kTop - kBottom) + "\"><title>" + escapeXml(span.name) + "</title></rect>";
    }
    return svg;
}

std::string pathOf(const ChartLine& line, const Scale& scale)
{
    std::string path;
    bool isDrawing = false;
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        if (!std::isfinite(line.values[i])) {
            isDrawing = false;
            continue;
        }
        const double middle = (static_cast<double>(i) + 0.5) * line.window;
        path += (isDrawing ? "L" : "M") + scale.x(std::min(middle, scale.seconds)) + " " + scale.y(line.values[i]);
        const bool isLast = i + 1 == line.values.size() || !std::isfinite(line.values[i + 1]);
        if (isLast && !isDrawing)
            path += "h0";  // A point by itself: its round ends make it a dot.
        isDrawing = true;
    }
    const std::string looks = line.isReference ? "line reference" : "line c" + std::to_string(line.colour);
    return "<path class=\"" + looks + "\" d=\"" + path + "\"><title>" + escapeXml(line.name) + "</title></path>";
}

}  // namespace

std::vector<double> axisTicks(double largest)
{
    if (!(largest > 0))
        return {0};
    const double power = std::pow(10, std::floor(std::log10(largest)));
    double step = power;
    for (const double factor : std::array{0.1, 0.2, 0.25, 0.5, 1.0, 2.0}) {
        if (largest / (factor * power) <= 5.5) {
            step = factor * power;
            break;
        }
    }
    std::vector<double> ticks;
    for (double i = 0; i * step <= largest * 1.0001; i += 1)
        ticks.push_back(i * step);
    return ticks;
}

std::string toSvg(const Chart& chart)
{
    const Scale scale = [&] {
        Scale raw = scaleOf(chart);
        raw.largest *= 1.08;  // Air above the highest line.
        return raw;
    }();
    if (!(scale.largest > 0) || !(scale.seconds > 0))
        return {};
    std::string svg = "<svg viewBox=\"0 0 " + at(kWidth) + " " + at(kHeight) + "\" role=\"img\" aria-label=\""
        + escapeXml(chart.title) + "\">" + shadesOf(chart, scale) + gridOf(chart, scale);
    for (const ChartLine& line : chart.lines)
        svg += pathOf(thinned(line), scale);
    return svg + "</svg>";
}

}  // namespace stormglass
