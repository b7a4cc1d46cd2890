// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution.h"

#include "simcore/base/one_of_members.h"
#include "simcore/base/portable_math.h"

#include <cmath>

namespace stormglass {

template class OneOf<distribution::Forms>;

namespace {

using namespace distribution;

/// First and second moment about 0, in nanoseconds and nanoseconds squared.
struct Moments {
    double first = 0;
    double second = 0;
};

double nanoseconds(Duration duration) { return static_cast<double>(duration.count()); }

Moments fromMeanAndScv(double mean, double scv) { return {mean, mean * mean * (1 + scv)}; }

Moments momentsOf(const Constant& form) { return fromMeanAndScv(nanoseconds(form.value), 0); }

Moments momentsOf(const Uniform& form)
{
    const double low = nanoseconds(form.low);
    const double high = nanoseconds(form.high);
    return {(low + high) / 2, (low * low + low * high + high * high) / 3};
}

Moments momentsOf(const Exponential& form) { return fromMeanAndScv(nanoseconds(form.mean), 1); }
Moments momentsOf(const Erlang& form) { return fromMeanAndScv(nanoseconds(form.mean), 1.0 / form.stages); }
Moments momentsOf(const Lognormal& form) { return fromMeanAndScv(nanoseconds(form.mean), form.cv * form.cv); }
Moments momentsOf(const Gamma& form) { return fromMeanAndScv(nanoseconds(form.mean), form.cv * form.cv); }

Moments momentsOf(const Hyperexponential& form)
{
    Moments sum;
    double weights = 0;
    for (const Hyperexponential::Branch& branch : form.branches) {
        const double mean = nanoseconds(branch.mean);
        weights += branch.weight;
        sum.first += branch.weight * mean;
        sum.second += branch.weight * 2 * mean * mean;
    }
    return {sum.first / weights, sum.second / weights};
}

Moments momentsOf(const LognormalQuantiles& form)
{
    const double median = nanoseconds(form.p50);
    const double sigma = logOf(nanoseconds(form.p99) / median) / normalQuantile(0.99);
    return fromMeanAndScv(median * expOf(sigma * sigma / 2), expOf(sigma * sigma) - 1);
}

Moments momentsOf(const Weibull& form)
{
    const double log1 = logGammaOf(1 + 1 / form.shape);
    const double log2 = logGammaOf(1 + 2 / form.shape);
    return fromMeanAndScv(nanoseconds(form.mean), expOf(log2 - 2 * log1) - 1);
}

Moments momentsOf(const Pareto& form)
{
    const double min = nanoseconds(form.min);
    const double ratio = nanoseconds(form.max) / min;
    const double alpha = form.shape;
    const double norm = 1 - powOf(ratio, -alpha);
    // The integral of alpha x^(order - alpha - 1) from 1 to ratio, which is a logarithm where the power vanishes.
    const auto moment = [&](double order) {
        const double power = order - alpha;
        const double integral = power == 0 ? logOf(ratio) : (powOf(ratio, power) - 1) / power;
        return alpha * integral / norm;
    };
    return {min * moment(1), min * min * moment(2)};
}

Moments momentsOf(const Empirical& form)
{
    Moments sum;
    double weights = 0;
    for (const Empirical::Bin& bin : form.bins) {
        const double value = nanoseconds(bin.value);
        weights += bin.weight;
        sum.first += bin.weight * value;
        sum.second += bin.weight * value * value;
    }
    return {sum.first / weights, sum.second / weights};
}

Moments momentsOf(const Distribution::Form& form)
{
    return std::visit([](const auto& shape) { return momentsOf(shape); }, form);
}

}  // namespace

double Distribution::meanNanoseconds() const { return momentsOf(form).first; }

Duration Distribution::mean() const { return Duration{std::llround(meanNanoseconds())}; }

double Distribution::squaredCoefficientOfVariation() const
{
    const Moments moments = momentsOf(form);
    return moments.first > 0 ? moments.second / (moments.first * moments.first) - 1 : 0;
}

}  // namespace stormglass
