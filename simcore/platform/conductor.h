// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a calendar and SimGrid on one clock.
#pragma once

#include "simcore/base/ids.h"
#include "simcore/base/time.h"
#include "simcore/calendar/calendar.h"
#include "simcore/platform/completion.h"
#include "simcore/platform/link_load.h"
#include "simcore/platform/platform.h"
#include "simcore/platform/simgrid_engine.h"
#include "simcore/process/linked_list.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

namespace stormglass {

enum class EndOfRun : std::uint8_t {
    ReachedEnd,
    NothingLeft,  ///< The end was kNever, and nothing is pending any more.
    Stopped
};

struct RunEnd {
    EndOfRun why = EndOfRun::ReachedEnd;
    SimTime at{};
    std::size_t inFlight = 0;  ///< Transfers and executions that have neither ended nor been cancelled.

    bool operator==(const RunEnd&) const = default;
};

/// What became of the activities: started = completed + failed + cancelled + in flight, which each run checks.
struct ActivityLedger {
    std::uint64_t started = 0;
    std::uint64_t completed = 0;
    std::uint64_t failed = 0;
    std::uint64_t cancelled = 0;

    bool operator==(const ActivityLedger&) const = default;
};

/// Runs the events of a calendar, and the transfers and executions that they start.
///
/// What has no contention is an event of the calendar. What shares a link or the cores of a host is SimGrid's, and ends at
/// the instant that SimGrid finds, rounded to a nanosecond as Path::timeFor() rounds: a transfer that has a flow link to itself
/// ends at the same instant as over the same link in mode latency.
///
/// SimGrid stands still while nothing of its own is in flight, and no time is spent on it; only spans of time are taken
/// from its clock, so it does not matter how far it lags. It is not even started before the first activity needs it. While
/// something is in flight, the calendar knows when SimGrid's next event is and runs ahead to there; SimGrid is brought up to
/// an instant when that comes first, or when an activity is to start or to be cancelled.
///
/// Order at one instant: an end enters the calendar when SimGrid comes to it, that is before the events run that were
/// scheduled for this instant, but behind them. An end that was rounded down to an instant whose events have run follows
/// them. Ends that SimGrid finds together are in the order of their starts.
class Conductor final : private SimGridEngine::Model {
public:
    /// Both outlive the conductor. One conductor per process may start activities that share something.
    Conductor(const Platform& platform, Calendar& calendar);
    Conductor(const Conductor&) = delete;
    Conductor& operator=(const Conductor&) = delete;
    /// Completions that are still pending will hear nothing.
    ~Conductor();

    /// Asked now and then, by counted events, whether to stop: for what happens outside of simulated time.
    using StopCheck = std::function<bool()>;

    /// Runs all events up to and including that instant, as Calendar::runUntil() does; may be called again to go on. Throws
    /// what Calendar::runNext() throws, and BrokenPromise when activities are left that can never end.
    RunEnd run(SimTime end, const StopCheck& shouldStop = {});

    /// Looks at a run between its events. It sees what is so after all events up to an instant, and must not schedule
    /// anything: a run does not know that somebody looks.
    class Observer {
    public:
        /// Returns the next instant at which it wants to look, later than this one; kNever: at none.
        virtual SimTime look(SimTime at) = 0;

    protected:
        ~Observer() = default;
    };
    /// Asks the observer at that instant, which is not in the past, in place of the one that was to be asked before.
    /// The last instant of a run is not looked at when the run ends early.
    void observe(Observer& observer, SimTime at);

    /// Carries so many bytes. Needs both hosts and the link to be up from its start to its end, or else fails; when one of them is
    /// down already, it fails at this instant, but not before this call has returned. Flows over one link in one
    /// direction have equal shares of its bandwidth. An empty message takes the latency. Preconditions: bytes are not negative; the
    /// completion is not pending.
    void transfer(HostId from, HostId to, std::int64_t bytes, Completion& completion);

    /// Computes for so many seconds of one core of speed 1. Each execution uses at most one core; when there are more than cores,
    /// all have equal shares. Preconditions: not negative; the completion is not pending.
    void execute(HostId host, double coreSeconds, Completion& completion);

    /// Failing what is in flight over a host or link that goes down; coming up again revives nothing.
    void setHostUp(HostId host, bool isUp);
    void setLinkUp(LinkId link, bool isUp);
    [[nodiscard]] bool isUp(HostId host) const { return m_hostIsUp[host.value]; }
    [[nodiscard]] bool isUp(LinkId link) const { return m_linkIsUp[link.value]; }

    /// For a model that takes the time of a path from the platform: tells that it sends so many bytes.
    void account(HostId from, HostId to, std::int64_t bytes)
    {
        m_loads.account(m_platform.path(from, to), bytes, m_calendar.now());
    }
    [[nodiscard]] std::vector<LinkLoad> offeredLoad() const { return m_loads.measure(m_calendar.now()); }

    [[nodiscard]] const ActivityLedger& ledger() const { return m_ledger; }
    [[nodiscard]] const Platform& platform() const { return m_platform; }
    [[nodiscard]] Calendar& calendar() { return m_calendar; }

private:
    friend class Completion;

    /// What SimGrid is to do at the instant of the event that wants it. The event may be ahead of SimGrid's clock, so it
    /// is done after the event.
    struct Order {
        Completion* start = nullptr;  // or else
        std::uint32_t activity = 0;   // to be cancelled
    };

    void lookNow();
    void proceed() noexcept override;
    void runEvents();
    void runShared();
    void takeEnds();
    void findFreedom();
    [[nodiscard]] bool carryOutOrders();
    [[nodiscard]] bool isInterrupted();
    [[nodiscard]] double clockAt(SimTime instant) const;

    // activities.cpp
    void begin(Completion& completion);
    void share(Completion& completion, double work, const Path* path);
    void start(Completion& completion);
    void withdraw(Completion& completion);
    void failNow(Completion& completion, ActivityFailure why);
    void cancel(Completion& completion);
    void finish(Completion& completion);
    void release(Completion& completion);

    const Platform& m_platform;
    Calendar& m_calendar;
    LinkLoads m_loads;
    std::vector<bool> m_hostIsUp;
    std::vector<bool> m_linkIsUp;
    LinkedList<Completion> m_pending;  // all activities in flight
    std::size_t m_inFlight = 0;
    ActivityLedger m_ledger;

    std::unique_ptr<SimGridEngine> m_engine;  // null until something is shared
    std::vector<Ended> m_ended;
    std::vector<Order> m_orders;
    std::size_t m_sharing = 0;  // activities that are SimGrid's or will be
    SimTime m_sharingSince{};   // this instant of the calendar and
    double m_clockThen = 0;     // this one of SimGrid's clock are the same
    bool m_isUnsettled = false;  // SimGrid has not taken notice of all that was cancelled
    SimTime m_isFreeUntil = kNever;
    SimTime m_waitsFor = kNever;

    Observer* m_observer = nullptr;
    SimTime m_looksAt = kNever;
    SimTime m_end{};
    const StopCheck* m_shouldStop = nullptr;
    std::uint32_t m_untilCheck = 0;
    bool m_isStopped = false;
    bool m_isDone = false;
    std::exception_ptr m_failure;
};

}  // namespace stormglass
