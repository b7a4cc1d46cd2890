// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine as a worker sees it, so that a worker can be tested without one.
#pragma once

#include "scenarios/worker_protocol.h"

#include <atomic>
#include <functional>

namespace stormglass {

/// What a run tells while it goes on.
struct RunWatch {
    std::function<void(const Progress&)> progressed;  ///< May be called at any rate.
    const std::atomic<bool>& isStopWanted;            ///< Set: end soon, with what was measured so far.
    int liveOrders = -1;                              ///< Where those of a live run come in; -1: there are none.
    std::function<void(const Reply&)> tell = {};      ///< What becomes of live orders, and frames.
    std::function<void()> flush = {};                 ///< Before the run waits: what was told is to be read.
};

/// Carries out one run, in a process of its own. It may throw, abort or crash.
using RunFunction = std::function<Reply(const RunOrder&, const RunWatch&)>;

}  // namespace stormglass
