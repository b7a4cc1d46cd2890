// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Instances that a fault has killed, and when they are started again.
#pragma once

#include "models/run/model.h"

#include <memory>
#include <vector>

namespace stormglass {

class Casualties {
public:
    explicit Casualties(Model& model);
    ~Casualties();

    /// Kills the process and starts it again after that time.
    void kill(const Resident& victim, Duration restartAfter);
    /// Starts at once whom it would have started later.
    void restartAll();

private:
    class Restart;

    Model& m_model;
    std::vector<std::unique_ptr<Restart>> m_restarts;  // used again when they are over
};

}  // namespace stormglass
