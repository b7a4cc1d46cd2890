// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/trial_runner.h"

#include "scenarios/fault_list.h"

#include <algorithm>

namespace stormglass {

using experiments::Judgement;
using experiments::Trial;

TrialRunner::TrialRunner(const TrialSetting& setting, TrialLog& log, SearchBudget budget, std::vector<std::string> worker,
                         int jobs, std::function<void(std::size_t runs)> progressed)
    : m_setting(setting), m_log(log), m_budget(budget), m_pool(std::move(worker), jobs), m_progressed(std::move(progressed))
{
}

std::vector<Judgement> TrialRunner::run(const std::vector<Trial>& trials)
{
    std::vector<Judgement> judgements;
    if (m_wasInterrupted)
        return judgements;
    const std::vector<std::string> keys = affordable(trials);
    carryOut(trials, keys);
    for (const std::string& key : keys) {
        const Judgement* judgement = m_log.find(key);
        if (judgement == nullptr)
            break;
        judgements.push_back(*judgement);
    }
    return judgements;
}

bool TrialRunner::isAffordable(std::size_t runs) const
{
    const bool isInTime = !m_budget.time || std::chrono::steady_clock::now() - m_start < *m_budget.time;
    return isInTime && (!m_budget.runs || m_runs + runs <= *m_budget.runs);
}

std::vector<std::string> TrialRunner::affordable(const std::vector<Trial>& trials)
{
    const auto cost = static_cast<std::size_t>(m_setting.replications);
    std::vector<std::string> keys;
    for (const Trial& trial : trials) {
        std::string key = TrialLog::keyOf(trial);
        if (!m_paid.contains(key)) {
            if (!isAffordable(cost))
                break;
            m_runs += cost;
            m_paid.insert(key);
        }
        keys.push_back(std::move(key));
    }
    return keys;
}

void TrialRunner::carryOut(const std::vector<Trial>& trials, const std::vector<std::string>& keys)
{
    std::vector<std::size_t> open;
    std::set<std::string> known;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (m_log.find(keys[i]) == nullptr && known.insert(keys[i]).second)
            open.push_back(i);
    }
    const auto replications = static_cast<std::size_t>(m_setting.replications);
    const auto orderAt = [&](std::size_t index) {
        const Trial& trial = trials[open[index / replications]];
        return RunOrder{.scenario = m_setting.scenario,
                        .design = trial.design,
                        .replication = static_cast<std::int64_t>(index % replications),
                        .chaos = toText(trial.faults),
                        .figures = m_setting.figures};
    };
    if (open.empty())
        return;
    const std::size_t before = m_runs - std::min(m_runs, open.size() * replications);
    RunOutcomes outcomes = m_pool.carryOut({open.size() * replications, orderAt},
                                           [&](const PlanProgress& progress) { m_progressed(before + progress.finished); });
    m_wasInterrupted = outcomes.wasInterrupted;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const auto first = outcomes.replies.begin() + static_cast<std::ptrdiff_t>(i * replications);
        judge(trials[open[i]], {std::make_move_iterator(first),
                                std::make_move_iterator(first + static_cast<std::ptrdiff_t>(replications))});
    }
}

void TrialRunner::judge(const Trial& trial, std::vector<std::optional<Reply>> replies)
{
    std::vector<results::RunResult> results;
    Judgement judgement;
    for (std::optional<Reply>& reply : replies) {
        if (!reply)
            return;  // interrupted before its turn
        if (const auto* breakdown = std::get_if<Breakdown>(&*reply))
            judgement.failure = breakdown->message;
        else if (const auto* rejection = std::get_if<Rejection>(&*reply))
            judgement.failure = "the worker refused " + rejection->issues.front().pointer + ": " + rejection->issues.front().message;
        else if (auto* result = std::get_if<results::RunResult>(&*reply); result != nullptr) {
            if (result->isPartial)
                return;
            results.push_back(std::move(*result));
        }
    }
    if (judgement.failure.empty())
        judgement = experiments::judgeRuns(m_setting.expectations, trial, std::move(results));
    m_hasLogFailed = !m_log.add(TrialLog::keyOf(trial), judgement) || m_hasLogFailed;
}

}  // namespace stormglass
