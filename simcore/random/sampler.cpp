// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/random/sampler.h"

#include <cmath>

namespace stormglass {
namespace {

double nanoseconds(Duration duration) { return static_cast<double>(duration.count()); }

}  // namespace

Sampler::Sampler(const Distribution& distribution) : m_mean(distribution.meanNanoseconds())
{
    std::visit([this](const auto& form) { prepare(form); }, distribution.form);
}

void Sampler::prepare(const distribution::Constant& form)
{
    m_method = Method::Constant;
    m_scale = nanoseconds(form.value);
}

void Sampler::prepare(const distribution::Uniform& form)
{
    m_method = Method::Uniform;
    m_a = nanoseconds(form.low);
    m_scale = nanoseconds(form.high) - m_a;
}

void Sampler::prepare(const distribution::Exponential& form)
{
    m_method = Method::Exponential;
    m_scale = nanoseconds(form.mean);
}

void Sampler::prepare(const distribution::Erlang& form)
{
    m_method = Method::Erlang;
    m_scale = nanoseconds(form.mean) / form.stages;
    m_a = form.stages;
}

void Sampler::prepare(const distribution::Hyperexponential& form)
{
    m_method = Method::Hyperexponential;
    double total = 0;
    for (const auto& branch : form.branches)
        total += branch.weight;
    double sum = 0;
    for (const auto& branch : form.branches) {
        sum += branch.weight;
        m_steps.push_back({sum / total, nanoseconds(branch.mean)});
    }
}

// exp(a z + b) with z standard normal.
void Sampler::prepare(const distribution::Lognormal& form)
{
    m_method = Method::Lognormal;
    const double variance = logOf(1 + form.cv * form.cv);
    m_a = std::sqrt(variance);
    m_b = logOf(nanoseconds(form.mean)) - variance / 2;
}

void Sampler::prepare(const distribution::LognormalQuantiles& form)
{
    m_method = Method::Lognormal;
    m_b = logOf(nanoseconds(form.p50));
    m_a = (logOf(nanoseconds(form.p99)) - m_b) / normalQuantile(0.99);
}

// Marsaglia and Tsang 2000, "A simple method for generating gamma variables": a is d, b is c. A shape below 1 is drawn
// as the shape above it times u^(1/shape); the exponent is kept as the value of the only step.
void Sampler::prepare(const distribution::Gamma& form)
{
    m_method = Method::Gamma;
    const double shape = 1 / (form.cv * form.cv);
    m_scale = nanoseconds(form.mean) / shape;
    m_a = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    m_b = 1 / std::sqrt(9 * m_a);
    if (shape < 1)
        m_steps.push_back({1, 1 / shape});
}

// scale * (-log u)^a
void Sampler::prepare(const distribution::Weibull& form)
{
    m_method = Method::Weibull;
    m_a = 1 / form.shape;
    m_scale = nanoseconds(form.mean) / expOf(logGammaOf(1 + m_a));
}

// min * (1 - u (1 - (min/max)^shape))^(-1/shape)
void Sampler::prepare(const distribution::Pareto& form)
{
    m_method = Method::Pareto;
    m_scale = nanoseconds(form.min);
    m_a = 1 - powOf(m_scale / nanoseconds(form.max), form.shape);
    m_b = -1 / form.shape;
}

void Sampler::prepare(const distribution::Empirical& form)
{
    m_method = Method::Empirical;
    double total = 0;
    for (const auto& bin : form.bins)
        total += bin.weight;
    double sum = 0;
    for (const auto& bin : form.bins) {
        sum += bin.weight;
        if (bin.weight > 0)
            m_steps.push_back({sum / total, nanoseconds(bin.value)});
    }
}

double Sampler::sampleOther(RandomStream& stream) const
{
    switch (m_method) {
    case Method::Constant:
    case Method::Exponential:
        break;  // the caller's
    case Method::Uniform:
        return m_a + m_scale * stream.uniform();
    case Method::Erlang:
        return sampleErlang(stream);
    case Method::Hyperexponential: {
        const double mean = sampleStep(stream);
        return -logOf(stream.uniform()) * mean;
    }
    case Method::Lognormal:
        return expOf(m_a * normalQuantile(stream.uniform()) + m_b);
    case Method::Gamma:
        return sampleGamma(stream);
    case Method::Weibull:
        return m_scale * powOf(-logOf(stream.uniform()), m_a);
    case Method::Pareto:
        return m_scale * powOf(1 - stream.uniform() * m_a, m_b);
    case Method::Empirical:
        return sampleStep(stream);
    }
    return m_scale;
}

double Sampler::sampleErlang(RandomStream& stream) const
{
    double sum = 0;
    for (int stage = static_cast<int>(m_a); stage > 0; --stage)
        sum -= logOf(stream.uniform());
    return sum * m_scale;
}

double Sampler::sampleGamma(RandomStream& stream) const
{
    for (;;) {
        const double z = normalQuantile(stream.uniform());
        const double root = 1 + m_b * z;
        if (root <= 0)
            continue;
        const double v = root * root * root;
        const double u = stream.uniform();
        if (logOf(u) >= 0.5 * z * z + m_a * (1 - v + logOf(v)))
            continue;
        const double boost = m_steps.empty() ? 1 : powOf(stream.uniform(), m_steps.front().value);
        return m_a * v * boost * m_scale;
    }
}

double Sampler::sampleStep(RandomStream& stream) const
{
    const double u = stream.uniform();
    const auto step = std::ranges::upper_bound(m_steps, u, {}, &Step::upTo);
    return step != m_steps.end() ? step->value : m_steps.back().value;
}

}  // namespace stormglass
