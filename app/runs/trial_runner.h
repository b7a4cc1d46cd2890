// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries out the trials of a search on several workers, within a budget, and remembers them.
#pragma once

#include "app/runs/trial_log.h"
#include "app/runs/worker_pool.h"

#include <chrono>
#include <set>

namespace stormglass {

/// How much a search may take; nothing: as much as it wants.
struct SearchBudget {
    std::optional<std::size_t> runs;           ///< In all, with those of an earlier search that goes on.
    std::optional<std::chrono::seconds> time;  ///< Of this process.
};

/// What all trials of a search have in common.
struct TrialSetting {
    std::string scenario;                        ///< As JSON text without line ends.
    std::vector<spec::Expectation> expectations; ///< What is judged.
    std::int64_t replications = 1;
    std::vector<std::string> figures;            ///< What the judgement needs.
};

class TrialRunner {
public:
    /// The setting and the log outlive the runner.
    TrialRunner(const TrialSetting& setting, TrialLog& log, SearchBudget budget, std::vector<std::string> worker, int jobs,
                std::function<void(std::size_t runs)> progressed);

    /// As experiments::RunTrials says. A trial that has been made is not made again.
    [[nodiscard]] std::vector<experiments::Judgement> run(const std::vector<experiments::Trial>& trials);

    /// Runs in all, those of an earlier search included that this one asked for again.
    [[nodiscard]] std::size_t runs() const { return m_runs; }
    [[nodiscard]] bool wasInterrupted() const { return m_wasInterrupted; }
    [[nodiscard]] bool hasLogFailed() const { return m_hasLogFailed; }

private:
    [[nodiscard]] bool isAffordable(std::size_t runs) const;
    /// So many of the trials, from the first on, as the budget has room for; their keys in the same order.
    [[nodiscard]] std::vector<std::string> affordable(const std::vector<experiments::Trial>& trials);
    void carryOut(const std::vector<experiments::Trial>& trials, const std::vector<std::string>& keys);
    void judge(const experiments::Trial& trial, std::vector<std::optional<Reply>> replies);

    const TrialSetting& m_setting;
    TrialLog& m_log;
    const SearchBudget m_budget;
    WorkerPool m_pool;
    const std::function<void(std::size_t runs)> m_progressed;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::set<std::string> m_paid;  ///< Trials that are in the number of runs.
    std::size_t m_runs = 0;
    bool m_wasInterrupted = false;
    bool m_hasLogFailed = false;
};

}  // namespace stormglass
