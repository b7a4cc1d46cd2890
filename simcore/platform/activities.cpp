// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The activities of the conductor: how they start, fail and end.
#include "simcore/base/check.h"
#include "simcore/platform/conductor.h"

#include <cmath>
#include <vector>

namespace stormglass {

void Conductor::transfer(HostId from, HostId to, std::int64_t bytes, Completion& completion)
{
    SIM_CHECK(bytes >= 0, "a transfer of a negative number of bytes");
    const Path& path = m_platform.path(from, to);
    completion.m_from = from;
    completion.m_to = to;
    completion.m_link = path.link;
    begin(completion);
    if (completion.m_hasFailed)
        return;
    m_loads.account(path, bytes, m_calendar.now());
    if (!path.isFlow || bytes == 0) {
        m_calendar.schedule(m_calendar.after(path.timeFor(bytes)), completion);
        return;
    }
    share(completion, static_cast<double>(bytes), &path);
}

void Conductor::execute(HostId host, double coreSeconds, Completion& completion)
{
    SIM_CHECK(coreSeconds >= 0 && std::isfinite(coreSeconds), "an execution of a negative or infinite amount of work");
    completion.m_from = host;
    completion.m_to = host;
    completion.m_link = {};
    begin(completion);
    if (completion.m_hasFailed)
        return;
    if (coreSeconds == 0) {
        m_calendar.schedule(m_calendar.now(), completion);
        return;
    }
    share(completion, coreSeconds, nullptr);
}

void Conductor::begin(Completion& completion)
{
    SIM_CHECK(!completion.isPending(), "a completion was used for a second activity");
    completion.m_conductor = this;
    completion.m_hasFailed = false;
    m_pending.append(completion);
    ++m_inFlight;
    completion.m_number = ++m_ledger.started;
    if (!isUp(completion.m_from))
        failNow(completion, ActivityFailure::SourceDown);
    else if (!isUp(completion.m_to))
        failNow(completion, ActivityFailure::DestinationDown);
    else if (completion.m_link.isValid() && !isUp(completion.m_link))
        failNow(completion, ActivityFailure::LinkDown);
}

/// Gives the activity to SimGrid; the first of several sets the clock.
void Conductor::share(Completion& completion, double work, const Path* path)
{
    if (m_engine == nullptr)
        m_engine = std::make_unique<SimGridEngine>(m_platform, static_cast<SimGridEngine::Model&>(*this));
    if (m_sharing++ == 0) {
        m_sharingSince = m_calendar.now();
        m_clockThen = m_engine->clock();
    }
    completion.m_startedAt = m_calendar.now();
    completion.m_work = work;
    completion.m_path = path;
    completion.m_isOrdered = true;
    m_orders.push_back({.start = &completion});
}

void Conductor::start(Completion& completion)
{
    completion.m_isOrdered = false;
    completion.m_activity = completion.m_path != nullptr
        ? m_engine->startTransfer(*completion.m_path, completion.m_work, completion)
        : m_engine->startExecution(completion.m_from, completion.m_work, completion);
}

/// Takes the activity from whoever has it, SimGrid or the calendar.
void Conductor::withdraw(Completion& completion)
{
    static_cast<Event&>(completion).cancel();
    if (completion.m_activity != Completion::kNoActivity) {
        m_engine->forget(completion.m_activity);
        m_orders.push_back({.activity = completion.m_activity});
        completion.m_activity = Completion::kNoActivity;
        --m_sharing;
    } else if (completion.m_isOrdered) {
        std::erase_if(m_orders, [&completion](const Order& order) { return order.start == &completion; });
        completion.m_isOrdered = false;
        --m_sharing;
    }
}

void Conductor::failNow(Completion& completion, ActivityFailure why)
{
    withdraw(completion);
    completion.m_hasFailed = true;
    completion.m_failure = why;
    m_calendar.schedule(m_calendar.now(), completion);
}

void Conductor::setHostUp(HostId host, bool isUp)
{
    m_hostIsUp[host.value] = isUp;
    if (isUp)
        return;
    for (Completion* each = m_pending.empty() ? nullptr : &m_pending.first(); each != nullptr; each = m_pending.next(*each)) {
        if (each->m_hasFailed)
            continue;
        if (each->m_from == host)
            failNow(*each, ActivityFailure::SourceDown);
        else if (each->m_to == host)
            failNow(*each, ActivityFailure::DestinationDown);
    }
}

void Conductor::setLinkUp(LinkId link, bool isUp)
{
    m_linkIsUp[link.value] = isUp;
    if (isUp)
        return;
    for (Completion* each = m_pending.empty() ? nullptr : &m_pending.first(); each != nullptr; each = m_pending.next(*each))
        if (!each->m_hasFailed && each->m_link == link)
            failNow(*each, ActivityFailure::LinkDown);
}

void Conductor::cancel(Completion& completion)
{
    withdraw(completion);
    release(completion);
    ++m_ledger.cancelled;
}

void Conductor::finish(Completion& completion)
{
    release(completion);
    ++(completion.m_hasFailed ? m_ledger.failed : m_ledger.completed);
}

void Conductor::release(Completion& completion)
{
    completion.unlink();
    completion.m_conductor = nullptr;
    --m_inFlight;
}

}  // namespace stormglass
