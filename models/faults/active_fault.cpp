// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/active_fault.h"

#include "models/faults/bandwidth.h"
#include "models/faults/crash.h"
#include "models/faults/dns_error.h"
#include "models/faults/latency.h"
#include "models/faults/loss.h"
#include "models/faults/partition.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeActiveFault(Model& model, const spec::Fault& fault, RandomStream draws)
{
    return std::visit([&](const auto& settings) { return makeFault(model, settings, draws); }, fault.settings);
}

}  // namespace stormglass
