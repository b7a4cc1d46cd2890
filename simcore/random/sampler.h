// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drawing durations from a distribution, by our own inverse transforms: the same on every machine and compiler.
#pragma once

#include "simcore/base/distribution.h"
#include "simcore/base/portable_math.h"
#include "simcore/random/random_stream.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace stormglass {

/// A distribution made ready for drawing. Immutable; one sampler can serve many streams.
///
/// Draws taken from the stream per sample: constant none; uniform, exponential, lognormal, weibull, pareto and
/// empirical one; hyperexponential two; erlang one per stage; gamma a varying number, because Marsaglia and Tsang's
/// method rejects (give each sample its own substream, RandomStream::at(), where draws must stay aligned).
class Sampler {
public:
    /// Precondition: the distribution obeys the limits of simcore/base/distribution.h, as what readDistribution()
    /// yields does.
    explicit Sampler(const Distribution& distribution);

    /// One duration, rounded to the nearest nanosecond; at most about 146 years.
    [[nodiscard]] Duration sample(RandomStream& stream) const
    {
        // Half a nanosecond up and cut off rounds a number that is not negative.
        return Duration{static_cast<std::int64_t>(std::min(sampleNanoseconds(stream), kLongest) + 0.5)};
    }

    /// The same before rounding, in nanoseconds.
    [[nodiscard]] double sampleNanoseconds(RandomStream& stream) const
    {
        if (m_method == Method::Constant)
            return m_scale;
        if (m_method == Method::Exponential)
            return -logOf(stream.uniform()) * m_scale;
        return sampleOther(stream);
    }

    /// Of the distribution, not of a sample.
    [[nodiscard]] double meanNanoseconds() const { return m_mean; }

private:
    enum class Method : std::uint8_t {
        Constant, Uniform, Exponential, Erlang, Hyperexponential, Lognormal, Gamma, Weibull, Pareto, Empirical
    };
    struct Step {
        double upTo;  // the cumulated probability of this and all earlier steps
        double value;
    };

    static constexpr double kLongest = 0x1p62;

    void prepare(const distribution::Constant& form);
    void prepare(const distribution::Uniform& form);
    void prepare(const distribution::Exponential& form);
    void prepare(const distribution::Erlang& form);
    void prepare(const distribution::Hyperexponential& form);
    void prepare(const distribution::Lognormal& form);
    void prepare(const distribution::LognormalQuantiles& form);
    void prepare(const distribution::Gamma& form);
    void prepare(const distribution::Weibull& form);
    void prepare(const distribution::Pareto& form);
    void prepare(const distribution::Empirical& form);

    double sampleOther(RandomStream& stream) const;
    double sampleErlang(RandomStream& stream) const;
    double sampleGamma(RandomStream& stream) const;
    double sampleStep(RandomStream& stream) const;

    // What scale, a and b mean depends on the method; see prepare().
    double m_scale = 0;
    double m_a = 0;
    double m_b = 0;
    double m_mean = 0;
    std::vector<Step> m_steps;
    Method m_method = Method::Constant;
};

}  // namespace stormglass
