// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is measured of one component that serves requests and messages.
#pragma once

#include "models/impact/impact_watch.h"
#include "models/services/resilience/call_probe.h"
#include "models/services/server_pools.h"
#include "simcore/base/time.h"
#include "simcore/measure/histogram.h"
#include "simcore/measure/time_weighted.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace stormglass {

/// Why a request was not served.
enum class DropCause : std::uint8_t { QueueFull, Expired, Crashed, Unavailable, RateLimited, TooManyConnections, Shed };
inline constexpr std::size_t kDropCauses = 7;
[[nodiscard]] std::string_view nameOf(DropCause cause);

/// What happens to a component beside its requests.
enum class StationEvent : std::uint8_t { ScaledUp, ScaledDown, Ejected, RestartedByProbe, GivenUp, Parked };
inline constexpr std::size_t kStationEvents = 6;

class StationProbe {
public:
    void setServers(SimTime now, std::size_t pool, std::size_t servers) { m_pools.resize(now, pool, servers); }
    /// Of a component that is scaled in the run.
    void setInstances(SimTime now, std::size_t instances);
    /// The calls that the component makes.
    [[nodiscard]] CallProbe& calls() { return m_calls; }
    [[nodiscard]] const CallProbe& calls() const { return m_calls; }
    /// What is done to its instances, or by its consumers.
    void counted(StationEvent event) { ++m_events[static_cast<std::size_t>(event)]; }

    /// Came, and was let in.
    void arrived(SimTime now);
    /// Came, and was turned away at once.
    void turnedAway(SimTime now, DropCause cause);
    /// Got a server of that pool, after waiting since its arrival.
    void started(SimTime now, SimTime arrivedAt, std::size_t pool = ServerPools::kWorkers);
    void ended(SimTime now, SimTime arrivedAt);
    /// Left without having been served to the end. The former was waiting, the latter had a server.
    void droppedWaiting(SimTime now, SimTime arrivedAt, DropCause cause);
    void droppedInService(SimTime now, SimTime arrivedAt, DropCause cause);
    /// A server that its request keeps or gives back while it waits for others.
    void serverTaken(SimTime now, std::size_t pool = ServerPools::kWorkers);
    void serverFreed(SimTime now, std::size_t pool = ServerPools::kWorkers);

    [[nodiscard]] ImpactWatch& watch() { return m_watch; }
    [[nodiscard]] const ImpactWatch& watch() const { return m_watch; }

    void endWarmUp(SimTime now);
    /// No more arrivals from now on: averages over time are those up to here. Counts and times go on.
    void endArrivals(SimTime now);

    /// What Little's law (L = lambda W, here as an identity over the run) misses, relative to the whole; 0 when the
    /// books are right: the integral of the number present equals the sum of all times spent here.
    [[nodiscard]] double littlesLawGap(SimTime now) const;

    [[nodiscard]] std::uint64_t arrivals() const { return m_arrivals; }
    [[nodiscard]] std::uint64_t served() const { return m_served; }
    [[nodiscard]] std::uint64_t drops(DropCause cause) const { return m_dropped[static_cast<std::size_t>(cause)]; }
    [[nodiscard]] std::uint64_t dropsInAll() const;
    [[nodiscard]] double utilisation(SimTime now) const { return m_hasEnded ? m_utilisation : m_pools.utilisation(now); }
    [[nodiscard]] std::uint64_t count(StationEvent event) const { return m_events[static_cast<std::size_t>(event)]; }
    [[nodiscard]] bool isScaled() const { return m_isScaled; }
    [[nodiscard]] const TimeWeighted& instances() const { return m_instances; }
    [[nodiscard]] const ServerPools& pools() const { return m_pools; }
    [[nodiscard]] std::uint64_t waitingNow() const { return m_waitingNow; }
    [[nodiscard]] double queueMean(SimTime now) const { return m_hasEnded ? m_queueMean : m_queue.average(now); }
    /// Waiting requests over time, drain included.
    [[nodiscard]] const TimeWeighted& queue() const { return m_queue; }
    [[nodiscard]] double queueMax() const { return m_queue.max(); }
    [[nodiscard]] const Histogram& waiting() const { return m_waiting; }
    [[nodiscard]] const Histogram& sojourn() const { return m_sojourn; }
    /// Books over the whole run.
    [[nodiscard]] std::uint64_t cameInAll() const { return m_cameInAll; }
    [[nodiscard]] std::uint64_t leftInAll() const { return m_leftInAll; }
    [[nodiscard]] std::uint64_t present() const { return m_present; }

private:
    void leave(SimTime now, SimTime arrivedAt);

    ServerPools m_pools;
    std::uint64_t m_arrivals = 0;
    std::uint64_t m_served = 0;
    std::array<std::uint64_t, kDropCauses> m_dropped{};
    std::uint64_t m_waitingNow = 0;
    TimeWeighted m_queue;
    TimeWeighted m_instances;  // of components that are scaled
    bool m_isScaled = false;
    std::array<std::uint64_t, kStationEvents> m_events{};
    CallProbe m_calls;
    double m_queueMean = 0;  // at the end of arrivals
    double m_utilisation = 0;
    bool m_hasEnded = false;
    ImpactWatch m_watch;
    Histogram m_waiting;
    Histogram m_sojourn;

    // Little's law over the whole run, in whole nanoseconds so that it is exact.
    std::uint64_t m_cameInAll = 0;
    std::uint64_t m_leftInAll = 0;
    std::uint64_t m_present = 0;
    SimTime m_presentSince{};
    __extension__ using Wide = __int128;
    Wide m_presentIntegral = 0;
    Wide m_timeSpent = 0;
    Wide m_arrivalSum = 0;  ///< Of those present.
};

}  // namespace stormglass
