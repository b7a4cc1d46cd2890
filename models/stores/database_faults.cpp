// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults do to a database: it stands still, takes no queries, loses its primary, fails queries, leaks connections.
#include "models/stores/execution.h"
#include "models/stores/replicas.h"

#include <algorithm>
#include <cmath>

namespace stormglass {

void Database::turnAway(const Query& query)
{
    m_probe.turnedAway(m_world.now(), DropCause::Unavailable);
    if (m_nodes[m_primary].refusals.isOn())
        answer(query, Outcome::Unavailable);
}

/// What hits the component hits those of its nodes that are read.
template <class Action>
void Database::atReplicas(Action action)
{
    for (std::size_t i = 0; m_replicas != nullptr && i < m_replicas->count(); ++i)
        action(m_replicas->server(i));
}

void Database::pause(std::size_t index, const void* by)
{
    if (m_replicas != nullptr)
        m_replicas->server(index).pause(0, by);
    // Of those that write only the primary serves, as with a crash.
    if (index != m_primary || !m_isUp)
        return;
    const bool isFirst = !m_pauses.isOn();
    m_pauses.switchOn(by);
    for (const auto& execution : m_executions) {
        if (!isFirst || !execution->isScheduled())
            continue;
        execution->left = execution->endsAt - m_world.now();
        execution->cancel();
    }
    if (isFirst && m_engine != nullptr)
        m_engine->paused();
}

void Database::resume(std::size_t index, const void* by)
{
    if (m_replicas != nullptr)
        m_replicas->server(index).resume(0, by);
    if (index != m_primary || !m_pauses.switchOff(by) || m_pauses.isOn())
        return;
    goOn();
    if (m_engine != nullptr)
        m_engine->resumed();
}

void Database::goOn()
{
    const auto isIdle = [this](const Execution& execution) {
        return std::ranges::find(m_idle, &execution) != m_idle.end();
    };
    for (const auto& execution : m_executions) {
        if (isIdle(*execution))
            continue;
        execution->endsAt = m_world.now() + execution->left;
        m_world.calendar.schedule(execution->endsAt, *execution);
    }
    while (!m_queue.empty() && !m_idle.empty())
        begin(m_queue.takeFront());
}

void Database::refuse(std::size_t index, const void* by)
{
    m_nodes[index].refusals.switchOn(by);
    if (m_replicas != nullptr)
        m_replicas->server(index).refuse(0, by);
}

void Database::swallow(std::size_t index, const void* by)
{
    m_nodes[index].silences.switchOn(by);
    if (m_replicas != nullptr)
        m_replicas->server(index).swallow(0, by);
}

void Database::answerAgain(std::size_t index, const void* by)
{
    m_nodes[index].refusals.switchOff(by);
    m_nodes[index].silences.switchOff(by);
    if (m_replicas != nullptr)
        m_replicas->server(index).answerAgain(0, by);
}

void Database::addErrors(QueryErrors& errors)
{
    m_errors.push_back(&errors);
    atReplicas([&errors](Database& replica) { replica.addErrors(errors); });
}

void Database::removeErrors(const QueryErrors& errors)
{
    std::erase(m_errors, &errors);
    atReplicas([&errors](Database& replica) { replica.removeErrors(errors); });
}

std::size_t Database::losePrimary()
{
    ++m_takeovers;
    ++m_nodes[m_primary].lostBy;
    if (m_isUp)
        resetAll(false);
    m_isSilent = false;
    return m_primary;
}

void Database::takeOver()
{
    --m_takeovers;
    serveAgain();
}

void Database::giveBack(std::size_t index)
{
    --m_nodes[index].lostBy;
    serveAgain();
}

void Database::serveAgain()
{
    if (m_isUp || m_takeovers > 0)
        return;
    // A primary that has crashed comes back itself; only one that was lost is replaced.
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const std::size_t index = (m_primary + i) % m_nodes.size();
        const Node& node = m_nodes[index];
        if (node.isDown && node.lostBy == 0 && i == 0)
            return;
        if (node.isDown || node.lostBy > 0)
            continue;
        m_primary = index;
        m_isUp = true;
        m_isSilent = false;
        if (m_engine != nullptr)
            m_engine->restarted();
        return;
    }
}

Outcome Database::outcomeOf(const Query& query)
{
    if (query.isWrite && m_nodes[m_primary].disk->isFull())
        return Outcome::Failed;
    bool hasFailed = false;
    for (QueryErrors* errors : m_errors)
        if (query.isWrite ? errors->hitsWrites : errors->hitsReads)
            hasFailed = errors->draws.uniform() < errors->share || hasFailed;
    return hasFailed ? Outcome::Failed : Outcome::Ok;
}

std::size_t Database::poolSizeOf(const std::string& client) const
{
    std::size_t leaked = 0;
    for (const PoolLeak* leak : m_leaks)
        if (leak->client.empty() || leak->client == client)
            leaked += static_cast<std::size_t>(std::ceil(static_cast<double>(poolSize()) * leak->share - 1e-9));
    return poolSize() - std::min(leaked, poolSize());
}

}  // namespace stormglass
