// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A result in every form that the command line asked for.
#pragma once

#include "app/commands/experiment_options.h"

#include <functional>

namespace stormglass {

/// How a result is told; what is empty it does not have.
struct ResultForms {
    std::function<std::string()> json;
    std::function<std::string()> text;
    std::function<std::string()> html = {};
    std::function<std::string()> junit = {};
    std::function<std::string()> problems = {};  ///< For standard error, where the text is not shown.
};

/// Writes the files, and prints. False if something could not be written; \p tell has been told of files.
[[nodiscard]] bool deliver(const ExperimentOptions& options, const ResultForms& forms,
                           const std::function<void(const std::string& problem)>& tell);

}  // namespace stormglass
