// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/run_plan.h"

namespace stormglass {

RunOrder RunPlan::orderAt(std::size_t index) const
{
    const auto count = static_cast<std::size_t>(replications);
    const auto replication = static_cast<std::int64_t>(index % count);
    return {scenario, designs[index / count], replication, replication == 0 ? tracedFlows : 0};
}

}  // namespace stormglass
