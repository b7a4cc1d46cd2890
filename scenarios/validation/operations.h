// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The operations that the user wrote, and the statements in their programs.
#pragma once

#include "scenarios/validation/context.h"

#include <functional>

namespace stormglass {

/// Empty for a component without operations.
[[nodiscard]] std::span<const spec::Operation> operationsOf(const spec::Component& component);

/// One statement on the way through a program.
struct StatementPlace {
    const spec::Statement& statement;
    const std::string& pointer;
    bool isCertain;  ///< It runs whenever the operation runs to its end: not one of several options, nor behind a failure.
};

/// Every statement, also those in branches and options, in the order of the file.
void forEachStatement(const spec::Program& program, std::string pointer,
                      const std::function<void(const StatementPlace&)>& action);

/// A check of the operation that the component has under the name; reports it if there is none.
void requireOperation(ValidationContext& context, const std::string& pointer, const std::string& component,
                      const std::string& operation);

}  // namespace stormglass
