// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The folder of a hunt: what it was told, the log of its runs, and its finds, each as a scenario that repeats it.
//
//   hunt.json       what the hunt was told        find-001.json   the scenario of a find
//   scenario.json   the scenario it hunts in      finds.jsonl     all finds, one a line
//   runs.jsonl      every trial, one a line       report.json     the report, when the hunt ends
#pragma once

#include "app/commands/chaos_options.h"
#include "models/results/hunt_report.h"
#include "simcore/base/result.h"

namespace stormglass {

class HuntFolder {
public:
    /// Makes the folder and writes what the hunt is told. A failure says why it cannot be made.
    [[nodiscard]] static Result<HuntFolder> create(const std::filesystem::path& folder, const ChaosOptions& options,
                                                   const LoadedScenario& loaded);
    /// Takes up the folder of an earlier hunt, and puts what that was told into the options.
    [[nodiscard]] static Result<HuntFolder> takeUp(const std::filesystem::path& folder, ChaosOptions& options);

    [[nodiscard]] const std::filesystem::path& path() const { return m_folder; }
    [[nodiscard]] std::filesystem::path logFile() const { return m_folder / "runs.jsonl"; }
    /// "find" or "failure", counted from 1.
    [[nodiscard]] std::filesystem::path scenarioFile(const std::string& word, std::size_t number) const;

    /// The scenario with these faults, and with no expectations but these, in a file. False if that cannot be written.
    [[nodiscard]] bool writeScenario(const std::filesystem::path& file, const LoadedScenario& loaded,
                                     const std::vector<spec::Fault>& faults,
                                     const std::vector<spec::Expectation>& expectations) const;
    [[nodiscard]] bool writeReport(const results::HuntReport& report) const;

private:
    explicit HuntFolder(std::filesystem::path folder) : m_folder(std::move(folder)) { }

    std::filesystem::path m_folder;
};

}  // namespace stormglass
