// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries out the runs of a plan on several workers.
#pragma once

#include "app/process/signal_pipe.h"
#include "app/runs/run_plan.h"
#include "app/runs/worker_link.h"

#include <functional>
#include <memory>

namespace stormglass {

/// The outcomes do not depend on the number of workers: each run has its place. Workers stay from one plan to the next.
///
/// The first SIGINT or SIGTERM cancels: runs under way deliver what they have measured, the others do not start. The
/// second ends the workers at once.
class WorkerPool {
public:
    /// The command starts one worker.
    WorkerPool(std::vector<std::string> command, int jobs);

    /// Throws std::system_error if not even one worker can be started.
    [[nodiscard]] RunOutcomes carryOut(const RunSequence& runs, const std::function<void(const PlanProgress&)>& progressed);
    [[nodiscard]] RunOutcomes carryOut(const RunPlan& plan, const std::function<void(const PlanProgress&)>& progressed)
    {
        return carryOut({plan.size(), [&](std::size_t index) { return plan.orderAt(index); }}, progressed);
    }

private:
    void giveOrders(const RunSequence& runs);
    void waitForNews();
    void takeInterrupt();
    void takeReplies(WorkerLink& worker);
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] PlanProgress progress() const;

    const std::vector<std::string> m_command;
    const int m_jobs;
    SignalPipe m_interrupts;
    std::vector<std::unique_ptr<WorkerLink>> m_workers;
    std::size_t m_next = 0;  ///< The first run that has not been started.
    std::size_t m_finished = 0;
    RunOutcomes m_outcomes;
};

}  // namespace stormglass
