// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The saga sweep: every step of every flow disturbed in every way, in every design, whole and with one safeguard off.
//
// The disturbances are the criteria of Duerr, Lichtenthaeler, Wirtz, "Saga pattern technologies: a criteria-based
// evaluation" (CLOSER 2022): crash of a participant before, during and after its step, crash of the orchestrator, its loss
// and that of the broker, and what at-least-once delivery adds: duplicates and late events.
#pragma once

#include "models/analysis/report_builder.h"
#include "models/experiments/fault_aim.h"
#include "models/experiments/trial.h"
#include "models/results/saga_sweep.h"

namespace stormglass::experiments {

enum class Safeguard { None, Outbox, IdempotentConsumers, DurableLog };
/// "outbox", "idempotence", "durable log"; empty for none.
[[nodiscard]] std::string_view wordOf(Safeguard safeguard);

/// The scenario with that safeguard of the design off. Nothing if the design has none that is on. Without a safeguard to
/// take off it is the scenario itself.
[[nodiscard]] std::optional<spec::Scenario> withoutSafeguard(const spec::Scenario& scenario, const std::string& design,
                                                             Safeguard safeguard);

/// One design as it is run.
struct SweptDesign {
    std::string design;
    Safeguard without = Safeguard::None;
    spec::Scenario scenario;
};

/// One disturbance: for each swept design its faults, or nothing if the design has nothing to be disturbed by it.
struct Disturbance {
    std::string flow;
    std::string step;
    std::string name;
    std::vector<std::optional<FaultSet>> faults;
};

struct SagaPlan {
    std::vector<SweptDesign> columns;
    std::vector<Disturbance> rows;
    std::vector<results::LeftOutFault> leftOut;
};

/// All designs by name; faults begin in the window.
[[nodiscard]] SagaPlan planSagas(const spec::Scenario& scenario, const std::vector<std::string>& designs,
                                 const FaultWindow& window);

/// The metrics that a sweep looks at.
[[nodiscard]] std::vector<std::string> sagaFigures();

/// \p baselines by column, \p runs by row and column; a cell that is not to be run has neither results nor failures.
[[nodiscard]] results::SagaSweep buildSagaSweep(const spec::Scenario& scenario, const analysis::ReportIdentity& identity,
                                                const SagaPlan& plan, std::vector<analysis::DesignRuns> baselines,
                                                std::vector<std::vector<analysis::DesignRuns>> runs);

}  // namespace stormglass::experiments
