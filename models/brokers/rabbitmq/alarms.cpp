// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/alarms.h"

#include "models/brokers/rabbitmq/publisher.h"

#include <algorithm>

namespace stormglass::rabbitmq {

namespace {

/// vm_memory_monitor, DEFAULT_MEMORY_CHECK_INTERVAL. (memory_monitor_interval, 2.5 s in the schema, is read by nobody.)
constexpr Duration kMemoryInterval = std::chrono::seconds{1};

/// The nearer the limit, the sooner the disk is looked at again: as if it were being filled with 250 MB/s
/// (rabbit_disk_monitor, interval).
Duration diskInterval(bool isShort, std::int64_t free, std::int64_t limit)
{
    constexpr Duration kLeast = std::chrono::milliseconds{100};
    constexpr Duration kMost = std::chrono::seconds{10};
    constexpr std::int64_t kBytesPerMillisecond = 250'000;
    const std::chrono::milliseconds ideal{2 * std::max<std::int64_t>(0, free - limit) / kBytesPerMillisecond};
    return isShort ? kMost : std::clamp<Duration>(ideal, kLeast, kMost);
}

std::string megabytes(std::int64_t bytes) { return std::to_string(bytes / 1'000'000) + " MB"; }

}  // namespace

Alarms::Alarms(Cluster& cluster)
    : m_cluster(cluster)
    , m_limits(cluster.settings.limits)
    , m_memoryLimit(spec::memoryLimitOf(cluster.settings))
{
    for (std::uint32_t node = 0; node < cluster.nodes.size(); ++node)
        m_watches.emplace_back(*this, node);
}

Alarms::Watch::Watch(Alarms& alarms, std::uint32_t node)
    : m_alarms(alarms)
    , m_node(node)
{
    start();
}

void Alarms::Watch::start()
{
    Calendar& calendar = m_alarms.m_cluster.context.calendar;
    if (m_alarms.m_limits.totalMemory > 0)
        calendar.schedule(calendar.now() + kMemoryInterval, m_memoryLook);
    lookAtDisk();
}

void Alarms::Watch::stop()
{
    cancel();
    // rabbit_alarm, node_down: nobody waits for a node that is gone.
    if (std::exchange(m_isMemoryShort, false))
        m_alarms.cleared(m_alarms.nameOf(m_node) + ": memory alarm is gone with the node");
    if (std::exchange(m_isDiskShort, false))
        m_alarms.cleared(m_alarms.nameOf(m_node) + ": disk alarm is gone with the node");
}

void Alarms::Watch::cancel()
{
    m_memoryLook.cancel();
    m_diskLook.cancel();
}

void Alarms::Watch::lookAtMemory()
{
    const std::int64_t used = footprintOf(m_alarms.m_cluster, m_node).memory;
    m_alarms.m_mostMemory = std::max(m_alarms.m_mostMemory, used);
    const bool isShort = used > m_alarms.m_memoryLimit;
    if (std::exchange(m_isMemoryShort, isShort) != isShort)
        tell(isShort, "memory alarm", megabytes(used) + " in use, limit " + megabytes(m_alarms.m_memoryLimit));
    Calendar& calendar = m_alarms.m_cluster.context.calendar;
    calendar.schedule(calendar.now() + kMemoryInterval, m_memoryLook);
}

void Alarms::Watch::lookAtDisk()
{
    if (!node().isUp)
        return;
    const spec::RabbitmqLimits& limits = m_alarms.m_limits;
    std::int64_t free = 0;
    if (limits.diskSize > 0) {
        const std::int64_t used = footprintOf(m_alarms.m_cluster, m_node).disk;
        m_alarms.m_mostDisk = std::max(m_alarms.m_mostDisk, used);
        free = node().disk.isFull() ? 0 : std::max<std::int64_t>(0, limits.diskSize - used);
    }
    const bool isShort = node().disk.isFull() || (limits.diskSize > 0 && free < limits.diskFreeLimit);
    if (limits.diskSize > 0) {
        m_diskLook.cancel();
        Calendar& calendar = m_alarms.m_cluster.context.calendar;
        calendar.schedule(calendar.now() + diskInterval(isShort, free, limits.diskFreeLimit), m_diskLook);
    }
    if (std::exchange(m_isDiskShort, isShort) != isShort)
        tell(isShort, "disk alarm", megabytes(free) + " free, limit " + megabytes(limits.diskFreeLimit));
}

void Alarms::Watch::tell(bool isShort, const std::string& what, const std::string& level)
{
    const std::string text = m_alarms.nameOf(m_node) + ": " + what;
    if (isShort)
        m_alarms.raised(text + ", " + level);
    else
        m_alarms.cleared(text + " is over, " + level);
}

std::string Alarms::nameOf(std::uint32_t node) const
{
    const std::string& name = m_cluster.context.name;
    return m_cluster.nodes.size() == 1 ? name : name + '/' + std::to_string(node + 1);
}

void Alarms::raised(std::string text)
{
    m_notices.push_back({.at = m_cluster.now(), .isOver = false, .text = std::move(text)});
    ++m_count;
    if (++m_raised == 1)
        m_blocked.update(m_cluster.now(), 1);
}

void Alarms::cleared(std::string text)
{
    m_notices.push_back({.at = m_cluster.now(), .isOver = true, .text = std::move(text)});
    if (--m_raised > 0)
        return;
    m_blocked.update(m_cluster.now(), 0);
    for (const std::unique_ptr<Publisher>& publisher : m_cluster.publishers)
        publisher->readOn();
}

void Alarms::clear()
{
    for (Watch& watch : m_watches)
        watch.cancel();
}

void Alarms::endWarmUp()
{
    m_count = 0;
    m_mostMemory = m_mostDisk = 0;
    m_blocked.reset(m_cluster.now());
}

void Alarms::addFigures(const AddBrokerFigure& add) const
{
    add("alarms", static_cast<double>(m_count), m_count);
    add("blocked", m_blocked.average(m_cluster.now()), m_count);
    if (m_limits.totalMemory > 0)
        add("memory.max", static_cast<double>(m_mostMemory), 1);
    if (m_limits.diskSize > 0)
        add("disk.max", static_cast<double>(m_mostDisk), 1);
}

}  // namespace stormglass::rabbitmq
