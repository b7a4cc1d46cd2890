// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One instance of a station: its workers, its queue, its consumers.
#pragma once

#include "models/brokers/broker.h"
#include "models/services/instance_condition.h"
#include "models/services/request.h"
#include "models/services/station_probe.h"
#include "simcore/process/resource.h"
#include "simcore/process/ring_queue.h"
#include "simcore/process/scope.h"
#include "simcore/process/task.h"

#include <functional>
#include <memory>
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
    void attach(SubscriptionId subscription, Broker& broker, ChannelProbe& probe);
    /// The start of the run: consumers attach.
    void start();
    void crash(bool isSilent);
    void restart();
    void clear();

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
    [[nodiscard]] Resource& workers() { return m_workers; }
    [[nodiscard]] Scope& scope() { return m_scope; }
    /// The producer of this instance at that broker.
    [[nodiscard]] ProducerId producerAt(Broker& broker);
    /// This instance's connections to that database.
    [[nodiscard]] Resource& connectionsTo(Database& store, std::size_t poolSize);

    void reply(const Request& request, Outcome outcome);

private:
    friend class ServedRequest;

    Task<> serve(Request request, Lease worker);
    void start(Request request, Lease worker);
    /// Whether a request meets its end, or a standstill, instead of a worker.
    [[nodiscard]] bool isHeldUp(Request& request);
    void refuseOverflow();
    [[nodiscard]] bool isDrained() const;

    Station& m_station;
    const std::size_t m_number;
    const HostId m_host;
    bool m_isUp = true;
    SimTime m_upSince{};
    bool m_isSilent = false;    // its host is gone: nobody hears of its end
    bool m_isStarting = false;  // startWaiting() is on the call stack
    bool m_isEnding = false;    // the run is over: what is destroyed now is in flight, not dropped
    bool m_isDrainCheckDue = false;
    InstanceCondition m_condition;
    std::function<void()> m_whenDrained;
    Resource m_workers;
    RingQueue<Request> m_queue;
    std::vector<std::pair<Broker*, ProducerId>> m_producers;
    std::vector<std::pair<Database*, std::unique_ptr<Resource>>> m_pools;
    std::vector<std::unique_ptr<MessageConsumer>> m_consumers;
    Scope m_scope;
};

}  // namespace stormglass
