// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/active_fault.h"

#include "models/faults/bandwidth.h"
#include "models/faults/capacity.h"
#include "models/faults/chaos_monkey.h"
#include "models/faults/clock_skew.h"
#include "models/faults/corrupt.h"
#include "models/faults/crash.h"
#include "models/faults/crash_at_step.h"
#include "models/faults/deny.h"
#include "models/faults/disk_full.h"
#include "models/faults/dns_error.h"
#include "models/faults/duplicate.h"
#include "models/faults/error.h"
#include "models/faults/failover.h"
#include "models/faults/flood.h"
#include "models/faults/hang.h"
#include "models/faults/hot_key.h"
#include "models/faults/latency.h"
#include "models/faults/leader_loss.h"
#include "models/faults/loss.h"
#include "models/faults/memory_leak.h"
#include "models/faults/outage.h"
#include "models/faults/partition.h"
#include "models/faults/pause.h"
#include "models/faults/poison.h"
#include "models/faults/pool_exhaustion.h"
#include "models/faults/rebalance.h"
#include "models/faults/reorder.h"
#include "models/faults/replica_lag.h"
#include "models/faults/rolling_restart.h"
#include "models/faults/slow.h"
#include "models/faults/slow_disk.h"
#include "models/faults/store_error.h"
#include "models/faults/surge.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeActiveFault(Model& model, const spec::Fault& fault, RandomStream draws)
{
    return std::visit([&](const auto& settings) { return makeFault(model, settings, draws); }, fault.settings);
}

}  // namespace stormglass
