// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How sure we are of a mean: Student's t.
#pragma once

#include <cstddef>
#include <span>

namespace stormglass {

/// A confidence interval for a mean.
struct Interval {
    double mean = 0;
    double halfWidth = 0;     ///< Infinite when there are fewer than two samples.
    double confidence = 0.95;
    std::size_t samples = 0;

    [[nodiscard]] double low() const { return mean - halfWidth; }
    [[nodiscard]] double high() const { return mean + halfWidth; }
    [[nodiscard]] bool contains(double value) const { return low() <= value && value <= high(); }

    bool operator==(const Interval&) const = default;
};

/// For independent samples of about normal distribution, such as the means of replications.
/// Precondition: 0 < confidence < 1.
[[nodiscard]] Interval studentInterval(std::span<const double> samples, double confidence);

/// The difference of two designs that met the same random numbers.
struct PairedInterval {
    Interval difference;       ///< Of first minus second.
    bool significant = false;  ///< The interval does not contain 0.

    bool operator==(const PairedInterval&) const = default;
};

/// Takes the samples pair by pair, so what both have in common cancels. Precondition: as many of one as of the other.
[[nodiscard]] PairedInterval pairedInterval(std::span<const double> first, std::span<const double> second,
                                            double confidence);

/// The t below which a variable with this many degrees of freedom stays with this probability, rounded to 12 digits
/// so that it is the same on every machine. Precondition: 0 < probability < 1, degreesOfFreedom > 0.
[[nodiscard]] double studentQuantile(double probability, double degreesOfFreedom);

}  // namespace stormglass
