// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words in which the styles write their programs, and the names that all styles give to operations and events.
#pragma once

#include "models/spec/scenario.h"

#include <string_view>

namespace stormglass {

// Operations. The entry operation of a flow has the flow's own name.
[[nodiscard]] std::string stepOperation(const spec::Flow& flow, const spec::Step& step);  ///< "order.payment"
/// "order.payment.refund"; "order.payment.undo" for a step that only passes the undoing on.
[[nodiscard]] std::string undoOperation(const spec::Flow& flow, const spec::Step& step);

/// "order.payment.succeeded"
[[nodiscard]] std::string stepEvent(const spec::Flow& flow, const spec::Step& step, std::string_view what);

[[nodiscard]] spec::Statement call(std::string component, std::string operation, const spec::CallPolicy& policy);
[[nodiscard]] spec::Statement perform(const spec::Flow& flow, const spec::Step& step, bool isIdempotent,
                                      const spec::Deduplication& deduplication = {});
[[nodiscard]] spec::Statement undo(const spec::Flow& flow, const spec::Step& step, bool isIdempotent);
[[nodiscard]] spec::Statement emitEvent(std::string channel, std::string event, const spec::Outbox& outbox);

/// Runs a program whose failure changes nothing.
[[nodiscard]] spec::Statement ignoreFailureOf(spec::Program program);
/// Runs a program; when it fails, the other one runs, and the failure goes on.
[[nodiscard]] spec::Statement guard(spec::Program program, spec::Program onFailure);
/// The same, but the other one runs only when the program's call may have taken effect.
[[nodiscard]] spec::Statement guardInDoubt(spec::Program program, spec::Program onFailure);
/// The branches at the same time; a single one just so.
[[nodiscard]] spec::Program together(std::vector<spec::Program> branches);

void append(spec::Program& program, spec::Program more);

}  // namespace stormglass
