// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/live_control.h"

#include <algorithm>
#include <cmath>

#include <poll.h>

namespace stormglass {
namespace {

/// A signal that wants the run to stop may come just before the wait; it is noticed after so long.
constexpr int kLongestWait = 200;  // milliseconds

}  // namespace

LiveControl::LiveControl(int orders, double pace, double watch) : m_orders(orders), m_pace(pace), m_watch(watch) { }

std::vector<LiveOrder> LiveControl::waitUntil(double simulatedSeconds, const std::atomic<bool>& isStopWanted)
{
    std::vector<LiveOrder> orders;
    for (;;) {
        const int left = leftUntil(simulatedSeconds);
        const bool isForEver = left < 0 && !m_isOpen;  // paused, and nobody is there who could end it
        pollfd source{m_isOpen ? m_orders : -1, POLLIN, 0};
        const int patience = isStopWanted.load() ? 0 : left < 0 ? kLongestWait : std::min(left, kLongestWait);
        const int ready = ::poll(&source, 1, patience);
        if (ready > 0)
            read(simulatedSeconds, orders);
        else if (left == 0 || isForEver || isStopWanted.load())
            return orders;
    }
}

int LiveControl::leftUntil(double simulatedSeconds) const
{
    if (m_pace < 0)
        return -1;
    if (m_pace == 0)
        return 0;
    const std::chrono::duration<double> passed = Clock::now() - m_anchoredAt;
    const double left = (simulatedSeconds - m_anchor) / m_pace - passed.count();
    constexpr double kMost = 1e6;
    return left <= 0 ? 0 : static_cast<int>(std::ceil(std::min(left * 1000, kMost)));
}

void LiveControl::read(double simulatedSeconds, std::vector<LiveOrder>& orders)
{
    m_isOpen = m_lines.readFrom(m_orders);
    while (m_lines.hasLine()) {
        const Result<Order> order = readOrder(m_lines.takeLine());
        const auto* live = order ? std::get_if<LiveOrder>(&order.value()) : nullptr;
        if (live == nullptr)
            continue;  // the worker has read it before, and passes on nothing else
        const bool isStep = live->kind == LiveOrder::Kind::Step && m_watch > 0;
        if (isStep || live->kind == LiveOrder::Kind::Pace)
            obey(*live, simulatedSeconds);
        else
            orders.push_back(*live);
    }
}

void LiveControl::obey(const LiveOrder& order, double simulatedSeconds)
{
    if (order.kind == LiveOrder::Kind::Step) {
        ++m_steps;
        return changePace(0, simulatedSeconds);
    }
    m_steps = 0;
    m_watch = order.watch.value_or(m_watch);
    changePace(order.pace, simulatedSeconds);
}

void LiveControl::frameTold(double simulatedSeconds)
{
    if (m_steps > 0 && --m_steps == 0)
        changePace(-1, simulatedSeconds);
}

void LiveControl::changePace(double pace, double simulatedSeconds)
{
    const std::chrono::duration<double> passed = Clock::now() - m_anchoredAt;
    m_anchor = m_pace > 0 ? std::min(simulatedSeconds, m_anchor + passed.count() * m_pace) : simulatedSeconds;
    m_anchoredAt = Clock::now();
    m_pace = pace;
}

}  // namespace stormglass
