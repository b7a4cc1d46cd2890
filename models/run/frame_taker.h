// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shows a run while it goes on: takes frames of it between its events.
#pragma once

#include "models/run/impact_teller.h"
#include "models/run/runner.h"
#include "models/run/state_gauges.h"

#include <deque>

namespace stormglass {

/// What frames of a run of this wiring speak of.
[[nodiscard]] results::Roster rosterOf(const spec::Scenario& scenario, const Wiring& wiring);

/// Takes frames at instants that the hooks choose. The run does not notice: its fingerprint is that of a run without.
class FrameTaker final : private Conductor::Observer {
public:
    /// All outlive the taker. Preconditions: the model has a witness, and the hooks those for frames.
    FrameTaker(Model& model, const results::Roster& roster, Conductor& conductor, const RunHooks& hooks);
    ~FrameTaker();

    /// The span that is wanted may be another one from now on.
    void askForSpan(SimTime now);
    /// Just before and just after the end of the warm-up sets counters to 0.
    void settle();
    void rebase();
    /// The run has ended, and its flows are booked. Call once.
    void finish(SimTime now);

private:
    struct Part;

    SimTime look(SimTime at) override;
    [[nodiscard]] SimTime nextLook() const;
    void take(SimTime at, bool isOver);
    void takeEvents(SimTime at);
    void takeFaults(SimTime at);
    void takeNotices();
    void readInstances(const Part& part, results::ComponentState& state) const;

    Model& m_model;
    const results::Roster& m_roster;
    Conductor& m_conductor;
    const RunHooks& m_hooks;
    std::deque<Part> m_parts;  // components in the order of the roster
    std::deque<ChannelGauge> m_channels;
    std::deque<FlowGauge> m_flows;
    ImpactTeller m_impacts;
    Duration m_span{};
    SimTime m_last{};
    bool m_hasTold = false;
    results::Frame m_frame;
};

}  // namespace stormglass
