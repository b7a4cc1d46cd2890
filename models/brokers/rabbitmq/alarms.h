// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory and disk alarms.
#pragma once

#include "models/brokers/method_event.h"
#include "models/brokers/rabbitmq/footprint.h"
#include "simcore/measure/time_weighted.h"

#include <deque>
#include <span>

namespace stormglass::rabbitmq {

/// Each node looks at its memory and its disk from time to time. While one of them is short of either, no node of the
/// cluster reads from a connection that publishes; consumers go on, and so do acknowledgements and confirms. The alarm of
/// a node goes with it. A fault that fills a disk is seen at once, and so is its end.
///
/// Sources: RabbitMQ 4.3, Memory and Disk Alarms; vm_memory_monitor, rabbit_disk_monitor, rabbit_alarm. Not modelled: the
/// way of the news to the other nodes, and nodes that do not hear of it because they are parted.
class Alarms {
public:
    /// The nodes are there.
    explicit Alarms(Cluster& cluster);

    [[nodiscard]] bool areRaised() const { return m_raised > 0; }
    /// A fault has filled the disk, or has freed it.
    void diskChanged(std::uint32_t node) { m_watches[node].lookAtDisk(); }
    void nodeStopped(std::uint32_t node) { m_watches[node].stop(); }
    void nodeStarted(std::uint32_t node) { m_watches[node].start(); }
    void clear();

    void endWarmUp();
    void addFigures(const AddBrokerFigure& add) const;
    [[nodiscard]] std::span<const BrokerNotice> notices() const { return m_notices; }

private:
    /// What a node looks at.
    class Watch {
    public:
        Watch(Alarms& alarms, std::uint32_t node);

        void start();
        void stop();
        void cancel();
        void lookAtMemory();
        void lookAtDisk();

    private:
        [[nodiscard]] const Node& node() const { return m_alarms.m_cluster.nodes[m_node]; }
        void tell(bool isShort, const std::string& what, const std::string& level);

        Alarms& m_alarms;
        const std::uint32_t m_node;
        bool m_isMemoryShort = false;
        bool m_isDiskShort = false;
        MethodEvent<Watch, &Watch::lookAtMemory> m_memoryLook{*this};
        MethodEvent<Watch, &Watch::lookAtDisk> m_diskLook{*this};
    };

    [[nodiscard]] std::string nameOf(std::uint32_t node) const;
    void raised(std::string text);
    void cleared(std::string text);

    Cluster& m_cluster;
    const spec::RabbitmqLimits& m_limits;
    const std::int64_t m_memoryLimit;
    std::deque<Watch> m_watches;  // by node
    std::uint32_t m_raised = 0;
    std::uint64_t m_count = 0;
    std::int64_t m_mostMemory = 0;  // that a look has found at a node
    std::int64_t m_mostDisk = 0;
    TimeWeighted m_blocked;
    std::vector<BrokerNotice> m_notices;
};

}  // namespace stormglass::rabbitmq
