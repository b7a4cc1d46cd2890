// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults that are injected by hand while a run goes on, and the same faults when the recorded session is replayed.
#pragma once

#include "models/faults/active_fault.h"

#include <string>
#include <vector>

namespace stormglass {

/// Live faults begin and end within the beats of the run and never by events of their own: an event that a recorded
/// session did not know of beforehand would shift the order of all others. So a session and its replay are the same run.
class LiveFaults {
public:
    /// Takes the faults of the scenario that were recorded (timing.isLive). The model outlives them.
    explicit LiveFaults(Model& model);
    ~LiveFaults();

    /// Begins and ends what is due at this beat, in the order in which it was injected.
    void beat(SimTime now);
    /// Begins a fault at this beat; its timing becomes that of the record, whatever it was but for its length.
    void inject(spec::Fault fault, SimTime now);
    /// Makes a live fault end at this beat; beat() then does it. False if none of that name lasts.
    bool mend(const std::string& name, SimTime now);
    /// Ends what lasts, and lets nothing that was recorded begin any more.
    void mendAll(SimTime now);

private:
    struct Live;

    void begin(Live& live, SimTime now);
    void end(Live& live, SimTime now);

    Model& m_model;
    std::vector<std::unique_ptr<Live>> m_faults;
};

}  // namespace stormglass
