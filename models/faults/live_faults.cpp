// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/live_faults.h"

#include <algorithm>

namespace stormglass {

struct LiveFaults::Live {
    spec::Fault fault;
    std::unique_ptr<ActiveFault> active;
    std::size_t record = 0;  // its place among the faults of the model
    bool hasBegun = false;
    bool hasEnded = false;

    [[nodiscard]] bool isDue(SimTime now) const { return !hasBegun && SimTime{fault.timing.at} <= now; }
    [[nodiscard]] bool isOver(SimTime now) const
    {
        return hasBegun && !hasEnded && fault.timing.lasting > Duration::zero()
            && SimTime{fault.timing.at + fault.timing.lasting} <= now && active->mayEnd(now);
    }
};

LiveFaults::LiveFaults(Model& model) : m_model(model)
{
    for (const spec::Fault& fault : model.spec.chaos) {
        if (!fault.timing.isLive)
            continue;
        m_faults.push_back(std::make_unique<Live>());
        m_faults.back()->fault = fault;
    }
}

LiveFaults::~LiveFaults() = default;

void LiveFaults::beat(SimTime now)
{
    for (const auto& live : m_faults) {
        if (live->isDue(now))
            begin(*live, now);
        else if (live->isOver(now))
            end(*live, now);
    }
}

void LiveFaults::inject(spec::Fault fault, SimTime now)
{
    fault.timing = {.at = now - kStartOfRun, .lasting = fault.timing.lasting, .isLive = true};
    m_faults.push_back(std::make_unique<Live>());
    m_faults.back()->fault = std::move(fault);
    begin(*m_faults.back(), now);
}

bool LiveFaults::mend(const std::string& name, SimTime now)
{
    const auto found = std::ranges::find_if(m_faults, [&](const auto& live) {
        return live->fault.name == name && live->hasBegun && !live->hasEnded;
    });
    if (found == m_faults.end())
        return false;
    // Of no length it would last for ever, so it ends at the next beat then.
    (*found)->fault.timing.lasting = std::max(Duration{1}, now - SimTime{(*found)->fault.timing.at});
    return true;
}

void LiveFaults::mendAll(SimTime now)
{
    for (const auto& live : m_faults) {
        if (live->hasBegun && !live->hasEnded)
            end(*live, now);
        live->hasBegun = live->hasEnded = true;
    }
}

void LiveFaults::begin(Live& live, SimTime now)
{
    live.hasBegun = true;
    live.active = makeActiveFault(m_model, live.fault, m_model.streams.stream(live.fault.name, "fault"));
    live.record = m_model.noteFault(live.fault, {{now, kNever}});
    static_cast<void>(m_model.mayFaultBegin(now));  // somebody wants it, whatever the experiment was about
    m_model.alertWatches(now);
    live.active->begin(m_model);
    if (hasStrength(live.fault))
        live.active->setStrength(m_model, 1);
}

void LiveFaults::end(Live& live, SimTime now)
{
    live.hasEnded = true;
    live.active->end(m_model);
    m_model.noteFaultEnd(live.record, now);
}

}  // namespace stormglass
