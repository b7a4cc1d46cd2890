// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine behind the worker protocol.
#pragma once

#include "app/worker/run_function.h"
#include "scenarios/scenario_reader.h"

namespace stormglass {

/// Carries out the runs of a worker.
class Engine {
public:
    /// Reads the scenario, once for all runs that ask for it.
    void prepare(const std::string& scenario);
    /// Runs the scenario of the order, with the order's faults if it has any, and yields what was asked for. To be called
    /// once in a process. Precondition: the scenario is the one that was prepared.
    [[nodiscard]] Reply run(const RunOrder& order, const RunWatch& watch) const;

private:
    std::string m_text;
    LoadedScenario m_loaded;
};

}  // namespace stormglass
