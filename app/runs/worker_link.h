// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One worker process, seen from the side that gives the orders.
#pragma once

#include "app/process/child_process.h"
#include "app/process/line_stream.h"
#include "scenarios/worker_protocol.h"

#include <csignal>
#include <optional>

namespace stormglass {

class WorkerLink {
public:
    /// Throws std::system_error if the worker cannot be started.
    explicit WorkerLink(const std::vector<std::string>& command);

    /// Precondition: the worker is idle.
    void start(std::size_t run, RunOrder order);
    /// Asks the run under way to end soon with what it has measured.
    void cancel();
    /// Ends the worker and its run at once.
    void kill();

    /// What to poll; -1 once the worker has gone.
    [[nodiscard]] int descriptor() const { return m_hasGone ? -1 : m_process.output(); }
    /// Takes what is there. Precondition: the descriptor is readable.
    void read();
    /// The next reply. A worker that goes in the middle of a run leaves a Breakdown, unless it was ended from here; a last
    /// reply makes it idle.
    [[nodiscard]] std::optional<Reply> takeReply();

    /// The run under way.
    [[nodiscard]] std::optional<std::size_t> run() const { return m_run; }
    [[nodiscard]] bool hasGone() const { return m_hasGone; }
    [[nodiscard]] double fraction() const { return m_fraction; }

private:
    ChildProcess m_process;
    LineReader m_lines;
    std::string m_scenario;  ///< The last one that the worker was told.
    std::optional<std::size_t> m_run;
    double m_fraction = 0;
    bool m_hasGone = false;
    bool m_wasKilled = false;
};

}  // namespace stormglass
