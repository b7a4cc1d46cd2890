// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/results/experiment.h"

#include <array>

namespace stormglass::results {

std::string_view wordOf(RunPhase phase)
{
    static constexpr std::array<std::string_view, kRunPhases> kWords{"warm-up", "baseline", "faults", "recovery", "final check"};
    return kWords[static_cast<std::size_t>(phase)];
}

std::string_view wordOf(CheckMoment moment)
{
    static constexpr std::array<std::string_view, kCheckMoments> kWords{"before", "during", "continuously", "after"};
    return kWords[static_cast<std::size_t>(moment)];
}

std::string_view wordOf(RunStatus status)
{
    static constexpr std::array<std::string_view, kRunStatuses> kWords{"completed", "deviated", "aborted", "interrupted", "failed"};
    return kWords[static_cast<std::size_t>(status)];
}

}  // namespace stormglass::results
