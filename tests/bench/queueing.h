// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tandem of stations with exponential servers, in two forms: written by hand and on the kernel.
#pragma once

#include <cstdint>

namespace stormglass::bench {

/// Times in seconds. Every message passes all stations in turn; each has the same number of servers.
struct Tandem {
    int stations = 1;
    int servers = 1;
    double meanInterarrival = 1;
    double meanService = 1;
    bool keepsLatencies = false;  ///< Whether quantiles are wanted, not only the mean.
};

/// M/M/1 at 90 %: the mean time in the system is 10.
inline constexpr Tandem kSingleServer{1, 1, 1 / 0.9, 1, false};

/// Five stations of four servers at 70 %: the mean latency is 6.786, its 99th percentile 14.56.
inline constexpr Tandem kOrderFlow{5, 4, 1 / 2.8, 1, true};

struct TandemResult {
    double meanLatency = 0;
    double p99Latency = 0;
};

/// The loop that somebody would write for this one model: a std::priority_queue, std::deque, no library.
TandemResult runByHand(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed);

/// One process per message on the kernel.
TandemResult runOnKernel(const Tandem& tandem, std::uint64_t messages, std::uint64_t seed);

}  // namespace stormglass::bench
