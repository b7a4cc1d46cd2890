// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/trial.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/expectations.h"
#include "models/experiments/judged_expectations.h"
#include "simcore/base/hash.h"

#include <bit>

namespace stormglass::experiments {
namespace {

std::uint64_t signatureOf(const results::DesignReport& design)
{
    std::uint64_t hash = kHashSeed;
    for (const results::ReportedMetric& metric : design.metrics) {
        // Figures of a fault have its name, which must not tell two faults with one effect apart.
        if (metric.kind == results::SubjectKind::Fault)
            continue;
        hash = mixHash(mixHash(hash, metric.subject), metric.name);
        for (const double value : metric.estimate.replications)
            hash = mixHash(hash, std::bit_cast<std::uint64_t>(value));
    }
    return finishHash(hash);
}

}  // namespace

Judgement judgeRuns(const std::vector<spec::Expectation>& expectations, const Trial& trial, std::vector<results::RunResult> runs)
{
    const results::DesignReport design = analysis::aggregateRuns(std::move(runs));
    Judgement judgement;
    if (!design.failures.empty()) {
        judgement.failure = design.failures.front();
        return judgement;
    }
    spec::Scenario judged;
    judged.expect = expectations;
    judgement.expectations = trial.faults.empty() ? judgeWithoutFaults(expectations, design)
                                                  : analysis::evaluateExpectations(judged, design);
    judgement.signature = signatureOf(design);
    judgement.fingerprint = kHashSeed;
    for (const std::uint64_t fingerprint : design.fingerprints)
        judgement.fingerprint = design.fingerprints.size() == 1 ? fingerprint : mixHash(judgement.fingerprint, fingerprint);
    return judgement;
}

std::vector<std::string> signatureFigures()
{
    return {"completed", "late", "compensated", "rejected", "inconsistent", "in_flight", "messages", "ack.mean", "completion.mean"};
}

}  // namespace stormglass::experiments
