// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One instance of a station: its workers, its queue, its consumers.
#pragma once

#include "models/brokers/broker.h"
#include "models/services/instance_condition.h"
#include "models/services/request.h"
#include "models/services/resilience/call_guard.h"
#include "models/services/stability/load_shedder.h"
#include "models/services/station_probe.h"
#include "simcore/process/resource.h"
#include "simcore/process/ring_queue.h"
#include "simcore/process/scope.h"
#include "simcore/process/task.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace stormglass {

class Station;
class MessageConsumer;
class Database;

class Instance {
public:
    Instance(Station& station, std::size_t number, HostId host);
    ~Instance();

    /// A request has arrived over the network.
    void arrive(Request request);
    /// Starts waiting requests while there are free workers.
    void startWaiting();

    /// Before the run.
    void attach(SubscriptionId subscription, Broker& broker, ChannelProbe& probe, SimTime from);
    /// The start of the run: consumers attach.
    void start();
    void crash(bool isSilent);
    void restart();
    void clear();
    /// What its consumers have settled is committed now (Broker::commit).
    void commit();
    /// The station has moved a message on.
    void noteMoved();

    // --- what faults do to it (instance_faults.cpp) ---
    /// The process stands still until the same fault resumes it. Nothing for one that is down.
    void pause(const void* by);
    void resume(const void* by);
    /// Handlers of messages are stuck until the same fault releases them.
    void hang(const void* by);
    void release(const void* by);
    /// Takes so much of the capacity away; 0: what the fault has taken comes back.
    void takeCapacity(const void* by, double share);
    /// Gets nothing new, and finishes what it has; calls back when nothing is left, unless it dies before.
    void drain(std::function<void()> whenDrained);
    /// Something that it had has ended.
    void checkDrained();

    [[nodiscard]] InstanceCondition& condition() { return m_condition; }
    [[nodiscard]] const InstanceCondition& condition() const { return m_condition; }
    /// New requests are sent to it.
    [[nodiscard]] bool isOpen() const { return m_isUp && !m_condition.isDraining(); }
    /// It could do something of its own accord.
    [[nodiscard]] bool isAtWork() const { return isOpen() && !m_condition.isPaused(); }

    [[nodiscard]] Station& station() const { return m_station; }
    [[nodiscard]] std::size_t number() const { return m_number; }  ///< Counted from 0.
    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] SimTime upSince() const { return m_upSince; }  ///< When its process was started last.
    [[nodiscard]] bool isSilent() const { return m_isSilent; }
    /// Part of the component at present. Not: those that a scaler may add, or that it has taken away; of the latter some
    /// may be up for a while yet, to finish what they have.
    [[nodiscard]] bool isDeployed() const { return m_isDeployed; }
    void setDeployed(bool isDeployed) { m_isDeployed = isDeployed; }
    /// Before the run: it is not there yet.
    void keepBack();
    /// Requests that wait or are served.
    [[nodiscard]] std::size_t load() const { return m_queue.size() + m_inService; }
    [[nodiscard]] Resource& workers() { return m_workers; }
    [[nodiscard]] Scope& scope() { return m_scope; }
    /// The producer of this instance at that broker.
    [[nodiscard]] ProducerId producerAt(Broker& broker);
    /// This instance's connections to that database.
    [[nodiscard]] Resource& connectionsTo(Database& store, std::size_t poolSize);
    /// What this instance keeps for calls to that target.
    [[nodiscard]] CallGuard& guardOf(const GuardedTarget& target);

    void reply(const Request& request, Outcome outcome);

private:
    friend class ServedRequest;

    Task<> serve(Request request, Lease worker);
    void start(Request request, Lease worker);
    /// Whether a request meets its end, or a standstill, instead of a worker.
    [[nodiscard]] bool isHeldUp(Request& request);
    void refuseOverflow();
    void noteChange(SimTime now) const;
    [[nodiscard]] bool isDrained() const;
    /// At the back of the queue.
    void join(Request request);
    /// The next one by the discipline, unless it is to be dropped.
    [[nodiscard]] std::optional<Request> takeNext();

    Station& m_station;
    const std::size_t m_number;
    const HostId m_host;
    bool m_isUp = true;
    SimTime m_upSince{};
    bool m_isSilent = false;    // its host is gone: nobody hears of its end
    bool m_isStarting = false;  // startWaiting() is on the call stack
    bool m_isEnding = false;    // the run is over: what is destroyed now is in flight, not dropped
    bool m_isDrainCheckDue = false;
    bool m_isDeployed = true;
    std::size_t m_inService = 0;  // requests
    InstanceCondition m_condition;
    std::function<void()> m_whenDrained;
    Resource m_workers;
    RingQueue<Request> m_queue;
    SimTime m_backloggedSince{};  // the queue was empty then for the last time
    std::unique_ptr<LoadShedder> m_shedder;  // null without a rule
    std::vector<std::pair<Broker*, ProducerId>> m_producers;
    std::vector<std::pair<Database*, std::unique_ptr<Resource>>> m_pools;
    std::vector<std::unique_ptr<MessageConsumer>> m_consumers;
    std::vector<std::pair<const GuardedTarget*, std::unique_ptr<CallGuard>>> m_guards;
    Scope m_scope;
};

}  // namespace stormglass
