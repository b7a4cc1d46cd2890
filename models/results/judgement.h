// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a design fared under a set of faults, in short: for searches that try thousands of them.
#pragma once

#include "models/results/report.h"

namespace stormglass::results {

struct Judgement {
    /// Those that speak of the design, in the order of the file.
    std::vector<ExpectationResult> expectations;
    std::uint64_t signature = 0;    ///< Equal for runs in which flows fared exactly alike.
    std::uint64_t fingerprint = 0;  ///< Of the events.
    std::string failure;            ///< The run broke down; the expectations are empty then.

    [[nodiscard]] bool breaks(std::size_t expectation) const
    {
        return expectation < expectations.size() && !expectations[expectation].holds;
    }
    bool operator==(const Judgement&) const = default;
};

}  // namespace stormglass::results
