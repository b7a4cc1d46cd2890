// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/interval.h"

#include "simcore/base/check.h"

#include <cmath>
#include <limits>
#include <vector>

namespace stormglass {

Interval studentInterval(std::span<const double> samples, double confidence)
{
    SIM_CHECK(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1");
    Interval interval{.confidence = confidence, .samples = samples.size()};
    interval.halfWidth = std::numeric_limits<double>::infinity();
    const double n = static_cast<double>(samples.size());
    if (samples.empty())
        return interval;
    double sum = 0;
    for (const double sample : samples)
        sum += sample;
    interval.mean = sum / n;
    if (samples.size() < 2)
        return interval;
    double squares = 0;
    for (const double sample : samples)
        squares += (sample - interval.mean) * (sample - interval.mean);
    const double t = studentQuantile(0.5 + confidence / 2, n - 1);
    interval.halfWidth = t * std::sqrt(squares / (n - 1) / n);
    return interval;
}

PairedInterval pairedInterval(std::span<const double> first, std::span<const double> second, double confidence)
{
    SIM_CHECK(first.size() == second.size(), "paired samples come in pairs");
    std::vector<double> differences;
    differences.reserve(first.size());
    for (std::size_t i = 0; i < first.size(); ++i)
        differences.push_back(first[i] - second[i]);
    const Interval difference = studentInterval(differences, confidence);
    return {difference, !difference.contains(0)};
}

}  // namespace stormglass
