// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/worker_pool.h"

#include <algorithm>
#include <csignal>

#include <poll.h>

namespace stormglass {

WorkerPool::WorkerPool(std::vector<std::string> command, int jobs)
    : m_command(std::move(command)), m_jobs(jobs), m_interrupts({SIGINT, SIGTERM})
{
}

RunOutcomes WorkerPool::carryOut(const RunSequence& runs, const std::function<void(const PlanProgress&)>& progressed)
{
    std::signal(SIGPIPE, SIG_IGN);
    m_outcomes = {};
    m_outcomes.replies.resize(runs.size);
    m_next = 0;
    m_finished = 0;

    giveOrders(runs);
    while (isBusy()) {
        waitForNews();
        for (const auto& worker : m_workers)
            takeReplies(*worker);
        std::erase_if(m_workers, [](const auto& worker) { return worker->hasGone() && !worker->run(); });
        giveOrders(runs);
        progressed(progress());
    }
    return std::move(m_outcomes);
}

void WorkerPool::giveOrders(const RunSequence& runs)
{
    const auto jobs = std::min(static_cast<std::size_t>(m_jobs), runs.size);
    for (std::size_t i = 0; i < jobs && m_next < runs.size && !m_outcomes.wasInterrupted; ++i) {
        if (i == m_workers.size())
            m_workers.push_back(std::make_unique<WorkerLink>(m_command));
        if (m_workers[i]->run())
            continue;
        m_workers[i]->start(m_next, runs.orderAt(m_next));
        ++m_next;
    }
}

void WorkerPool::waitForNews()
{
    std::vector<pollfd> sources{{m_interrupts.descriptor(), POLLIN, 0}};
    for (const auto& worker : m_workers)
        sources.push_back({worker->descriptor(), POLLIN, 0});
    if (::poll(sources.data(), sources.size(), -1) < 0)
        return;  // A signal came; its pipe will be readable.
    if (sources[0].revents != 0)
        takeInterrupt();
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        if (sources[i + 1].revents != 0)
            m_workers[i]->read();
    }
}

void WorkerPool::takeInterrupt()
{
    m_interrupts.takeSignal();
    for (const auto& worker : m_workers) {
        if (m_outcomes.wasInterrupted)
            worker->kill();
        else
            worker->cancel();
    }
    m_outcomes.wasInterrupted = true;
}

void WorkerPool::takeReplies(WorkerLink& worker)
{
    while (const std::optional<std::size_t> run = worker.run()) {
        std::optional<Reply> reply = worker.takeReply();
        if (!reply)
            return;
        if (!isLast(*reply))
            continue;
        m_outcomes.replies[*run] = std::move(reply);
        ++m_finished;
    }
}

bool WorkerPool::isBusy() const
{
    return std::any_of(m_workers.begin(), m_workers.end(), [](const auto& worker) { return worker->run().has_value(); });
}

PlanProgress WorkerPool::progress() const
{
    PlanProgress progress{.finished = m_finished, .total = m_outcomes.replies.size()};
    double done = static_cast<double>(m_finished);
    for (const auto& worker : m_workers) {
        if (worker->run())
            done += worker->fraction();
    }
    progress.fraction = done / static_cast<double>(progress.total);
    return progress;
}

}  // namespace stormglass
