// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// References to what has one list in the file. Components, steps and operations depend on where they stand, and are
// checked there.
#include "scenarios/spec_walk.h"
#include "scenarios/validation/context.h"

#include <algorithm>

namespace stormglass {
namespace {

class ReferenceCheck final : public SpecWalk {
public:
    explicit ReferenceCheck(ValidationContext& context) : m_context(context) { }

    using SpecWalk::reference;

    void reference(std::string_view key, std::string& value, spec::RefersTo what, const spec::FieldInfo& info) override
    {
        if (value.empty() && info.isRequired)
            reportMissing(key);
        else if (!value.empty() && !isKnown(value, what))
            report(pointerTo(key), value, what);
    }

    void references(std::string_view key, std::vector<std::string>& values, spec::RefersTo what,
                    const spec::FieldInfo&) override
    {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!values[i].empty() && !isKnown(values[i], what))
                report(pointerTo(key) + '/' + std::to_string(i), values[i], what);
        }
    }

private:
    /// A quick yes for nearly all of them, so that pointers are made for the others only.
    [[nodiscard]] bool isKnown(const std::string& name, spec::RefersTo what) const
    {
        const NameTables& names = m_context.names();
        switch (what) {
        case spec::RefersTo::Zone: return names.zones.contains(name);
        case spec::RefersTo::Host: return names.hosts.contains(name);
        case spec::RefersTo::Link: return names.links.contains(name);
        case spec::RefersTo::Channel: return names.channels.contains(name);
        case spec::RefersTo::Flow: return names.flows.contains(name);
        case spec::RefersTo::Design: return names.designs.contains(name);
        case spec::RefersTo::Fault: return names.faults.contains(name);
        case spec::RefersTo::Workload: return names.workload.contains(name);
        case spec::RefersTo::AnyChannel: return names.channels.contains(name) || contains(m_context.names().possibleChannels(), name);
        case spec::RefersTo::Event: return contains(m_context.names().possibleEvents(), name);
        case spec::RefersTo::Place:
            return names.components.contains(name) || names.hosts.contains(name) || names.zones.contains(name);
        case spec::RefersTo::Broker: return isOfKind(name, brokers());
        case spec::RefersTo::Store: return isOfKind(name, stores());
        case spec::RefersTo::Component:
        case spec::RefersTo::Step:
        case spec::RefersTo::Operation: return true;
        }
        return true;
    }

    [[nodiscard]] static bool contains(const std::vector<std::string>& names, const std::string& name)
    {
        return std::ranges::find(names, name) != names.end();
    }

    [[nodiscard]] bool isOfKind(const std::string& name, Kinds kinds) const
    {
        const spec::Component* component = m_context.findComponent(name);
        return component != nullptr && kinds.contains(*component);
    }

    /// In the words of the reader, which tells it of a file.
    void reportMissing(std::string_view key)
    {
        const std::string pointer = pointerTo(key);
        if (m_context.isRead(pointer))
            m_context.error(pointer.substr(0, pointer.rfind('/')), "missing key \"" + std::string(key) + '"');
    }

    void report(const std::string& pointer, const std::string& name, spec::RefersTo what)
    {
        const NameTables& names = m_context.names();
        switch (what) {
        case spec::RefersTo::Zone: return m_context.requireName(pointer, name, names.zones, "zone");
        case spec::RefersTo::Host: return m_context.requireName(pointer, name, names.hosts, "host");
        case spec::RefersTo::Link: return m_context.requireName(pointer, name, names.links, "link");
        case spec::RefersTo::Channel: return m_context.requireName(pointer, name, names.channels, "channel");
        case spec::RefersTo::Flow: return m_context.requireName(pointer, name, names.flows, "flow");
        case spec::RefersTo::Design: return m_context.requireName(pointer, name, names.designs, "design");
        case spec::RefersTo::Fault: return m_context.requireName(pointer, name, names.faults, "fault");
        case spec::RefersTo::Workload: return m_context.requireName(pointer, name, names.workload, "workload");
        case spec::RefersTo::Broker: m_context.requireComponent(pointer, name, brokers()); return;
        case spec::RefersTo::Store: m_context.requireComponent(pointer, name, stores()); return;
        case spec::RefersTo::Place: return reportPlace(pointer, name);
        case spec::RefersTo::AnyChannel: return reportOneOf(pointer, name, "channel", names.possibleChannels());
        case spec::RefersTo::Event: return reportOneOf(pointer, name, "event", names.possibleEvents());
        case spec::RefersTo::Component:
        case spec::RefersTo::Step:
        case spec::RefersTo::Operation: return;
        }
    }

    /// What depends on channels, flows and designs.
    void reportOneOf(const std::string& pointer, const std::string& name, std::string_view noun,
                     const std::vector<std::string>& candidates)
    {
        if (m_context.names().areMessagesKnown())
            m_context.error(pointer, m_context.unknown(noun, name, candidates));
    }

    void reportPlace(const std::string& pointer, const std::string& name)
    {
        const NameTables& names = m_context.names();
        if (!names.components.isComplete() || !names.hosts.isComplete() || !names.zones.isComplete())
            return;
        std::vector<std::string> places = names.components.names();
        places.insert(places.end(), names.hosts.names().begin(), names.hosts.names().end());
        places.insert(places.end(), names.zones.names().begin(), names.zones.names().end());
        m_context.error(pointer, m_context.unknown("component, host or zone", name, places));
    }

    ValidationContext& m_context;
};

}  // namespace

void checkReferences(ValidationContext& context)
{
    spec::Scenario copy = context.scenario();  // a visitor is for changing values, too
    ReferenceCheck check(context);
    describe(check, copy);
}

}  // namespace stormglass
