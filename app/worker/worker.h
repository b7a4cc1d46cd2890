// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker: takes orders, carries out one run after the other, each in a process of its own.
#pragma once

#include "app/process/line_stream.h"
#include "app/process/signal_pipe.h"
#include "app/worker/run_process.h"

#include <deque>
#include <memory>

namespace stormglass {

/// Speaks the worker protocol on two file descriptors. It leaves when the orders have ended and are done. SIGTERM, and
/// replies that nobody reads any more, cancel the run under way first.
class Worker {
public:
    /// \p prepare is shown the scenario of every order before its run starts, in the process that lives on: what it
    /// keeps, the runs have from it.
    Worker(int orders, int replies, RunFunction run, std::function<void(const std::string& scenario)> prepare = {});

    /// The exit code.
    int work();

private:
    [[nodiscard]] bool isDone() const;
    void waitForNews();
    void readOrders();
    void takeOrder(RunOrder order);
    void passOn(const LiveOrder& order);
    void cancelAll();
    void leave();
    void startNext();
    void relayReplies();
    void tell(const std::string& line);

    const int m_orderPipe;
    const int m_replyPipe;
    const RunFunction m_run;
    const std::function<void(const std::string& scenario)> m_prepare;
    SignalPipe m_endSignals;
    LineReader m_lines;
    std::deque<RunOrder> m_waiting;
    std::size_t m_cancelled = 0;  ///< So many of those that wait are to stop at once: every order gets its reply.
    std::vector<LiveOrder> m_early;  ///< For the run that waits to be started.
    std::string m_scenario;  ///< Of the last order.
    std::unique_ptr<RunProcess> m_current;
    bool m_haveOrdersEnded = false;
    bool m_isLeaving = false;
};

}  // namespace stormglass
