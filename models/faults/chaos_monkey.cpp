// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/chaos_monkey.h"

#include "models/faults/casualties.h"
#include "models/faults/victims.h"
#include "simcore/random/sampler.h"

#include <algorithm>

namespace stormglass {
namespace {

/// As an event it is the next kill.
class ChaosMonkeyFault final : public ActiveFault, private Event {
public:
    ChaosMonkeyFault(Model& model, const spec::ChaosMonkey& settings, RandomStream draws)
        : m_model(model)
        , m_settings(settings)
        , m_interval(Distribution{distribution::Exponential{settings.meanInterval}})
        , m_intervals(draws.at(1))
        , m_choices(draws.at(2))
        , m_casualties(model)
    {
        for (const std::string& target : settings.targets) {
            for (Resident& resident : drawVictims(model, {.target = target}, spec::kProcessKinds, m_choices)) {
                if (std::ranges::find(m_instances, resident) == m_instances.end())
                    m_instances.push_back(std::move(resident));
            }
        }
    }

    void begin(Model&) override { awaitNext(); }

    void end(Model&) override
    {
        cancel();
        m_casualties.restartAll();
    }

private:
    void awaitNext()
    {
        Calendar& calendar = m_model.world.calendar;
        calendar.schedule(calendar.after(std::max(Duration{1}, m_interval.sample(m_intervals))), *this);
    }

    void fire() override
    {
        std::vector<const Resident*> living;
        for (const Resident& instance : m_instances) {
            if (!m_model.isDown(instance.component, instance.instance))
                living.push_back(&instance);
        }
        // Drawn in any case, so that the luck of later kills does not depend on how the system fares.
        const double draw = m_choices.uniform();
        if (!living.empty()) {
            const auto chosen = static_cast<std::size_t>(draw * static_cast<double>(living.size()));
            m_casualties.kill(*living[chosen], m_settings.restartAfter);
        }
        awaitNext();
    }

    Model& m_model;
    const spec::ChaosMonkey m_settings;
    const Sampler m_interval;
    RandomStream m_intervals;
    RandomStream m_choices;
    Casualties m_casualties;
    std::vector<Resident> m_instances;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::ChaosMonkey& settings, RandomStream draws)
{
    return std::make_unique<ChaosMonkeyFault>(model, settings, draws);
}

}  // namespace stormglass
