// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/closed_forms.h"

#include <cmath>

namespace stormglass {

double erlangB(int servers, double offered)
{
    double blocking = 1;
    for (int n = 1; n <= servers; ++n)
        blocking = offered * blocking / (n + offered * blocking);
    return blocking;
}

double erlangC(int servers, double offered)
{
    const double blocking = erlangB(servers, offered);
    const double utilisation = offered / servers;
    return blocking / (1 - utilisation * (1 - blocking));
}

double sojournOfMmc(double arrivals, double service, int servers)
{
    const double waiting = erlangC(servers, arrivals / service) / (servers * service - arrivals);
    return waiting + 1 / service;
}

double sojournOfMg1(double arrivals, double serviceTime, double scv)
{
    const double utilisation = arrivals * serviceTime;
    return serviceTime + utilisation * serviceTime * (1 + scv) / (2 * (1 - utilisation));
}

double probabilityInMm1k(double utilisation, int capacity, int n)
{
    return (1 - utilisation) * std::pow(utilisation, n) / (1 - std::pow(utilisation, capacity + 1));
}

double meanOfGreatest(int n)
{
    double sum = 0;
    for (int i = 1; i <= n; ++i)
        sum += 1.0 / i;
    return sum;
}

double quantileOfGreatest(int n, double q) { return -std::log(1 - std::pow(q, 1.0 / n)); }

ClosedNetwork meanValueAnalysis(const std::vector<double>& serviceTimes, double thinkTime, int users)
{
    std::vector<double> lengths(serviceTimes.size(), 0);
    ClosedNetwork network;
    for (int n = 1; n <= users; ++n) {
        network.responseTime = 0;
        std::vector<double> times;
        for (std::size_t i = 0; i < serviceTimes.size(); ++i) {
            times.push_back(serviceTimes[i] * (1 + lengths[i]));
            network.responseTime += times[i];
        }
        network.throughput = n / (thinkTime + network.responseTime);
        for (std::size_t i = 0; i < serviceTimes.size(); ++i)
            lengths[i] = network.throughput * times[i];
    }
    for (const double time : serviceTimes)
        network.utilisations.push_back(network.throughput * time);
    return network;
}

}  // namespace stormglass
