// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Results of chaos experiments as JSON, with the same promises as those of runs (results_json.h).
#pragma once

#include "models/results/capacity_report.h"
#include "models/results/hunt_report.h"
#include "models/results/judgement.h"
#include "models/results/saga_sweep.h"
#include "scenarios/json.h"
#include "simcore/base/result.h"

namespace stormglass {

[[nodiscard]] Json toJson(const results::FaultMatrix& matrix);
[[nodiscard]] Json toJson(const results::HuntReport& report);
[[nodiscard]] Json toJson(const results::CapacityReport& report);
[[nodiscard]] Json toJson(const results::SagaSweep& sweep);
[[nodiscard]] Json toJson(const results::Judgement& judgement);

[[nodiscard]] Result<results::FaultMatrix> readFaultMatrix(const Json& json);
[[nodiscard]] Result<results::Judgement> readJudgement(const Json& json);

/// JSON Schemas (draft-07).
[[nodiscard]] Json faultMatrixSchema();
[[nodiscard]] Json huntReportSchema();
[[nodiscard]] Json capacityReportSchema();
[[nodiscard]] Json sagaSweepSchema();

}  // namespace stormglass
