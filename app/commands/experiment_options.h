// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What "run" and "compare" have in common on the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace stormglass {

struct ExperimentOptions {
    std::string scenario;
    std::vector<std::string> overrides;  ///< PATH=VALUE, in order.
    std::optional<std::int64_t> seed;
    std::optional<std::int64_t> replications;
    std::optional<std::string> duration;
    int jobs = 1;
    std::string reportFile;  ///< Empty: none.
    std::string htmlFile;
    std::string junitFile;
    std::string traceFile;
    std::string cascadeFile;
    bool isQuiet = false;
    bool printsJson = false;
    bool isExitZero = false;

    /// The overrides, and --seed, --replications and --duration as further ones.
    [[nodiscard]] std::vector<std::string> allOverrides() const;
    /// The outputs that go to files.
    [[nodiscard]] std::vector<std::string> outputFiles() const;
};

void addExperimentOptions(CLI::App& command, ExperimentOptions& options);

/// The command that repeats this one: what decides the result, and nothing else.
[[nodiscard]] std::string reproducingCommand(const std::string& command, const ExperimentOptions& options,
                                             const std::vector<std::string>& designs);

}  // namespace stormglass
