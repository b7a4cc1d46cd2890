// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"

#include "simcore/base/check.h"

namespace stormglass {

namespace {
void refuse() { SIM_CHECK(false, "a fault that this kind of broker cannot suffer"); }
}  // namespace

void BrokerFaults::deny(ChannelId channel, bool isWrite)
{
    Denials& denials = denialsOf(channel);
    ++(isWrite ? denials.writes : denials.reads);
}

void BrokerFaults::allow(ChannelId channel, bool isWrite)
{
    Denials& denials = denialsOf(channel);
    --(isWrite ? denials.writes : denials.reads);
    if (!isWrite && denials.reads == 0)
        readsAllowed(channel);
}

Disk* BrokerFaults::diskOf(std::size_t) { return nullptr; }
void BrokerFaults::diskFilled(std::size_t) { refuse(); }
void BrokerFaults::diskFreed(std::size_t) { refuse(); }

std::uint32_t BrokerFaults::loseLeader(ChannelId, std::size_t, Duration)
{
    refuse();
    return 0;
}

void BrokerFaults::restoreLeader(ChannelId, std::size_t, std::uint32_t) { refuse(); }
void BrokerFaults::stallReplicas(std::size_t, ChannelId, std::size_t) { refuse(); }
void BrokerFaults::resumeReplicas(std::size_t, ChannelId, std::size_t) { refuse(); }

bool BrokerFaults::rebalance(ChannelId, const std::string&)
{
    refuse();
    return false;
}

}  // namespace stormglass
