// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/injector.h"

#include "models/faults/crash.h"
#include "models/faults/schedule.h"

namespace stormglass {

class FaultInjector::Scheduled final : public Event {
public:
    Scheduled(Model& model, std::unique_ptr<ActiveFault> fault, SimTime begin, SimTime end)
        : m_model(model), m_fault(std::move(fault)), m_end(end)
    {
        model.world.calendar.schedule(begin, *this);
    }

    void fire() override
    {
        if (m_hasBegun) {
            m_fault->end(m_model);
            return;
        }
        m_hasBegun = true;
        m_fault->begin(m_model);
        if (m_end != kNever)
            m_model.world.calendar.schedule(m_end, *this);
    }

private:
    Model& m_model;
    std::unique_ptr<ActiveFault> m_fault;
    SimTime m_end;
    bool m_hasBegun = false;
};

FaultInjector::FaultInjector(Model& model)
{
    for (const spec::Fault& fault : model.spec.chaos) {
        auto active = std::visit([&](const auto& settings) { return makeFault(model, settings); }, fault.settings);
        m_faults.push_back(std::make_unique<Scheduled>(model, std::move(active), SimTime{fault.at}, endOf(fault)));
    }
}

FaultInjector::~FaultInjector() = default;

}  // namespace stormglass
