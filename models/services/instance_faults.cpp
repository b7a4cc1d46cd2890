// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults do to an instance: it stands still, loses capacity, drains.
#include "models/services/instance.h"

#include "models/services/message_consumer.h"
#include "models/services/outbox.h"
#include "models/services/station.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stormglass {

bool Instance::isHeldUp(Request& request)
{
    StationProbe& probe = m_station.probe();
    const bool isClosed = m_condition.isDraining() && !m_station.isAnyOpen();
    if (m_condition.isRefusing() || isClosed) {
        probe.turnedAway(m_station.world().now(), DropCause::Unavailable);
        reply(request, Outcome::Unavailable);
        return true;
    }
    if (m_condition.isDeaf()) {
        probe.turnedAway(m_station.world().now(), DropCause::Unavailable);
        return true;
    }
    if (!m_condition.isPaused())
        return false;
    // It waits in the socket, of which the process knows nothing: no limit of a queue keeps it out.
    probe.arrived(request.arrivedAt);
    join(std::move(request));
    return true;
}

void Instance::pause(const void* by)
{
    if (!m_isUp)
        return;
    const bool isFirst = !m_condition.isPaused();
    m_condition.pause(by, m_station.world().now());
    if (!isFirst)
        return;
    for (const auto& consumer : m_consumers)
        consumer->pause();
    for (const auto& [broker, producer] : m_producers)
        broker->pauseProducer(producer);
}

void Instance::resume(const void* by)
{
    if (!m_condition.resume(by, m_station.world().now()) || m_condition.isPaused())
        return;
    for (const auto& [broker, producer] : m_producers)
        broker->resumeProducer(producer);
    for (const auto& consumer : m_consumers)
        consumer->resume();
    startWaiting();
    refuseOverflow();
    if (m_station.outbox() != nullptr)
        m_station.outbox()->goesOn(*this);
}

/// What came in the pause is read now; what does not fit into the queue is refused, the latest first to go.
void Instance::refuseOverflow()
{
    const auto capacity = static_cast<std::size_t>(m_station.settings().workers.queueCapacity);
    const SimTime now = m_station.world().now();
    while (m_queue.size() > capacity) {
        const Request request = m_queue.takeBack();
        if (m_shedder != nullptr)
            m_shedder->leftFromBack();
        m_station.probe().droppedWaiting(now, request.arrivedAt, DropCause::QueueFull);
        reply(request, Outcome::Refused);
    }
}

void Instance::hang(const void* by)
{
    if (m_isUp)
        m_condition.hang(by);
}

void Instance::release(const void* by) { static_cast<void>(m_condition.release(by)); }

void Instance::takeCapacity(const void* by, double share)
{
    m_condition.take(by, share);
    const double taken = m_condition.taken();
    const auto all = static_cast<double>(m_station.settings().workers.concurrency);
    const double left = std::round(all * (1 - taken));
    m_workers.setCapacity(static_cast<std::size_t>(taken < 1 ? std::max(left, 1.0) : 0.0));
    startWaiting();
}

void Instance::drain(std::function<void()> whenDrained)
{
    m_condition.setDraining();
    m_whenDrained = std::move(whenDrained);
    for (const auto& consumer : m_consumers)
        consumer->drain();
    checkDrained();
}

void Instance::checkDrained()
{
    if (!m_condition.isDraining() || std::exchange(m_isDrainCheckDue, true))
        return;
    // Who calls may be the last process, which has not quite ended.
    m_station.world().network.after(Duration{}, [this] {
        m_isDrainCheckDue = false;
        if (m_whenDrained && isDrained())
            std::exchange(m_whenDrained, {})();
    });
}

bool Instance::isDrained() const
{
    const bool haveConsumersLeft
        = std::ranges::none_of(m_consumers, [](const auto& consumer) { return consumer->isAttached() || consumer->isLeaving(); });
    const Outbox* outbox = m_station.outbox();
    return m_scope.empty() && m_queue.empty() && haveConsumersLeft && (outbox == nullptr || !outbox->isAwaiting(*this));
}

}  // namespace stormglass
