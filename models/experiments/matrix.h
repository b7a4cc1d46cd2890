// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault matrix: every victim with every kind of fault in every design.
#pragma once

#include "models/analysis/report_builder.h"
#include "models/experiments/fault_aim.h"
#include "models/results/fault_matrix.h"

namespace stormglass::experiments {

struct MatrixChoice {
    std::vector<std::string> kinds;    ///< Kinds of faults; empty: all that need no more than a place.
    std::vector<std::string> victims;  ///< Names of places; empty: all.
    FaultWindow window;
    bool areExpectationsJudged = false;
};

/// One fault, to be run in every design.
struct PlannedRow {
    Place victim;
    spec::Fault fault;
};

struct MatrixPlan {
    std::vector<PlannedRow> rows;  ///< Victims in the order of the file, and each one's faults in that of the catalogue.
    std::vector<results::LeftOutFault> leftOut;
};

/// Precondition: the names of the choice are those of kinds and places.
[[nodiscard]] MatrixPlan planMatrix(const spec::Scenario& scenario, const MatrixChoice& choice);

/// What the runs of a plan yielded, each by the designs in the same order.
struct MatrixRuns {
    std::vector<analysis::DesignRuns> baseline;
    std::vector<std::vector<analysis::DesignRuns>> rows;
};

/// Judges every cell next to the baseline of its design; the worst rows stand first. A cell without results has only its
/// failures.
[[nodiscard]] results::FaultMatrix buildMatrix(const spec::Scenario& scenario, const analysis::ReportIdentity& identity,
                                               const MatrixChoice& choice, const MatrixPlan& plan, MatrixRuns runs);

}  // namespace stormglass::experiments
