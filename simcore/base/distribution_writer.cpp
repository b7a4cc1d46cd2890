// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

using namespace distribution;

std::string write(const Constant& form) { return toText(form.value); }
std::string write(const Uniform& form) { return "uniform(" + toText(form.low) + ", " + toText(form.high) + ")"; }
std::string write(const Exponential& form) { return "exponential(" + toText(form.mean) + ")"; }

std::string write(const Erlang& form)
{
    return "erlang(" + std::to_string(form.stages) + ", " + toText(form.mean) + ")";
}

std::string write(const Hyperexponential& form)
{
    std::string list;
    for (const Hyperexponential::Branch& branch : form.branches)
        list += (list.empty() ? "" : ", ") + numberToText(branch.weight) + ": " + toText(branch.mean);
    return "hyperexponential(" + list + ")";
}

std::string write(const Lognormal& form)
{
    return "lognormal(mean " + toText(form.mean) + ", cv " + numberToText(form.cv) + ")";
}

std::string write(const LognormalQuantiles& form)
{
    return "lognormal(p50 " + toText(form.p50) + ", p99 " + toText(form.p99) + ")";
}

std::string write(const Gamma& form)
{
    return "gamma(mean " + toText(form.mean) + ", cv " + numberToText(form.cv) + ")";
}

std::string write(const Weibull& form)
{
    return "weibull(mean " + toText(form.mean) + ", shape " + numberToText(form.shape) + ")";
}

std::string write(const Pareto& form)
{
    return "pareto(min " + toText(form.min) + ", max " + toText(form.max) + ", shape " + numberToText(form.shape) + ")";
}

std::string write(const Empirical& form)
{
    std::string list;
    for (const Empirical::Bin& bin : form.bins)
        list += (list.empty() ? "" : ", ") + toText(bin.value) + ": " + numberToText(bin.weight);
    return "empirical(" + list + ")";
}

}  // namespace

std::string toText(const Distribution& distribution)
{
    return std::visit([](const auto& form) { return write(form); }, distribution.form);
}

}  // namespace stormglass
