// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/worker_link.h"

namespace stormglass {

WorkerLink::WorkerLink(const std::vector<std::string>& command) : m_process(command) { }

void WorkerLink::start(std::size_t run, RunOrder order)
{
    m_run = run;
    m_fraction = 0;
    if (order.scenario == m_scenario)
        order.scenario.clear();
    else
        m_scenario = order.scenario;
    // A worker that has gone is noticed when its replies end.
    static_cast<void>(writeAll(m_process.input(), toLine(Order{order})));
}

void WorkerLink::cancel()
{
    if (m_run && !m_hasGone)
        static_cast<void>(writeAll(m_process.input(), toLine(Order{CancelOrder{}})));
}

void WorkerLink::kill()
{
    m_process.sendSignal(SIGKILL);
    m_wasKilled = true;
}

void WorkerLink::read() { m_hasGone = !m_lines.readFrom(m_process.output()); }

std::optional<Reply> WorkerLink::takeReply()
{
    if (!m_run)
        return std::nullopt;
    if (!m_lines.hasLine()) {
        if (!m_hasGone)
            return std::nullopt;
        m_run.reset();
        if (m_wasKilled)
            return std::nullopt;
        return Reply{Breakdown{"the worker process " + endInWords(m_process.wait())}};
    }
    const Result<Reply> reply = readReply(m_lines.takeLine());
    if (!reply) {
        m_run.reset();
        kill();  // Whatever it says next would be taken for the reply to another order.
        return Reply{Breakdown{"the worker process said what cannot be understood: " + reply.message()}};
    }
    if (const auto* progress = std::get_if<Progress>(&reply.value()))
        m_fraction = progress->fraction;
    else if (isLast(reply.value()))
        m_run.reset();
    return reply.value();
}

}  // namespace stormglass
