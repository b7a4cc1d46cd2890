// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/worker.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <system_error>
#include <utility>

#include <poll.h>

namespace stormglass {

Worker::Worker(int orders, int replies, RunFunction run, std::function<void(const std::string& scenario)> prepare)
    : m_orderPipe(orders), m_replyPipe(replies), m_run(std::move(run)), m_prepare(std::move(prepare)), m_endSignals({SIGTERM})
{
}

int Worker::work()
{
    std::signal(SIGPIPE, SIG_IGN);
    while (!isDone()) {
        waitForNews();
        relayReplies();
        if (!m_current && !m_isLeaving)
            startNext();
    }
    return 0;
}

bool Worker::isDone() const
{
    return !m_current && (m_isLeaving || (m_haveOrdersEnded && m_waiting.empty()));
}

void Worker::waitForNews()
{
    if (!m_current && !m_waiting.empty())
        return;
    // A negative descriptor is skipped by poll().
    std::array<pollfd, 5> sources{
        pollfd{m_isLeaving || m_haveOrdersEnded ? -1 : m_orderPipe, POLLIN, 0},
        pollfd{m_endSignals.descriptor(), POLLIN, 0},
        pollfd{m_current ? m_current->replies() : -1, POLLIN, 0},
        pollfd{m_current ? m_current->complaints() : -1, POLLIN, 0},
        pollfd{m_isLeaving ? -1 : m_replyPipe, 0, 0},  // Errors are reported unasked.
    };
    if (::poll(sources.data(), sources.size(), -1) < 0)
        return;  // A signal came; its pipe will be readable.
    if (sources[1].revents != 0) {
        m_endSignals.takeSignal();
        leave();
    }
    if (sources[4].revents != 0)
        leave();
    if (sources[0].revents != 0)
        readOrders();
    if (sources[2].revents != 0)
        m_current->readReplies();
    if (sources[3].revents != 0)
        m_current->readComplaints();
}

void Worker::readOrders()
{
    const bool isOpen = m_lines.readFrom(m_orderPipe);
    while (m_lines.hasLine()) {
        Result<Order> order = readOrder(m_lines.takeLine());
        if (!order)
            tell(toLine(Reply{Rejection{{{"", "the order cannot be read: " + order.message()}}}}));
        else if (auto* run = std::get_if<RunOrder>(&order.value()))
            takeOrder(std::move(*run));
        else if (auto* wire = std::get_if<WireOrder>(&order.value()))
            takeOrder({.scenario = std::move(wire->scenario), .design = std::move(wire->design), .isWiringOnly = true});
        else if (const auto* live = std::get_if<LiveOrder>(&order.value()))
            passOn(*live);
        else
            cancelAll();
    }
    m_haveOrdersEnded = !isOpen;
    if (m_haveOrdersEnded && m_current)
        m_current->endOrders();
}

void Worker::takeOrder(RunOrder order)
{
    if (!order.scenario.empty())
        m_scenario = order.scenario;
    order.scenario = m_scenario;
    if (order.scenario.empty())
        tell(toLine(Reply{Rejection{{{"", "the order cannot be read: expected a scenario, as an object"}}}}));
    else
        m_waiting.push_back(std::move(order));
}

void Worker::passOn(const LiveOrder& order)
{
    if (!m_current && !m_waiting.empty() && m_waiting.front().isLive)
        m_early.push_back(order);
    else if (!m_current || !m_current->passOn(order))
        tell(toLine(Reply{Refused{{{"", "no live run is under way"}}}}));
}

void Worker::cancelAll()
{
    m_cancelled = m_waiting.size();
    if (m_current)
        m_current->cancel();
}

void Worker::leave()
{
    m_waiting.clear();  // nobody reads the replies
    cancelAll();
    m_isLeaving = true;
}

void Worker::startNext()
{
    if (m_waiting.empty())
        return;
    try {
        if (m_prepare)
            m_prepare(m_waiting.front().scenario);
        m_current = std::make_unique<RunProcess>(m_waiting.front(), m_run, std::exchange(m_early, {}));
        if (m_haveOrdersEnded)
            m_current->endOrders();
        if (m_cancelled > 0)
            m_current->cancel();
    } catch (const std::system_error& error) {
        tell(toLine(Reply{Breakdown{error.what()}}));
    }
    m_waiting.pop_front();
    m_cancelled -= std::min<std::size_t>(m_cancelled, 1);
}

void Worker::relayReplies()
{
    if (!m_current)
        return;
    while (const std::optional<std::string> reply = m_current->takeReply())
        tell(*reply);
    if (!m_current->hasEnded())
        return;
    if (const std::optional<Breakdown> breakdown = m_current->finish())
        tell(toLine(Reply{*breakdown}));
    m_current.reset();
}

void Worker::tell(const std::string& line)
{
    if (!writeAll(m_replyPipe, line))
        leave();
}

}  // namespace stormglass
