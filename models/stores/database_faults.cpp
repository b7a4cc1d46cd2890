// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults do to a database: it stands still, or takes no queries.
#include "models/stores/execution.h"

#include <algorithm>

namespace stormglass {

void Database::turnAway(const Query& query)
{
    m_probe.turnedAway(m_world.now(), DropCause::Unavailable);
    if (m_refusals.isOn())
        answer(query, Outcome::Unavailable);
}

void Database::pause(std::size_t index, const void* by)
{
    // Only the primary serves, as with a crash.
    if (index != 0 || !m_isUp)
        return;
    const bool isFirst = !m_pauses.isOn();
    m_pauses.switchOn(by);
    for (const auto& execution : m_executions) {
        if (!isFirst || !execution->isScheduled())
            continue;
        execution->left = execution->endsAt - m_world.now();
        execution->cancel();
    }
}

void Database::resume(std::size_t index, const void* by)
{
    if (index == 0 && m_pauses.switchOff(by) && !m_pauses.isOn())
        goOn();
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

void Database::refuse(const void* by) { m_refusals.switchOn(by); }
void Database::swallow(const void* by) { m_silences.switchOn(by); }

void Database::answerAgain(const void* by)
{
    m_refusals.switchOff(by);
    m_silences.switchOff(by);
}

}  // namespace stormglass
