// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What queueing theory says, for comparison with runs. Times in seconds, rates per second.
#pragma once

#include <vector>

namespace stormglass {

/// Erlang's C: the probability of waiting in M/M/c with a = arrival rate / service rate of one server.
[[nodiscard]] double erlangC(int servers, double offered);
/// Erlang's B: the probability of being lost in M/M/c/c.
[[nodiscard]] double erlangB(int servers, double offered);
/// Mean sojourn time of M/M/c.
[[nodiscard]] double sojournOfMmc(double arrivals, double service, int servers);
/// Mean sojourn time of M/G/1 by Pollaczek and Khinchine; scv is the squared coefficient of variation.
[[nodiscard]] double sojournOfMg1(double arrivals, double serviceTime, double scv);
/// Probability of n requests in M/M/1/K.
[[nodiscard]] double probabilityInMm1k(double utilisation, int capacity, int n);
/// Mean of the greatest of n exponential variables of mean 1: the n-th harmonic number.
[[nodiscard]] double meanOfGreatest(int n);
/// The q-quantile of the same: -ln(1 - q^(1/n)).
[[nodiscard]] double quantileOfGreatest(int n, double q);

/// Exact mean value analysis of a closed network of single servers with exponential service, and a think time.
struct ClosedNetwork {
    double throughput = 0;
    double responseTime = 0;            ///< Without thinking.
    std::vector<double> utilisations;
};
[[nodiscard]] ClosedNetwork meanValueAnalysis(const std::vector<double>& serviceTimes, double thinkTime, int users);

}  // namespace stormglass
