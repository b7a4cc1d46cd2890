// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/run_process.h"

#include "app/process/child_process.h"
#include "app/worker/progress_throttle.h"
#include "app/worker/reply_writer.h"

#include <cerrno>
#include <csignal>
#include <exception>
#include <system_error>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stormglass {
namespace {

/// Set by a signal handler, which has no other way to reach the run.
std::atomic<bool> isStopWanted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not wait");

extern "C" void wantStop(int) { isStopWanted = true; }

Reply runGuarded(const RunOrder& order, const RunFunction& run, const RunWatch& watch)
{
    try {
        return run(order, watch);
    } catch (const std::exception& error) {
        return Breakdown{error.what()};
    }
}

/// The life of the forked process. It leaves without the destructors of its parent's globals.
[[noreturn]] void liveAsRun(const RunOrder& order, const RunFunction& run, int replies, int liveOrders)
{
    ProgressThrottle throttle;
    ReplyWriter writer(replies);
    // A reader who has gone wants no more of it; the end of the run will show it.
    const auto tell = [&](const Reply& reply) {
        if (!writer.tell(reply))
            isStopWanted = true;
    };
    const auto progressed = [&](const Progress& progress) {
        if (throttle.isDue())
            tell(progress);
    };
    const Reply reply = runGuarded(order, run, {progressed, isStopWanted, liveOrders, tell, [&] { writer.flush(); }});
    ::_exit(writer.tell(reply) ? 0 : 1);
}

/// Between a fork and the child's own handler the parent's would answer for the child, through a pipe they share. So
/// SIGTERM waits until the child is ready.
class TerminationBlock {
public:
    TerminationBlock()
    {
        sigset_t blocked;
        ::sigemptyset(&blocked);
        ::sigaddset(&blocked, SIGTERM);
        ::sigprocmask(SIG_BLOCK, &blocked, &m_former);
    }
    TerminationBlock(const TerminationBlock&) = delete;
    TerminationBlock& operator=(const TerminationBlock&) = delete;
    ~TerminationBlock() { end(); }
    void end() { ::sigprocmask(SIG_SETMASK, &m_former, nullptr); }

private:
    sigset_t m_former{};
};

bool isLastReply(const std::string& line)
{
    return line.starts_with(R"({"type":"result")") || line.starts_with(R"({"type":"error")")
        || line.starts_with(R"({"type":"failed")") || line.starts_with(R"({"type":"wiring")");
}

}  // namespace

RunProcess::RunProcess(const RunOrder& order, const RunFunction& run, const std::vector<LiveOrder>& early)
{
    Pipe replies = makePipe();
    Pipe complaints = makePipe();
    Pipe orders = order.isLive ? makePipe() : Pipe{};
    for (const LiveOrder& each : early)
        static_cast<void>(order.isLive && writeAll(orders.write.value(), each.line));
    const pid_t parent = ::getpid();
    TerminationBlock block;
    m_id = ::fork();
    if (m_id < 0)
        throw std::system_error(errno, std::generic_category(), "cannot start a process for the run");
    if (m_id == 0) {
        // Without a parent nobody would read the result.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(1);
        ::dup2(complaints.write.value(), STDERR_FILENO);
        ::dup2(complaints.write.value(), STDOUT_FILENO);
        struct sigaction action { };
        action.sa_handler = wantStop;
        ::sigaction(SIGTERM, &action, nullptr);
        block.end();
        orders.write.close();  // the end of the orders is noticed only when all writers are gone
        liveAsRun(order, run, replies.write.value(), orders.read.value());
    }
    m_orders = std::move(orders.write);
    m_replies = std::move(replies.read);
    m_complaints = std::move(complaints.read);
}

RunProcess::~RunProcess()
{
    if (m_id > 0) {
        ::kill(m_id, SIGKILL);
        ::waitpid(m_id, nullptr, 0);
    }
}

bool RunProcess::passOn(const LiveOrder& order) const { return m_orders.isOpen() && writeAll(m_orders.value(), order.line); }

void RunProcess::cancel() const { ::kill(m_id, SIGTERM); }

void RunProcess::readReplies()
{
    if (!m_lines.readFrom(m_replies.value()))
        m_replies.close();
}

void RunProcess::readComplaints()
{
    if (!m_lastWords.readFrom(m_complaints.value()))
        m_complaints.close();
}

std::optional<std::string> RunProcess::takeReply()
{
    if (!m_lines.hasLine())
        return std::nullopt;
    std::string line = m_lines.takeLine();
    m_hasDelivered = m_hasDelivered || isLastReply(line);
    return line += '\n';
}

std::optional<Breakdown> RunProcess::finish()
{
    int status = 0;
    while (::waitpid(m_id, &status, 0) < 0 && errno == EINTR) { }
    m_id = -1;
    if (m_hasDelivered)
        return std::nullopt;
    std::string message = "the run " + endInWords(status);
    if (!m_lastWords.text().empty())
        message += "; its last words: " + m_lastWords.text();
    return Breakdown{message};
}

}  // namespace stormglass
