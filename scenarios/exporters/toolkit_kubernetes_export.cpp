// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An experiment of Chaos Toolkit that runs against a cluster: its actions create objects of Chaos Mesh by
// chaostoolkit-kubernetes (chaosk8s.crd.actions). scenarios/importers/toolkit_mesh.cpp reads them again.
#include "scenarios/exporters/exporter.h"
#include "scenarios/exporters/mesh_objects.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

class ClusterExperimentWriter {
public:
    explicit ClusterExperimentWriter(const spec::Scenario& scenario)
        : m_scenario(scenario)
    {
    }

    Exported write()
    {
        for (std::size_t i = 0; i < m_scenario.chaos.size(); ++i)
            plan(m_scenario.chaos[i], "/chaos/" + std::to_string(i));
        if (!m_scenario.experiment.hypothesis.empty())
            leaveOut("/experiment/hypothesis",
                     "its lines look at a simulated system; a cluster needs probes of its own");
        std::stable_sort(m_planned.begin(), m_planned.end(),
                         [](const Planned& a, const Planned& b) { return a.begin < b.begin; });
        const spec::Experiment& experiment = m_scenario.experiment;
        const std::string title = experiment.title.empty() ? m_scenario.name : experiment.title;
        const Json document{{"title", title},
                            {"description", descriptionOf(title)},
                            {"runtime", {{"rollbacks", {{"strategy", "always"}}}}},
                            {"method", method()},
                            {"rollbacks", rollbacks()}};
        m_result.faults = m_planned.size();
        m_result.text = document.dump(2) + '\n';
        return std::move(m_result);
    }

private:
    struct Planned {
        std::string name;
        MeshObject object;
        Duration begin{};
        Duration lasting{};  ///< Zero: until it is deleted.
    };

    void leaveOut(const std::string& pointer, const std::string& why)
    {
        m_result.unmapped.push_back(pointer + ": " + why);
    }

    void plan(const spec::Fault& fault, const std::string& pointer)
    {
        const Result<MeshObject> object = toMeshObject(m_scenario, fault);
        const std::string timing = problemOfMeshTiming(fault.timing);
        const auto begin = meshStartOf(m_scenario, fault);
        if (!object)
            return leaveOut(pointer, object.message());
        if (!timing.empty())
            return leaveOut(pointer, "Chaos Mesh does not know " + timing);
        if (fault.timing.every > Duration::zero())
            return leaveOut(pointer, "an experiment of Chaos Toolkit repeats nothing; a Workflow of Chaos Mesh does");
        if (!begin)
            return leaveOut(pointer, "it waits for " + fault.timing.after + ", of which the end is not known");
        if (!object.value().assumption.empty())
            m_result.assumptions.push_back(pointer + ": " + object.value().assumption);
        m_planned.push_back({fault.name, object.value(), *begin, fault.timing.lasting});
    }

    [[nodiscard]] std::string descriptionOf(const std::string& title) const
    {
        std::string text = m_scenario.description.empty() ? title : m_scenario.description;
        for (const std::string& note : m_result.unmapped)
            text += "\nCannot be mapped: " + note;
        for (const std::string& note : m_result.assumptions)
            text += "\nNote: " + note;
        return text;
    }

    static Json argumentsOf(const Planned& planned)
    {
        std::string plural = planned.object.kind;
        std::ranges::transform(plural, plural.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return {{"group", "chaos-mesh.org"}, {"version", "v1alpha1"}, {"plural", plural}, {"ns", "default"}};
    }

    static Json stepOf(const std::string& name, const char* function, Json arguments)
    {
        return {{"type", "action"},
                {"name", name},
                {"provider",
                 {{"type", "python"},
                  {"module", "chaosk8s.crd.actions"},
                  {"func", function},
                  {"arguments", std::move(arguments)}}}};
    }

    [[nodiscard]] Json method() const
    {
        Json steps = Json::array();
        Duration now{0};
        Duration last{0};
        for (const Planned& planned : m_planned) {
            Json spec = *planned.object.spec;
            if (planned.lasting > Duration::zero())
                spec["duration"] = goDuration(planned.lasting);
            Json arguments = argumentsOf(planned);
            arguments["resource"] = {{"apiVersion", "chaos-mesh.org/v1alpha1"},
                                     {"kind", planned.object.kind},
                                     {"metadata", {{"name", planned.name}}},
                                     {"spec", std::move(spec)}};
            Json step = stepOf(planned.name, "create_custom_object", std::move(arguments));
            if (planned.begin > now)
                step["pauses"] = {{"before", toSeconds(planned.begin - now)}};
            now = planned.begin;
            last = std::max(
                last, planned.lasting > Duration::zero() ? planned.begin + planned.lasting : m_scenario.run.duration);
            steps.push_back(std::move(step));
        }
        // What is rolled back must have had its time.
        if (last > now && !steps.empty())
            steps.back()["pauses"]["after"] = toSeconds(last - now);
        return steps;
    }

    [[nodiscard]] Json rollbacks() const
    {
        Json steps = Json::array();
        for (const Planned& planned : m_planned) {
            Json arguments = argumentsOf(planned);
            arguments["name"] = planned.name;
            steps.push_back(stepOf("end " + planned.name, "delete_custom_object", std::move(arguments)));
        }
        return steps;
    }

    const spec::Scenario& m_scenario;
    std::vector<Planned> m_planned;
    Exported m_result;
};

}  // namespace

Exported exportToolkitForKubernetes(const spec::Scenario& scenario)
{
    return ClusterExperimentWriter(scenario).write();
}

}  // namespace stormglass
