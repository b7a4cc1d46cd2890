// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The clients: send requests, wait for answers, give up in time.
#pragma once

#include "models/services/world.h"
#include "models/services/request.h"
#include "models/spec/workload.h"
#include "models/transactions/flow_tracker.h"
#include "models/workload/arrival_process.h"
#include "models/workload/shared_keys.h"
#include "simcore/random/sampler.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace stormglass {

/// Which of its own arrivals a workload lets pass, for as long as a fault says so.
class ArrivalFilter {
public:
    virtual bool lets() = 0;

protected:
    ~ArrivalFilter() = default;
};

class LoadGenerator {
public:
    struct Target {
        Endpoint* endpoint = nullptr;
        OperationId operation;
        std::vector<HostId> clients;  ///< Hosts of the client's instances, used in turn.
        std::int32_t size = 1024;     ///< Bytes of a request.
        std::uint32_t clientPlace = 0;  ///< Of the client and of the endpoint among what is watched (Witness).
        std::uint32_t place = 0;
    };

    LoadGenerator(World world, const spec::Workload& workload, FlowTracker& tracker, Target target, SimTime end);
    ~LoadGenerator();

    void start();
    /// No new requests from now on.
    void stop() { m_hasStopped = true; }
    /// The end of the run: stops waiting.
    void clear();

    // --- what faults do to the load (load_changes.cpp) ---
    [[nodiscard]] const spec::Workload& workload() const { return m_workload; }
    /// From then on nobody asks.
    [[nodiscard]] SimTime end() const { return m_end; }
    /// One more request now, beside those of the workload.
    void askInAddition();
    void add(ArrivalFilter& filter) { m_filters.push_back(&filter); }
    void remove(ArrivalFilter& filter) { std::erase(m_filters, &filter); }
    void add(KeyChooser& chooser) { m_keyChoosers.push_back(&chooser); }
    void remove(KeyChooser& chooser) { std::erase(m_keyChoosers, &chooser); }
    /// Of a closed loop: so many users more, or fewer, by this fault's doing.
    void setFurtherUsers(const void* by, std::int64_t users);

private:
    class Arrival;
    class ClientCall;

    void arrive();
    void scheduleNext();
    void ask(ClientCall& call, bool isAdditional = false);
    [[nodiscard]] bool isFilteredOut();
    void setUsers(std::size_t users);
    void think(ClientCall& call);
    void ended(ClientCall& call, Outcome outcome);
    [[nodiscard]] ClientCall& takeCall();

    World m_world;
    const spec::Workload m_workload;
    FlowTracker& m_tracker;
    const Target m_target;
    const SimTime m_end;
    std::optional<ArrivalProcess> m_process;       // of an open workload
    std::optional<Sampler> m_thinkTime;            // of a closed one
    std::unique_ptr<Arrival> m_arrival;
    std::vector<std::unique_ptr<ClientCall>> m_calls;
    std::vector<ClientCall*> m_idle;
    std::vector<RandomStream> m_users;  // of a closed loop: what each draws think times from
    std::size_t m_presentUsers = 0;     // of them; the others have left
    std::vector<std::pair<const void*, std::int64_t>> m_furtherUsers;  // by fault
    std::vector<ArrivalFilter*> m_filters;
    std::optional<SharedKeys> m_sharedKeys;
    std::vector<KeyChooser*> m_keyChoosers;  // the last one has the last word
    std::size_t m_nextClient = 0;
    bool m_hasStopped = false;
};

}  // namespace stormglass
