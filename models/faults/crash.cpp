// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/crash.h"

#include <algorithm>

namespace stormglass {
namespace {

class CrashFault final : public ActiveFault {
public:
    CrashFault(std::vector<Resident> victims, bool isSilent) : m_victims(std::move(victims)), m_isSilent(isSilent) { }

    void begin(Model& model) override
    {
        for (const Resident& victim : m_victims)
            model.crash(victim.component, victim.instance, m_isSilent);
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            model.restart(victim.component, victim.instance);
    }

private:
    std::vector<Resident> m_victims;
    bool m_isSilent;
};

std::vector<Resident> instancesOf(const Model& model, const spec::Crash& settings)
{
    std::size_t count = model.instanceCount(settings.target);
    if (settings.instances > 0)
        count = std::min(count, static_cast<std::size_t>(settings.instances));
    std::vector<Resident> victims;
    for (std::size_t i = 0; i < count; ++i)
        victims.push_back({settings.target, i});
    return victims;
}

std::vector<Resident> residentsOf(const Model& model, const std::string& place)
{
    std::vector<Resident> victims;
    const auto take = [&](const std::string& host) {
        const auto residents = model.residents.find(host);
        if (residents != model.residents.end())
            victims.insert(victims.end(), residents->second.begin(), residents->second.end());
    };
    take(place);
    for (const spec::Host& host : model.spec.topology.hosts) {
        if (host.zone == place)
            take(host.name);
    }
    return victims;
}

}  // namespace

std::unique_ptr<ActiveFault> makeFault(const Model& model, const spec::Crash& settings)
{
    const bool isComponent = model.hostsOf.contains(settings.target);
    return std::make_unique<CrashFault>(
        isComponent ? instancesOf(model, settings) : residentsOf(model, settings.target), !isComponent);
}

}  // namespace stormglass
