// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The floor: what a simulation costs when it is written by hand for one model, on std::priority_queue and nothing else.
// Every benchmark of the kernel stands beside it in the same run, because absolute figures drift with the machine.
#pragma once

#include <cstdint>

namespace stormglass::bench {

/// A tandem of equal stations: Poisson arrivals, exponential service, first come first served, unbounded queues.
struct Tandem {
    int stations = 1;
    int serversPerStation = 1;
    double arrivalRate = 0.9;  ///< Per second.
    double serviceRate = 1.0;  ///< Of one server, per second.
};

inline constexpr Tandem kSingleServer{};  ///< M/M/1 at 90 %.
inline constexpr Tandem kOrderFlow{
    .stations = 5, .serversPerStation = 4, .arrivalRate = 2.8};  ///< 70 %.

/// xoshiro256++ (Blackman and Vigna 2019), seeded by splitmix64; exponential draws by inversion.
class FloorRandom {
public:
    explicit FloorRandom(std::uint64_t seed);

    [[nodiscard]] double exponential(double rate);

private:
    [[nodiscard]] std::uint64_t next();

    std::uint64_t m_state[4];
};

/// What a run wants to know of the time that messages spent inside.
enum class Wanted { Mean, MeanAndP99 };

struct FloorResult {
    double mean = 0;  ///< Seconds.
    double p99 = 0;   ///< Seconds; 0 when it was not wanted.
};

/// Lets so many messages through. The p99 keeps every latency, as a program written by hand would.
[[nodiscard]] FloorResult runFloor(const Tandem& tandem, std::uint64_t messages,
                                   std::uint64_t seed, Wanted wanted);

}  // namespace stormglass::bench
