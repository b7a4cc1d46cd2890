// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that one run consists of, wired and ready to start.
#pragma once

#include "models/brokers/broker.h"
#include "models/designs/wiring.h"
#include "models/faults/schedule.h"
#include "models/network/network.h"
#include "models/services/world.h"
#include "models/services/custom_step.h"
#include "models/services/orchestrator.h"
#include "models/services/outbox.h"
#include "models/services/station.h"
#include "models/stores/database.h"
#include "models/transactions/flow_tracker.h"
#include "models/workload/load_generator.h"
#include "simcore/platform/platform.h"
#include "simcore/random/random_streams.h"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace stormglass {

/// Wants to know of faults before they begin, and when it has become clear how long they last.
class FaultListener {
public:
    virtual ~FaultListener() = default;
    /// False: faults that were planned must not begin. One that somebody injects by hand does.
    virtual bool faultBegins(SimTime now) = 0;
    virtual void boundsChanged() = 0;
};

/// A host's processes: what goes when it goes.
struct Resident {
    std::string component;
    std::size_t instance = 0;
    bool operator==(const Resident&) const = default;
};

struct ChannelRuntime {
    std::string name;
    Broker* broker = nullptr;
    ChannelId id;  ///< At its broker.
    ChannelProbe probe;
    Bill billAtWarmUp;
};

/// Members are destroyed from the last to the first: who uses goes before who is used.
struct Model {
    Model(const spec::Scenario& scenario, Wiring compiled, Conductor& conductor, Ways& ways, RandomStreams randomStreams,
          Witness* witness = nullptr)
        : spec(scenario), wiring(std::move(compiled)), streams(randomStreams), network(conductor.calendar(), ways)
        , world{conductor.calendar(), network, completions, streams, tracer, &conductor, witness}
    {
    }
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;
    ~Model() { clear(); }

    /// Crash and restart by name; silently when the whole host goes. What several faults keep down comes back with the
    /// last of them.
    void crash(const std::string& component, std::size_t instance, bool isSilent);
    /// Its host has lost its power, and with it what was in memory only. It has crashed already.
    void losePower(const std::string& component, std::size_t instance);
    void restart(const std::string& component, std::size_t instance);
    /// The node of a broker stands still until it is restarted.
    void pauseNode(const std::string& broker, std::size_t instance);
    /// By a fault; who is only just starting is not.
    [[nodiscard]] bool isDown(const std::string& component, std::size_t instance) const;
    [[nodiscard]] std::size_t instanceCount(const std::string& component) const;
    /// Whether there is such an instance at present, up or down; an autoscaler adds and removes some.
    [[nodiscard]] bool isPresent(const std::string& component, std::size_t instance) const;

    void start();
    /// Lets go of everything that is under way, so that nothing outlives what it refers to.
    /// The end of the run: what is under way now stays so.
    void endFlows();
    void clear();
    /// Calls act(kind, name, watch) for everything that is watched, in order of kind and name.
    template <class Act>
    void forEachWatch(Act&& act);
    /// Watches that do not watch yet begin to; called at the end of the warm-up.
    void learnWhatIsNormal(SimTime now);
    /// A planned fault is about to begin. False: it must not, nor any other that was planned.
    [[nodiscard]] bool mayFaultBegin(SimTime now);
    /// A fault begins: what is not normal is noticed from now on.
    void alertWatches(SimTime now);
    /// A live fault has begun, and when it has ended: phases and figures know of it. Returns its place among the faults.
    std::size_t noteFault(spec::Fault fault, FaultSpans spans);
    void noteFaultEnd(std::size_t place, SimTime now);
    void updateBounds();
    /// Flows that have neither completed nor ended.
    [[nodiscard]] std::uint64_t unfinished() const;

    const spec::Scenario& spec;
    const Wiring wiring;
    const RandomStreams streams;
    FaultListener* faultListener = nullptr;  ///< At most one.
    FaultRecords faults;  ///< Those of the scenario in its order, then live ones in the order in which they began.
    PhaseBounds bounds;
    std::vector<std::string> eventNames;  ///< By EventTypeId.
    std::vector<std::string> notes;       ///< What the user should know of this run.
    Completions completions;
    Tracer tracer;
    std::map<std::string, std::unique_ptr<FlowTracker>> trackers;  ///< By flow, or by workload without a flow.
    Network network;
    World world;
    std::map<std::string, std::vector<HostId>> hostsOf;            ///< Of each component's instances.
    std::map<std::string, std::vector<Resident>> residents;        ///< By host.
    std::map<std::pair<std::string, std::size_t>, std::size_t> downBy;  ///< Number of faults, by component and instance.
    std::deque<ChannelRuntime> channels;
    std::map<std::string, ChannelRuntime*> channelByName;
    std::map<std::string, std::unique_ptr<Orchestrator>> orchestrators;
    std::map<std::string, std::unique_ptr<Database>> databases;
    std::map<std::string, std::unique_ptr<Broker>> brokers;
    std::map<std::string, std::shared_ptr<CustomStep>> steps;  ///< By component.
    std::map<std::string, std::unique_ptr<Station>> stations;
    std::vector<std::unique_ptr<LoadGenerator>> generators;

private:
    void noteDown(const std::string& component, std::size_t instance);
};

template <class Act>
void Model::forEachWatch(Act&& act)
{
    using results::SubjectKind;
    for (const auto& [name, tracker] : trackers)
        act(SubjectKind::Flow, name, tracker->watch());
    for (const auto& [name, database] : databases)
        act(SubjectKind::Component, name, database->probe().watch());
    for (const auto& [name, station] : stations)
        act(SubjectKind::Component, name, station->probe().watch());
    for (ChannelRuntime& channel : channels)
        act(SubjectKind::Channel, channel.name, channel.probe.watch());
}

}  // namespace stormglass
