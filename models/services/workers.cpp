// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "simcore/platform/waiting.h"
#include "simcore/process/delay.h"

namespace stormglass::interpreter {
namespace {

bool needsWorker(const Activation& a) { return a.request != nullptr && !a.isOnWorkerOfOthers && !a.worker.isHeld(); }

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
    if (a.station().settings().workers.cpu == spec::Cpu::Shared)
        co_await execute(*a.world().conductor, a.instance.host(), toSeconds(time));
    else
        co_await delay(time);
}

}  // namespace stormglass::interpreter
