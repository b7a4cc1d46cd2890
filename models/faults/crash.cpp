// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/crash.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class CrashFault final : public ActiveFault {
public:
    CrashFault(const spec::Crash& settings, RandomStream draws, bool areHosts)
        : m_settings(settings), m_draws(draws), m_areHosts(areHosts)
    {
    }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::kProcessKinds, m_draws);
        for (const Resident& victim : m_victims) {
            model.crash(victim.component, victim.instance, m_areHosts);
            if (m_areHosts)
                model.losePower(victim.component, victim.instance);
        }
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            model.restart(victim.component, victim.instance);
    }

private:
    const spec::Crash m_settings;
    RandomStream m_draws;
    const bool m_areHosts;  // whose peers notice by silence
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Crash& settings, RandomStream draws)
{
    return std::make_unique<CrashFault>(settings, draws, areWholeHosts(model, settings.victims));
}

}  // namespace stormglass
