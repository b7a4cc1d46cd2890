// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The smallest number for which something happens, with a few numbers asked for at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace stormglass::experiments {

/// For each number whether it happens; fewer answers than numbers: there will be no more.
using AskNumbers = std::function<std::vector<bool>(const std::vector<std::int64_t>&)>;

/// The smallest number above \p low for which it happens, as far as it was asked; the answer is a number that was asked, or
/// \p high. Every round asks for three numbers, so that several runs can go on at a time, and leaves a quarter of the
/// span. It ends when the span is no longer than \p step. Precondition: it happens for high, and not for low.
[[nodiscard]] std::int64_t smallestThat(std::int64_t low, std::int64_t high, std::int64_t step, const AskNumbers& ask);

}  // namespace stormglass::experiments
