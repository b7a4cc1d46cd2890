// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looks at a component's metric every now and then, and adds or removes instances.
#pragma once

#include "models/services/stability/scaling_rule.h"
#include "simcore/calendar/calendar.h"

namespace stormglass {

class Station;

class Autoscaler final : private Event {
public:
    /// The station has all the instances that it may ever have, of which some are deployed. It outlives the scaler.
    Autoscaler(Station& station, const spec::Autoscaling& settings);

    void start();
    void stop() { cancel(); }

private:
    void fire() override;
    [[nodiscard]] double metric(SimTime now);
    void add(std::int64_t count);
    void remove(std::int64_t count);

    Station& m_station;
    const spec::Autoscaling m_settings;
    ScalingRule m_rule;
    ServerPools::Reading m_lastLook;
};

}  // namespace stormglass
