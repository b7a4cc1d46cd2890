// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Breaks things on schedule, and mends them again.
#pragma once

#include "models/run/model.h"

#include <memory>
#include <vector>

namespace stormglass {

/// One fault at work. A new kind of fault is one file with its function makeFault, and one line in injector.cpp.
class ActiveFault {
public:
    virtual ~ActiveFault() = default;
    virtual void begin(Model& model) = 0;
    virtual void end(Model& model) = 0;
};

class FaultInjector {
public:
    /// Schedules every fault of the model's scenario. The model outlives the injector.
    explicit FaultInjector(Model& model);
    ~FaultInjector();

private:
    class Scheduled;

    std::vector<std::unique_ptr<Scheduled>> m_faults;
};

}  // namespace stormglass
