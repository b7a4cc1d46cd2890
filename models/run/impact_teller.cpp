// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/impact_teller.h"

#include <algorithm>
#include <utility>

namespace stormglass {
namespace {

using results::RunEvent;

std::string limitText(results::Limit limit, bool isExceeded)
{
    static constexpr std::array<std::array<const char*, 2>, results::kLimits> kTexts{{
        {"errors are within their limit again", "errors over their limit"},
        {"latency is within its limit again", "latency over its limit"},
        {"workers are free again", "all workers busy"},
        {"backlog is within its limit again", "backlog over its limit"},
        {"something arrives again", "nothing arrives any more"},
    }};
    return kTexts[static_cast<std::size_t>(limit)][isExceeded ? 1 : 0];
}

}  // namespace

ImpactTeller::ImpactTeller(Model& model) : m_model(model)
{
    model.forEachWatch([this](results::SubjectKind kind, const std::string& name, const ImpactWatch& watch) {
        m_watches.push_back(&watch);
        m_watched.push_back({{kind, name}, {}});
    });
    m_told.resize(m_watches.size());
}

void ImpactTeller::tell(SimTime now, bool isOver, std::vector<RunEvent>& events, std::vector<results::Impact>& impacts)
{
    if (now < m_model.bounds.firstFault)
        return;
    const bool hasMore = lookAround(now, isOver ? now : now - ImpactWatch::kNoticed);
    for (std::size_t i = 0; i < m_watches.size(); ++i)
        tellLimits(i, now, isOver, events);
    const auto begun = static_cast<std::size_t>(std::ranges::count_if(m_model.faults, [now](const FaultRecord& fault) {
        return !fault.spans.empty() && fault.spans.front().begin <= now;
    }));
    if (!hasMore && !isOver && begun == std::exchange(m_begun, begun))
        return;
    if (m_graph == nullptr)
        m_graph = std::make_unique<ImpactGraph>(m_model);
    const auto first = static_cast<std::ptrdiff_t>(impacts.size());
    const FaultEffects effects(m_model, *m_graph, m_watched, now);
    for (std::size_t i = 0; i < effects.count(); ++i)
        tellHits(effects, i, isOver, impacts);
    std::stable_sort(impacts.begin() + first, impacts.end(),
                     [](const results::Impact& one, const results::Impact& other) { return one.at < other.at; });
}

bool ImpactTeller::lookAround(SimTime now, SimTime horizon)
{
    std::size_t episodes = 0;
    for (std::size_t i = 0; i < m_watches.size(); ++i) {
        if (!m_watches[i]->isAlert())
            continue;
        std::vector<Episode>& noticed = m_watched[i].episodes;
        noticed = m_watches[i]->episodesAt(now);
        std::erase_if(noticed, [horizon](const Episode& episode) { return episode.begin > horizon; });
        episodes += noticed.size();
    }
    return std::exchange(m_episodes, episodes) != episodes;
}

void ImpactTeller::tellLimits(std::size_t watch, SimTime now, bool isOver, std::vector<RunEvent>& events)
{
    const Watched& watched = m_watched[watch];
    const auto add = [&](RunEvent::Kind kind, SimTime at, results::Limit limit) {
        events.push_back({.kind = kind,
                          .at = toSeconds(at.time_since_epoch()),
                          .subjectKind = watched.node.kind,
                          .subject = watched.node.name,
                          .text = limitText(limit, kind == RunEvent::Kind::LimitExceeded)});
    };
    const Duration calm = ImpactWatch::kCalm + (isOver ? Duration::zero() : ImpactWatch::kNoticed);
    std::array<std::size_t, results::kLimits> seen{};
    for (const Episode& episode : watched.episodes) {
        const auto limit = static_cast<std::size_t>(episode.limit);
        const std::size_t number = ++seen[limit];
        if (number > m_told[watch].exceeded[limit]) {
            m_told[watch].exceeded[limit] = number;
            add(RunEvent::Kind::LimitExceeded, episode.begin, episode.limit);
        }
        if (number > m_told[watch].kept[limit] && now - episode.last > calm) {
            m_told[watch].kept[limit] = number;
            add(RunEvent::Kind::LimitKept, episode.last + ImpactWatch::kCalm, episode.limit);
        }
    }
}

void ImpactTeller::tellHits(const FaultEffects& effects, std::size_t fault, bool isOver, std::vector<results::Impact>& impacts)
{
    const results::Cascade cascade = CascadeHits(*m_graph, effects, fault).build();
    for (const results::Hit& hit : cascade.hits) {
        const bool canShowSymptoms = std::ranges::find(m_watched, ImpactNode{hit.kind, hit.subject}, &Watched::node) != m_watched.end();
        if (hit.breaches.empty() && canShowSymptoms && !isOver)
            continue;
        if (!m_hits.emplace(cascade.fault, hit.kind, hit.subject).second)
            continue;
        impacts.push_back({.fault = cascade.fault,
                           .kind = hit.kind,
                           .subject = hit.subject,
                           .by = hit.by,
                           .from = hit.from,
                           .limit = hit.breaches.empty() ? results::Limit::Errors : hit.breaches.front().limit,
                           .at = firstOf(hit, cascade)});
    }
}

}  // namespace stormglass
