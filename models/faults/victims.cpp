// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/victims.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

std::vector<Resident> instancesAt(const Model& model, const std::string& place)
{
    std::vector<Resident> candidates;
    for (std::size_t i = 0; i < model.instanceCount(place); ++i)
        candidates.push_back({place, i});
    const auto takeHost = [&](const std::string& host) {
        const auto residents = model.residents.find(host);
        if (residents != model.residents.end())
            candidates.insert(candidates.end(), residents->second.begin(), residents->second.end());
    };
    takeHost(place);
    for (const spec::Host& host : model.spec.topology.hosts) {
        if (host.zone == place)
            takeHost(host.name);
    }
    std::erase_if(candidates, [&](const Resident& each) { return !model.isPresent(each.component, each.instance); });
    return candidates;
}

std::size_t shareOf(std::size_t all, double share)
{
    return static_cast<std::size_t>(std::ceil(static_cast<double>(all) * share));
}

std::size_t countOf(const spec::Victims& settings, std::size_t all, RandomStream& draws)
{
    switch (settings.mode) {
    case spec::VictimMode::All: return all;
    case spec::VictimMode::One: return 1;
    case spec::VictimMode::Fixed: return static_cast<std::size_t>(settings.count);
    case spec::VictimMode::FixedPercent: return shareOf(all, settings.share);
    case spec::VictimMode::RandomMaxPercent: return 1 + draws.below(std::max<std::size_t>(1, shareOf(all, settings.share)));
    }
    return all;
}

std::vector<Resident> drawFrom(std::vector<Resident> victims, const spec::Victims& settings, RandomStream& draws)
{
    const std::size_t count = std::min(countOf(settings, victims.size(), draws), victims.size());
    if (count == victims.size())
        return victims;
    // The first steps of a Fisher-Yates shuffle; then in the order of the file, so that equal draws act alike.
    for (std::size_t i = 0; i < count; ++i)
        std::swap(victims[i], victims[i + draws.below(victims.size() - i)]);
    victims.resize(count);
    std::ranges::sort(victims, {}, [](const Resident& victim) { return std::pair(victim.component, victim.instance); });
    return victims;
}

}  // namespace

std::vector<Resident> drawVictims(const Model& model, const spec::Victims& settings, RandomStream& draws)
{
    return drawFrom(instancesAt(model, settings.target), settings, draws);
}

std::vector<Resident> drawVictims(const Model& model, const spec::Victims& settings,
                                  std::span<const std::string_view> kinds, RandomStream& draws)
{
    std::vector<Resident> candidates = instancesAt(model, settings.target);
    std::erase_if(candidates, [&](const Resident& resident) {
        const auto& components = model.spec.topology.components;
        const auto component = std::ranges::find(components, resident.component, &spec::Component::name);
        return std::ranges::find(kinds, spec::infoOf(component->settings).kind) == kinds.end();
    });
    return drawFrom(std::move(candidates), settings, draws);
}

std::vector<Resident> drawVictims(const Model& model, const spec::Victims& settings, RandomStream& draws,
                                  const std::function<bool(const Resident&)>& isMeant)
{
    std::vector<Resident> candidates = instancesAt(model, settings.target);
    std::erase_if(candidates, [&](const Resident& resident) { return !isMeant(resident); });
    return drawFrom(std::move(candidates), settings, draws);
}

Instance& instanceOf(Model& model, const Resident& victim)
{
    return model.stations.at(victim.component)->instance(victim.instance);
}

bool areWholeHosts(const Model& model, const spec::Victims& settings) { return !model.hostsOf.contains(settings.target); }

}  // namespace stormglass
