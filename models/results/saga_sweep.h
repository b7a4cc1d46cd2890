// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the sagas of a scenario end when they are disturbed step by step, as plain values.
#pragma once

#include "models/results/fault_matrix.h"

namespace stormglass::results {

/// A design, whole or with one of its safeguards off.
struct SagaColumn {
    std::string design;
    std::string without;  ///< "outbox", "idempotence", "durable log"; empty: as designed.
    std::vector<std::string> failures;  ///< Of the run without a disturbance.
    bool operator==(const SagaColumn&) const = default;
};

/// What a disturbance changes in one column, next to the same without it. Numbers of flows, mean over the replications.
struct SagaCell {
    /// The worst: "inconsistent", "lost", "compensated", "completed"; "not met" when no flow came to that moment, so that
    /// nothing changed; "none" where there is nothing to be disturbed, "unknown" without a run.
    std::string outcome;
    double completed = 0;
    double compensated = 0;
    double lost = 0;         ///< Ended with nothing done.
    double inconsistent = 0;
    double doubled = 0;      ///< Of those, with an effect that was applied or undone twice.
    double open = 0;         ///< Still under way when the run ended.
    double repeated = 0;     ///< Steps that were asked for again after they had been done.
    std::vector<std::string> failures;

    /// Left half-done, or still open.
    [[nodiscard]] double stuck() const { return inconsistent - doubled + open; }
    bool operator==(const SagaCell&) const = default;
};

struct SagaRow {
    std::string flow;
    std::string step;         ///< Empty: the flow as a whole.
    std::string disturbance;  ///< "crash before", "crash at transition 2", "broker lost", ...
    std::vector<SagaCell> cells;  ///< One for each column.
    bool operator==(const SagaRow&) const = default;
};

struct SagaSweep {
    std::string version;
    std::string scenario;      ///< Name.
    std::string scenarioHash;
    std::int64_t seed = 0;
    std::int64_t replications = 0;
    bool isPartial = false;
    std::vector<SagaColumn> columns;
    std::vector<SagaRow> rows;
    std::vector<LeftOutFault> leftOut;  ///< Disturbances that this version cannot make, or that hit nothing.
    bool operator==(const SagaSweep&) const = default;
};

}  // namespace stormglass::results
