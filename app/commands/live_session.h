// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A live run as its driver sees it: orders come in, are checked, take effect at a beat, and are told with their instant.
#pragma once

#include "app/worker/live_control.h"
#include "app/worker/run_function.h"
#include "models/run/runner.h"

namespace stormglass {

class LiveSession {
public:
    /// All outlive the session. Precondition: the watch has live orders.
    /// Waits where it is told to before the run begins.
    LiveSession(const spec::Scenario& scenario, const RunOrder& order, const RunWatch& watch);

    /// Waits until the beat is due by the pace. What is wrong with an order is told, and the order is left out.
    [[nodiscard]] LiveCommands commandsAt(SimTime now);
    /// Waits until a frame is due by the pace. What comes meanwhile waits for the next beat, but for pace and steps.
    void frameTold(double simulatedSeconds);
    /// LiveControl::watch().
    [[nodiscard]] double watch() const { return m_control.watch(); }

private:
    void wait(double simulatedSeconds);
    void inject(const std::string& fault, SimTime now, LiveCommands& commands);
    void mend(const std::string& name, SimTime now, LiveCommands& commands);

    spec::Scenario m_scenario;  // its faults are those of the file and what was injected so far
    LiveControl m_control;
    const RunWatch& m_watch;
    std::vector<LiveOrder> m_orders;  // for the next beat
};

}  // namespace stormglass
