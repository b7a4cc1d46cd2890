// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/interval.h"

#include <boost/math/distributions/students_t.hpp>

#include <bit>
#include <cstdint>

namespace stormglass {

double studentQuantile(double probability, double degreesOfFreedom)
{
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::students_t_distribution<double, Policy> student(degreesOfFreedom);
    const double t = boost::math::quantile(student, probability);
    // Boost calls the C library, whose last bits differ between machines: keep 41 of the 53 bits.
    constexpr std::uint64_t kDropped = 12;
    const std::uint64_t half = std::uint64_t{1} << (kDropped - 1);
    return std::bit_cast<double>((std::bit_cast<std::uint64_t>(t) + half) >> kDropped << kDropped);
}

}  // namespace stormglass
