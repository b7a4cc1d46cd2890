// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes instances out of the balancing that fail again and again.
//
// Source: Envoy, outlier detection by consecutive 5xx. There every proxy has a view of its own; here all callers share
// one, as behind one proxy.
#pragma once

#include "models/network/completions.h"
#include "models/spec/components/stability.h"
#include "simcore/calendar/calendar.h"

#include <functional>
#include <vector>

namespace stormglass {

class OutlierDetector final : private Event {
public:
    /// \p ejected is called at each ejection. The calendar outlives the detector.
    OutlierDetector(Calendar& calendar, const spec::OutlierDetection& settings, std::size_t instances,
                    std::function<void()> ejected);

    /// What a caller has heard, or has not heard in time, from that instance. \p deployed: how many there are now.
    void answered(std::size_t instance, Outcome outcome, std::size_t deployed);
    [[nodiscard]] bool isEjected(std::size_t instance) const { return m_instances[instance].isEjected; }
    /// It has become another one: a new process.
    void forget(std::size_t instance);
    void stop() { cancel(); }

private:
    struct State {
        std::int64_t errors = 0;  // in a row
        std::int64_t times = 0;   // ejected in a row
        bool isEjected = false;
        SimTime until{};
    };

    void fire() override;
    void eject(State& state, std::size_t deployed);
    void scheduleSweep();

    Calendar& m_calendar;
    const spec::OutlierDetection m_settings;
    std::vector<State> m_instances;
    std::function<void()> m_onEjected;
    std::size_t m_ejectedCount = 0;
};

}  // namespace stormglass
