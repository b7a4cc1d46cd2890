// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults at random, of every kind that there is.
#pragma once

#include "models/spec/scenario.h"
#include "simcore/random/random_stream.h"

#include <optional>

namespace stormglass::tests {

inline constexpr std::size_t kFaultKinds = std::variant_size_v<spec::FaultSettings>;

/// A fault of that kind (its index in the variant) that the scenario can have: its fields are drawn by their own
/// descriptions until its own check finds nothing wrong, so a new kind needs nothing here. It starts in the first
/// \p span and lasts for up to a third of it. Nothing if the scenario seems to allow none, after that many tries.
[[nodiscard]] std::optional<spec::Fault> randomFault(const spec::Scenario& scenario, std::size_t kind, Duration span, RandomStream& draws,
                                                     int mostTries = 2000);

}  // namespace stormglass::tests
