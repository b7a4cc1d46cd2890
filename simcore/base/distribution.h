// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the user says about a random duration: a plain value. Drawing from it is simcore/random/sampler.h.
#pragma once

#include "simcore/base/one_of.h"
#include "simcore/base/result.h"
#include "simcore/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// The shapes that a distribution can have. Durations are never negative.
namespace distribution {

struct Constant {
    Duration value{};
    bool operator==(const Constant&) const = default;
};

struct Uniform {
    Duration low{};
    Duration high{};  ///< Greater than low.
    bool operator==(const Uniform&) const = default;
};

struct Exponential {
    Duration mean{};
    bool operator==(const Exponential&) const = default;
};

/// The sum of equal exponential stages.
struct Erlang {
    int stages = 1;   ///< 1 to 1000.
    Duration mean{};  ///< Of the whole sum.
    bool operator==(const Erlang&) const = default;
};

/// One of several exponential distributions, chosen by weight.
struct Hyperexponential {
    struct Branch {
        double weight = 1;  ///< Above 0; the weights need not add up to 1.
        Duration mean{};
        bool operator==(const Branch&) const = default;
    };
    std::vector<Branch> branches;
    bool operator==(const Hyperexponential&) const = default;
};

struct Lognormal {
    Duration mean{};
    double cv = 1;  ///< Standard deviation divided by mean; above 0.
    bool operator==(const Lognormal&) const = default;
};

/// The lognormal distribution with these two quantiles, which is how latencies are usually published.
struct LognormalQuantiles {
    Duration p50{};
    Duration p99{};  ///< Greater than p50.
    bool operator==(const LognormalQuantiles&) const = default;
};

struct Gamma {
    Duration mean{};
    double cv = 1;  ///< Standard deviation divided by mean; above 0.
    bool operator==(const Gamma&) const = default;
};

struct Weibull {
    Duration mean{};
    double shape = 1;  ///< 0.1 to 100; below 1 the tail is heavier than exponential.
    bool operator==(const Weibull&) const = default;
};

/// Pareto's distribution cut off at max: no draw is below min or above max.
struct Pareto {
    Duration min{};
    Duration max{};    ///< Greater than min.
    double shape = 1;  ///< Above 0; smaller is heavier.
    bool operator==(const Pareto&) const = default;
};

/// Exactly these values, each as often as its weight says.
struct Empirical {
    struct Bin {
        Duration value{};
        double weight = 1;  ///< 0 or above; at least one is above 0.
        bool operator==(const Bin&) const = default;
    };
    std::vector<Bin> bins;
    bool operator==(const Empirical&) const = default;
};

using Forms = TypeList<Constant, Uniform, Exponential, Erlang, Hyperexponential, Lognormal, LognormalQuantiles, Gamma,
                    Weibull, Pareto, Empirical>;

}  // namespace distribution

/// A distribution of durations. The default is the constant 0.
struct Distribution {
    using Form = OneOf<distribution::Forms>;
    Form form;

    /// The expected value in nanoseconds, which need not be whole.
    [[nodiscard]] double meanNanoseconds() const;
    /// The same, rounded to the nearest nanosecond.
    [[nodiscard]] Duration mean() const;
    /// Variance divided by the square of the mean; 0 when the mean is 0.
    [[nodiscard]] double squaredCoefficientOfVariation() const;

    bool operator==(const Distribution&) const = default;
};

/// The text that readDistribution() reads back as the same value. A constant is a bare duration: "10ms".
[[nodiscard]] std::string toText(const Distribution& distribution);

/// Reads, for example:
///   10ms   constant(10ms)   uniform(1ms, 3ms)   exponential(5ms)   erlang(4, 10ms)
///   hyperexponential(0.1: 50ms, 0.9: 5ms)   lognormal(mean 20ms, cv 1.5)   lognormal(p50 10ms, p99 80ms)
///   gamma(mean 10ms, cv 0.5)   weibull(mean 10ms, shape 0.7)   pareto(min 1ms, max 1s, shape 1.5)
///   empirical(1ms: 5, 2ms: 3, 10ms: 1)
/// A failure names the part that is wrong, what was expected there and what was found.
[[nodiscard]] Result<Distribution> readDistribution(std::string_view text);

}  // namespace stormglass
