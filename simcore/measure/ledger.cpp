// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/ledger.h"

#include <cmath>

namespace stormglass {
namespace {

std::uint64_t& countOf(CountByCause& counts, std::string_view cause)
{
    const auto known = counts.find(cause);
    return known != counts.end() ? known->second : counts[std::string(cause)];
}

std::uint64_t total(const CountByCause& counts)
{
    std::uint64_t sum = 0;
    for (const auto& [cause, count] : counts)
        sum += count;
    return sum;
}

void addTo(CountByCause& counts, const CountByCause& others)
{
    for (const auto& [cause, count] : others)
        countOf(counts, cause) += count;
}

}  // namespace

std::uint64_t& Ledger::droppedBy(std::string_view cause) { return countOf(dropped, cause); }
std::uint64_t& Ledger::lostBy(std::string_view cause) { return countOf(lost, cause); }
std::uint64_t Ledger::droppedTotal() const { return total(dropped); }
std::uint64_t Ledger::lostTotal() const { return total(lost); }

std::int64_t Ledger::imbalance() const
{
    const std::uint64_t fates = delivered + deadLettered + expired + droppedTotal() + lostTotal() + inFlight;
    return static_cast<std::int64_t>(produced - fates);
}

void Ledger::merge(const Ledger& other)
{
    produced += other.produced;
    delivered += other.delivered;
    deadLettered += other.deadLettered;
    expired += other.expired;
    inFlight += other.inFlight;
    addTo(dropped, other.dropped);
    addTo(lost, other.lost);
}

double littlesLawGap(const LittlesLaw& station)
{
    return std::abs(station.meanInside - station.departuresPerSecond * station.meanStaySeconds);
}

double littlesLawTolerance(const LittlesLaw& station)
{
    const double edges = station.windowSeconds > 0
        ? station.insideAtEdges * station.longestStaySeconds / station.windowSeconds
        : 0;
    return edges + 1e-9 * station.meanInside;
}

}  // namespace stormglass
