// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One run in a process of its own: SimGrid's engine exists once per process, and a crash ends only its own run.
#pragma once

#include "app/process/file_descriptor.h"
#include "app/process/line_stream.h"
#include "app/worker/run_function.h"

#include <optional>
#include <vector>

#include <sys/types.h>

namespace stormglass {

/// A fork of this process that carries out one run and writes its replies.
class RunProcess {
public:
    /// Throws std::system_error if the system has no processes left.
    /// The run finds the early live orders there when it begins.
    RunProcess(const RunOrder& order, const RunFunction& run, const std::vector<LiveOrder>& early = {});
    RunProcess(const RunProcess&) = delete;
    RunProcess& operator=(const RunProcess&) = delete;
    /// Ends a run that is still under way.
    ~RunProcess();

    /// Asks the run to end soon with what it has measured.
    void cancel() const;
    /// Passes a live order on. False if the run takes none.
    [[nodiscard]] bool passOn(const LiveOrder& order) const;
    /// No more live orders: a run that was told to stand still goes on.
    void endOrders() { m_orders.close(); }

    /// What to poll; -1 when it has been closed.
    [[nodiscard]] int replies() const { return m_replies.value(); }
    [[nodiscard]] int complaints() const { return m_complaints.value(); }
    /// Takes what is there. Precondition: the descriptor is readable.
    void readReplies();
    void readComplaints();

    /// The next complete reply as a line with its end.
    [[nodiscard]] std::optional<std::string> takeReply();
    /// Whether the run has closed both pipes, so that only finish() is left.
    [[nodiscard]] bool hasEnded() const { return !m_replies.isOpen() && !m_complaints.isOpen(); }
    /// Waits for the end. A breakdown, unless the run had delivered its last reply.
    [[nodiscard]] std::optional<Breakdown> finish();

private:
    pid_t m_id = -1;
    FileDescriptor m_orders;  ///< For live orders; closed if it takes none.
    FileDescriptor m_replies;
    FileDescriptor m_complaints;  ///< Its standard error: the last words of a crash.
    LineReader m_lines;
    Tail m_lastWords;
    bool m_hasDelivered = false;
};

}  // namespace stormglass
