// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults become one Workflow of Chaos Mesh: all of them at once, each behind a pause of its own. scenarios/importers/
// chaos_mesh.cpp reads it again.
#include "scenarios/exporters/exporter.h"
#include "scenarios/exporters/mesh_objects.h"
#include "scenarios/exporters/yaml_text.h"

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

using spec::Fault;

/// Of a workflow, as Kubernetes wants it (RFC 1123): small letters, digits and '-'.
std::string objectName(const std::string& name)
{
    std::string text;
    for (const char c : name.substr(0, 60)) {
        const bool isSmall = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (isSmall)
            text += c;
        else if (c >= 'A' && c <= 'Z')
            text += static_cast<char>(c - 'A' + 'a');
        else if (!text.empty() && text.back() != '-')
            text += '-';
    }
    while (text.ends_with('-'))
        text.pop_back();
    return text.empty() ? "stormglass" : text;
}

class WorkflowWriter {
public:
    explicit WorkflowWriter(const spec::Scenario& scenario)
        : m_scenario(scenario)
    {
    }

    Exported write()
    {
        for (std::size_t i = 0; i < m_scenario.chaos.size(); ++i)
            add(m_scenario.chaos[i], "/chaos/" + std::to_string(i));
        if (!m_scenario.experiment.hypothesis.empty())
            leaveOut("/experiment/hypothesis", "Chaos Mesh has no hypothesis; StatusCheck asks a URL");
        Json templates = Json::array({{{"name", "all"}, {"templateType", "Parallel"}, {"children", m_children}}});
        templates.insert(templates.end(), m_templates.begin(), m_templates.end());
        const Json workflow{
            {"apiVersion", "chaos-mesh.org/v1alpha1"},
            {"kind", "Workflow"},
            {"metadata", {{"name", objectName(m_scenario.name)}, {"annotations", {{"stormglass/begins-at", "0s"}}}}},
            {"spec", {{"entry", "all"}, {"templates", templates}}}};
        std::string head;
        for (const std::string& note : m_result.unmapped)
            head += "# cannot be mapped: " + note + '\n';
        for (const std::string& note : m_result.assumptions)
            head += "# note: " + note + '\n';
        m_result.text = head + toYamlText(workflow);
        return std::move(m_result);
    }

private:
    void leaveOut(const std::string& pointer, const std::string& why)
    {
        m_result.unmapped.push_back(pointer + ": " + why);
    }

    void add(const Fault& fault, const std::string& pointer)
    {
        const Result<MeshObject> object = toMeshObject(m_scenario, fault);
        const std::string timing = problemOfMeshTiming(fault.timing);
        const auto start = meshStartOf(m_scenario, fault);
        if (!object)
            return leaveOut(pointer, object.message());
        if (!timing.empty())
            return leaveOut(pointer, "Chaos Mesh does not know " + timing);
        if (!start)
            return leaveOut(pointer, "it waits for " + fault.timing.after + ", of which the end is not known");
        if (*start < fault.timing.every)
            return leaveOut(pointer,
                            "a schedule begins one period (" + goDuration(fault.timing.every)
                                + ") after the run at the earliest");
        if (!object.value().assumption.empty())
            m_result.assumptions.push_back(pointer + ": " + object.value().assumption);
        addTemplates(fault, object.value(), *start - fault.timing.every);
        ++m_result.faults;
    }

    /// A pause and the fault behind it.
    void addTemplates(const Fault& fault, const MeshObject& object, Duration pause)
    {
        Json node{{"name", fault.name}};
        if (fault.timing.every > Duration::zero())
            addSchedule(node, fault, object);
        else {
            node["templateType"] = object.kind;
            if (fault.timing.lasting > Duration::zero())
                node["deadline"] = goDuration(fault.timing.lasting);
            node[object.member] = *object.spec;
        }
        const std::string wait = "until-" + fault.name;
        const std::string both = fault.name + "-in-time";
        m_children.push_back(both);
        m_templates.push_back(
            {{"name", both}, {"templateType", "Serial"}, {"children", Json::array({wait, fault.name})}});
        m_templates.push_back({{"name", wait}, {"templateType", "Suspend"}, {"deadline", goDuration(pause)}});
        m_templates.push_back(std::move(node));
    }

    static void addSchedule(Json& node, const Fault& fault, const MeshObject& object)
    {
        Json spec = *object.spec;
        spec["duration"] = goDuration(fault.timing.lasting);
        node["templateType"] = "Schedule";
        if (fault.timing.times > 0)
            node["deadline"] = goDuration(fault.timing.every * fault.timing.times);
        node["schedule"] = {{"schedule", "@every " + goDuration(fault.timing.every)},
                            {"concurrencyPolicy", "Forbid"},
                            {"type", object.kind},
                            {object.member, std::move(spec)}};
    }

    const spec::Scenario& m_scenario;
    Json m_children = Json::array();
    Json m_templates = Json::array();
    Exported m_result;
};

}  // namespace

Exported exportChaosMesh(const spec::Scenario& scenario) { return WorkflowWriter(scenario).write(); }

}  // namespace stormglass
