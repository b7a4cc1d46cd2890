// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A saga sweep on a terminal, and what both views of it have in common.
#pragma once

#include "app/output/text_style.h"
#include "models/results/saga_sweep.h"

#include <string>
#include <vector>

namespace stormglass {

/// First what became of the flows in each design, whole and without one safeguard; then design by design the disturbances
/// that changed anything.
[[nodiscard]] std::string sagasToText(const results::SagaSweep& sweep, const std::string& reproducingCommand, const TextStyle& style);
/// Whether some flow was left half-done or done twice in a design as it is, without a safeguard switched off.
[[nodiscard]] bool hasInconsistency(const results::SagaSweep& sweep);

/// How many disturbances had which worst outcome in one column.
struct SagaTally {
    std::size_t met = 0;  ///< Those that changed anything; the others below add up to it.
    std::size_t completed = 0;
    std::size_t compensated = 0;
    std::size_t lost = 0;
    std::size_t inconsistent = 0;
    std::size_t unknown = 0;
};
[[nodiscard]] SagaTally tallyOf(const results::SagaSweep& sweep, std::size_t column);

/// The columns of one design, in their order: whole, then without each of its safeguards.
struct SagaGroup {
    std::string design;
    std::vector<std::size_t> columns;
};
[[nodiscard]] std::vector<SagaGroup> groupsOf(const results::SagaSweep& sweep);

/// "as it is", "no outbox"
[[nodiscard]] std::string columnTitle(const results::SagaColumn& column);
/// "stuck 2, twice 1", "undone 1", "completed", "not met"; empty where there is nothing to be disturbed.
[[nodiscard]] std::string outcomeText(const results::SagaCell& cell);
/// "order.payment"; "order" for what concerns the flow as a whole.
[[nodiscard]] std::string placeOf(const results::SagaRow& row);
/// Whether the disturbance did harm, or undid something, in one of these columns.
[[nodiscard]] bool isWorthTelling(const results::SagaRow& row, const SagaGroup& group);
/// What the safeguards of a design are worth, in sentences.
[[nodiscard]] std::string sagaVerdict(const results::SagaSweep& sweep, const SagaGroup& group);
/// Names of disturbances that no flow of the design came across: "order.payment undoing: crash after, ...".
[[nodiscard]] std::string unmetList(const results::SagaSweep& sweep, const SagaGroup& group);

}  // namespace stormglass
