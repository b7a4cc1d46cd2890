// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/name_tables.h"

#include "models/spec/design_channels.h"

namespace stormglass {
namespace {

/// Components, hosts and zones are places, and a fault or a link names any of them: they share their names.
void reportSharedNames(const NameTable& table, const NameTable& others, std::string_view noun, ReadProblems& problems)
{
    for (std::size_t i = 0; i < table.names().size(); ++i) {
        const std::string& name = table.names()[i];
        if (const auto other = others.find(name); other && !name.empty()) {
            problems.error(table.pointerOf(i) + "/name", "duplicate name \"" + name + "\"; a " + std::string(noun)
                               + " has it at " + others.pointerOf(*other));
        }
    }
}

}  // namespace

NameTable::NameTable(std::string listPointer, std::size_t size,
                     const std::function<std::string(std::size_t)>& nameOf, ReadProblems& problems)
    : m_pointer(std::move(listPointer)), m_isComplete(!problems.isDamaged(m_pointer))
{
    for (std::size_t i = 0; i < size; ++i) {
        const std::string& name = m_names.emplace_back(nameOf(i));
        if (name.empty()) {
            m_isComplete = false;
            continue;
        }
        const auto [first, isNew] = m_index.emplace(name, i);
        if (!isNew) {
            problems.error(pointerOf(i) + "/name",
                           "duplicate name \"" + name + "\"; the first is at " + pointerOf(first->second));
        }
    }
}

std::optional<std::size_t> NameTable::find(const std::string& name) const
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? std::nullopt : std::optional(found->second);
}

NameTables::NameTables(const spec::Scenario& scenario, ReadProblems& problems)
    : zones("/topology/zones", scenario.topology.zones, problems)
    , hosts("/topology/hosts", scenario.topology.hosts, problems)
    , links("/topology/links", scenario.topology.links, problems)
    , components("/topology/components", scenario.topology.components, problems)
    , channels("/topology/channels", scenario.topology.channels, problems)
    , flows("/flows", scenario.flows, problems)
    , designs("/designs", scenario.designs, problems)
    , workload("/workload", scenario.workload, problems)
    , faults("/chaos", scenario.chaos, problems)
    , m_scenario(scenario)
{
    reportSharedNames(hosts, zones, "zone", problems);
    reportSharedNames(components, zones, "zone", problems);
    reportSharedNames(components, hosts, "host", problems);
}

const std::vector<std::string>& NameTables::possibleChannels() const
{
    if (!m_channels) {
        m_channels.emplace();
        for (const spec::Channel& channel : spec::possibleChannels(m_scenario))
            m_channels->push_back(channel.name);
    }
    return *m_channels;
}

const std::vector<std::string>& NameTables::possibleEvents() const
{
    if (!m_events)
        m_events = spec::possibleEvents(m_scenario);
    return *m_events;
}

bool NameTables::areMessagesKnown() const
{
    return channels.isComplete() && components.isComplete() && flows.isComplete() && designs.isComplete();
}

}  // namespace stormglass
