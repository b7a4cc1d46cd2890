// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/mesh_selector.h"

#include "scenarios/json_pointer.h"
#include "scenarios/read_problems.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass {
namespace {

/// The labels that name an application (kubernetes.io, recommended labels), and those that people used before them.
constexpr std::array<std::string_view, 6> kNameLabels{
    "app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/instance", "app", "k8s-app", "name"};
constexpr std::string_view kZoneLabel = "topology.kubernetes.io/zone";

class SelectorReader {
public:
    SelectorReader(ImportContext& context, const MeshFault& fault)
        : m_context(context)
        , m_fault(fault)
    {
    }

    std::optional<spec::Victims> read()
    {
        const Json* selector = foreignMember(m_fault.spec, "selector");
        if (selector == nullptr) {
            m_context.error(m_fault.pointer, "expected \"selector\"");
            return std::nullopt;
        }
        spec::Victims victims;
        victims.target = targetOf(*selector);
        if (victims.target.empty() || !readMode(victims))
            return std::nullopt;
        return victims;
    }

private:
    /// Empty when there is none, which has been told then.
    std::string targetOf(const Json& selector)
    {
        const Json* labels = foreignMember(selector, "labelSelectors");
        for (const std::string_view label : kNameLabels) {
            if (const std::string* name = labels == nullptr ? nullptr : textMember(*labels, label)) {
                tellRest(selector, {"labelSelectors", "namespaces"});
                return find(*name, "/selector/labelSelectors/" + escaped(label));
            }
        }
        if (const Json* nodes = foreignMember(selector, "nodes"); labels == nullptr && nodes != nullptr)
            return onlyOne(*nodes, "/selector/nodes", selector, "nodes");
        const Json* nodeLabels = foreignMember(selector, "nodeSelectors");
        if (const std::string* zone = nodeLabels == nullptr ? nullptr : textMember(*nodeLabels, kZoneLabel);
            labels == nullptr && zone != nullptr) {
            tellRest(selector, {"nodeSelectors", "namespaces"});
            return find(*zone, "/selector/nodeSelectors");
        }
        if (const Json* spaces = foreignMember(selector, "namespaces"); labels == nullptr && spaces != nullptr)
            return onlyOne(*spaces, "/selector/namespaces", selector, "namespaces");
        m_context.unmapped(m_fault.pointer + "/selector",
                           "expected a label such as app that names a component, a node that names a host, or a "
                           "namespace that names a zone");
        return {};
    }

    static std::string escaped(std::string_view label) { return childPointer("", label).substr(1); }

    std::string find(const std::string& name, const std::string& where)
    {
        const spec::Scenario& scenario = m_context.setting().scenario;
        const std::string place = placeNamed(scenario, name);
        if (place.empty())
            m_context.unmapped(m_fault.pointer + where,
                               "there is no component, host or zone \"" + name + '"' + nearestPlace(scenario, name));
        return place;
    }

    std::string onlyOne(const Json& names, const std::string& where, const Json& selector, std::string_view key)
    {
        if (!names.is_array() || names.size() != 1 || !names[0].is_string()) {
            m_context.unmapped(m_fault.pointer + where, "expected one name, found " + foundText(names));
            return {};
        }
        tellRest(selector, {key, "namespaces"});
        return find(names[0].get<std::string>(), where + "/0");
    }

    /// What else narrows the selection is not heeded.
    void tellRest(const Json& selector, const std::array<std::string_view, 2>& heeded)
    {
        for (const auto& [key, value] : selector.items()) {
            const bool isHeeded = std::ranges::find(heeded, std::string_view(key)) != heeded.end();
            if (!isHeeded && !value.empty())
                m_context.assume(m_fault.pointer + "/selector/" + key, "it is not heeded: all instances can be hit");
        }
    }

    bool readMode(spec::Victims& victims)
    {
        const std::string* mode = textMember(m_fault.spec, "mode");
        const auto names = namesOf(spec::VictimMode{});
        const auto found = mode == nullptr ? names.end() : std::ranges::find(names, *mode);
        if (found == names.end()) {
            m_context.error(m_fault.pointer + "/mode", "expected one, all, fixed, fixed-percent or random-max-percent");
            return false;
        }
        victims.mode = static_cast<spec::VictimMode>(found - names.begin());
        if (victims.mode == spec::VictimMode::All || victims.mode == spec::VictimMode::One)
            return true;
        const auto value = numberMember(m_fault.spec, "value");
        if (!value || *value <= 0 || *value > 10000) {
            m_context.error(m_fault.pointer + "/value", "expected a number above 0 for the mode " + *mode);
            return false;
        }
        if (victims.mode == spec::VictimMode::Fixed)
            victims.count = std::llround(*value);
        else
            victims.share = *value / 100;
        return true;
    }

    ImportContext& m_context;
    const MeshFault& m_fault;
};

}  // namespace

std::optional<spec::Victims> readMeshVictims(ImportContext& context, const MeshFault& fault)
{
    return SelectorReader(context, fault).read();
}

}  // namespace stormglass
