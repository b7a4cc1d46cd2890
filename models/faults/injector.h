// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Breaks things on schedule, and mends them again.
#pragma once

#include "models/faults/active_fault.h"

#include <vector>

namespace stormglass {

class FaultInjector {
public:
    /// Schedules every fault of the model's scenario. The model outlives the injector.
    explicit FaultInjector(Model& model);
    ~FaultInjector();

    /// Ends what lasts, and lets nothing begin any more.
    void mendAll(SimTime now);

private:
    class Scheduled;

    std::vector<std::unique_ptr<Scheduled>> m_faults;
};

}  // namespace stormglass
