// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "simcore/platform/waiting.h"
#include "simcore/process/delay.h"

namespace stormglass::interpreter {
namespace {

bool needsWorker(const Activation& a) { return a.request != nullptr && !a.isOnWorkerOfOthers && !a.worker.isHeld(); }

Duration times(Duration time, double factor)
{
    return Duration{static_cast<std::int64_t>(static_cast<double>(time.count()) * factor + 0.5)};
}

/// Work that a pause has interrupted: what was lost is done when the pause is over, and again if that is interrupted.
/// \p began: when the work that has just ended was begun. On shared cores the loss is estimated from the progress, and
/// the cores were not free for others meanwhile.
Task<> makeUp(Activation& a, Duration time, SimTime began, Duration lostBefore)
{
    InstanceCondition& condition = a.instance.condition();
    const bool isShared = a.station().settings().workers.cpu == spec::Cpu::Shared;
    for (;;) {
        const Duration lost = condition.lostTime(a.world().now()) - lostBefore;
        const Duration elapsed = a.world().now() - began;
        while (condition.isPaused())
            co_await condition.goesOn().wait();
        if (lost == Duration::zero())
            co_return;
        began = a.world().now();
        lostBefore = condition.lostTime(began);
        time = isShared ? times(time, toSeconds(lost) / toSeconds(elapsed)) : lost;
        if (isShared)
            co_await execute(*a.world().conductor, a.instance.host(), toSeconds(time));
        else
            co_await delay(time);
    }
}

}  // namespace

void letGoOfWorker(Activation& a)
{
    if (!a.worker.isHeld() || a.station().settings().workers.holdsWorkerDuringCalls)
        return;
    a.worker.release();
    a.station().probe().serverFreed(a.world().now());
    a.instance.startWaiting();
}

Task<> work(Activation& a, Duration time)
{
    if (needsWorker(a)) {
        a.worker = co_await a.instance.workers().acquire(1);
        a.station().probe().serverTaken(a.world().now());
    }
    if (time <= Duration::zero())
        co_return;
    if (a.fate.slowness != 1) [[unlikely]]
        time = times(time, a.fate.slowness);
    const InstanceCondition& condition = a.instance.condition();
    const SimTime began = a.world().now();
    const Duration lostBefore = condition.lostTime(began);
    if (a.station().settings().workers.cpu == spec::Cpu::Shared)
        co_await execute(*a.world().conductor, a.instance.host(), toSeconds(time));
    else
        co_await delay(time);
    if (condition.isPaused() || condition.lostTime(a.world().now()) != lostBefore) [[unlikely]]
        co_await makeUp(a, time, began, lostBefore);
}

Task<> goOn(Activation& a)
{
    InstanceCondition& condition = a.instance.condition();
    while (condition.isPaused())
        co_await condition.goesOn().wait();
}

Task<Outcome> readLate(Activation& a, PendingReply& reply, Outcome outcome)
{
    co_await goOn(a);
    co_return reply.outcome().value_or(outcome);
}

}  // namespace stormglass::interpreter
