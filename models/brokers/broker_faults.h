// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at a broker beyond its nodes and its messages.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/denials.h"
#include "models/brokers/disk.h"

#include <string>

namespace stormglass {

/// A kind of broker answers what it can suffer; whoever asks for more has not been validated. Faults overlap: what has
/// been begun twice lasts until it has been ended twice.
class BrokerFaults {
public:
    virtual ~BrokerFaults() = default;

    virtual void deny(ChannelId channel, bool isWrite);
    virtual void allow(ChannelId channel, bool isWrite);

    /// Null where nobody sees a disk.
    [[nodiscard]] virtual Disk* diskOf(std::size_t node);
    /// A full disk ends the process of the node; the others are told by diskFilled() and diskFreed().
    [[nodiscard]] virtual bool diesOfFullDisk() const { return false; }
    virtual void diskFilled(std::size_t node);
    virtual void diskFreed(std::size_t node);

    /// Partitions or queues of the channel that have a leader, if not always the same one.
    [[nodiscard]] virtual std::size_t countLed(ChannelId) const { return 0; }
    /// It has no leader for the time of the election, and its present leader does not lead it until restoreLeader().
    /// Returns the node to name there.
    [[nodiscard]] virtual std::uint32_t loseLeader(ChannelId channel, std::size_t index, Duration election);
    virtual void restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node);

    /// Replicas on the node stop fetching: of that partition, or of all (index kEvery) of the channel.
    static constexpr std::size_t kEvery = ~std::size_t{0};
    virtual void stallReplicas(std::size_t node, ChannelId channel, std::size_t index);
    virtual void resumeReplicas(std::size_t node, ChannelId channel, std::size_t index);

    [[nodiscard]] virtual bool hasGroups() const { return false; }
    /// The groups of the channel rebalance now; only that of the component, if it is named. False if there is none.
    virtual bool rebalance(ChannelId channel, const std::string& group);

private:
    [[nodiscard]] virtual Denials& denialsOf(ChannelId channel) = 0;
    /// Whoever waits to be given something gets it now.
    virtual void readsAllowed(ChannelId channel) = 0;
};

}  // namespace stormglass
