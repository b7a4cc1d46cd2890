// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What "run" and "compare" have in common on the command line.
#pragma once

#include "app/output/progress_line.h"

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
    ProgressForm progress = ProgressForm::Auto;
    bool printsJson = false;
    bool isExitZero = false;

    /// The overrides, and --seed, --replications and --duration as further ones.
    [[nodiscard]] std::vector<std::string> allOverrides() const;
    /// As chosen; whoever wants to hear little is shown none unless it was asked for.
    [[nodiscard]] ProgressForm progressForm() const
    {
        return isQuiet && progress == ProgressForm::Auto ? ProgressForm::None : progress;
    }
    /// The outputs that go to files.
    [[nodiscard]] std::vector<std::string> outputFiles() const;
};

/// All of them: the scenario and how it is run, what is written and printed, and the trace.
void addExperimentOptions(CLI::App& command, ExperimentOptions& options);
/// SCENARIO, --set, --seed, --replications, --duration and --jobs.
void addScenarioOptions(CLI::App& command, ExperimentOptions& options);
/// --progress.
void addProgressOption(CLI::App& command, ExperimentOptions& options);
/// --report, --html, --junit, --json, --quiet, --progress and --exit-zero.
void addOutputOptions(CLI::App& command, ExperimentOptions& options);

/// "a,b" as two texts.
[[nodiscard]] std::vector<std::string> splitAtCommas(const std::string& text);
/// A word that a shell takes as it is.
[[nodiscard]] std::string shellWord(const std::string& word);

/// The command that repeats this one: what decides the result, and nothing else.
[[nodiscard]] std::string reproducingCommand(const std::string& command, const ExperimentOptions& options,
                                             const std::vector<std::string>& designs);

}  // namespace stormglass
