// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of chaostoolkit-kubernetes (chaosk8s 0.26: pod, deployment, statefulset, node, networking). Pods are
// the instances of the component that their labels name, nodes are hosts.
#include "scenarios/importers/toolkit_actions.h"

#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

/// The cluster starts another pod in the place of one that was terminated; how soon, the file does not say.
constexpr Duration kNextPod = std::chrono::seconds{10};

/// The first label of which the value is the name of a place; empty if none is, which has been told then.
std::string placeOfPods(ImportContext& context, const ToolkitAction& action, const char* key)
{
    const Json labels = toolkitLabels(action.arguments, key);
    std::string last;
    for (const auto& [name, value] : labels.items()) {
        if (!value.is_string())
            continue;
        last = value.get<std::string>();
        if (std::string place = placeNamed(context.setting().scenario, last); !place.empty())
            return place;
    }
    context.unmapped(action.pointer,
                     "there is no component, host or zone for the pods \"" + last + '"'
                         + nearestPlace(context.setting().scenario, last));
    return {};
}

std::optional<std::int64_t> replicasOf(const spec::Scenario& scenario, const std::string& place)
{
    const auto& components = scenario.topology.components;
    const auto found = std::ranges::find(components, place, &spec::Component::name);
    if (found == components.end())
        return std::nullopt;
    return std::visit(
        [](const auto& settings) -> std::optional<std::int64_t> {
            if constexpr (requires { settings.placement.instances; })
                return settings.placement.instances;
            else
                return std::nullopt;
        },
        found->settings);
}

/// label_selector, mode fixed or percentage, qty, all.
ToolkitEffect terminatePods(ImportContext& context, const ToolkitAction& action)
{
    spec::Crash crash;
    crash.victims.target = placeOfPods(context, action, "label_selector");
    if (crash.victims.target.empty())
        return {};
    const Json* all = foreignMember(action.arguments, "all");
    const std::string* mode = textMember(action.arguments, "mode");
    const double quantity = numberMember(action.arguments, "qty").value_or(1);
    if (all != nullptr && all->is_boolean() && all->get<bool>())
        crash.victims.mode = spec::VictimMode::All;
    else if (mode != nullptr && *mode == "percentage") {
        crash.victims.mode = spec::VictimMode::FixedPercent;
        crash.victims.share = quantity / 100;
    } else if (quantity == 1)
        crash.victims.mode = spec::VictimMode::One;
    else {
        crash.victims.mode = spec::VictimMode::Fixed;
        crash.victims.count = std::llround(std::clamp(quantity, 1.0, 1e6));
    }
    context.assume(action.pointer, "a pod that was terminated is taken to be back after " + toText(kNextPod));
    return {.begins = {{crash, kNextPod}}};
}

std::string workloadKey(const std::string& place) { return "replicas of " + place; }

/// Fewer pods than there are: the others are gone until it is scaled back.
ToolkitEffect scale(ImportContext& context, const ToolkitAction& action)
{
    const std::string place = placeOfArgument(context, action, "name");
    if (place.empty())
        return {};
    const auto replicas = numberMember(action.arguments, "replicas");
    const auto instances = replicasOf(context.setting().scenario, place);
    if (!replicas || !instances) {
        context.error(action.pointer + "/provider/arguments", "expected \"replicas\" of a component with instances");
        return {};
    }
    const std::int64_t gone = *instances - std::llround(std::clamp(*replicas, 0.0, 1e6));
    if (gone <= 0)
        return {.ends = workloadKey(place)};
    spec::Crash crash{.victims = {.target = place}};
    if (gone < *instances) {
        crash.victims.mode = spec::VictimMode::Fixed;
        crash.victims.count = gone;
    }
    context.assume(action.pointer, "the pods that go are taken to be killed");
    return {.begins = {{crash, {}}}, .key = workloadKey(place)};
}

ToolkitEffect deleteWorkload(ImportContext& context, const ToolkitAction& action)
{
    const std::string place = placeOfArgument(context, action, "name");
    if (place.empty())
        return {};
    return {.begins = {{spec::Crash{.victims = {.target = place}}, {}}}, .key = workloadKey(place)};
}

std::string nodeKey(const ToolkitAction& action)
{
    const std::string* name = textMember(action.arguments, "name");
    return "node " + (name == nullptr ? std::string() : *name);
}

ToolkitEffect nodeIsGone(ImportContext& context, const ToolkitAction& action)
{
    const std::string place = textMember(action.arguments, "name") != nullptr
        ? placeOfArgument(context, action, "name")
        : placeOfPods(context, action, "label_selector");
    if (place.empty())
        return {};
    context.assume(action.pointer,
                   "the pods of the node are taken to be gone until it is there again: none is placed elsewhere");
    return {.begins = {{spec::Crash{.victims = {.target = place}}, {}}}, .key = nodeKey(action)};
}

ToolkitEffect nodeIsBack(ImportContext&, const ToolkitAction& action) { return {.ends = nodeKey(action)}; }

// --- network policies -----------------------------------------------------------------------------------------------

ToolkitEffect denied(ImportContext& context, const ToolkitAction& action, spec::Direction direction, const char* key)
{
    const std::string place = placeOfPods(context, action, "label_selectors");
    if (place.empty())
        return {};
    return {.begins = {{spec::Partition{.ways = {.between = {place}, .direction = direction},
                                        .mode = spec::PartitionMode::Jam},
                        {}}},
            .key = key};
}

constexpr const char* kIngressKey = "policy deny-all-ingress";
constexpr const char* kEgressKey = "policy deny-all-egress";

ToolkitEffect denyIngress(ImportContext& context, const ToolkitAction& action)
{
    return denied(context, action, spec::Direction::From, kIngressKey);
}

ToolkitEffect denyEgress(ImportContext& context, const ToolkitAction& action)
{
    return denied(context, action, spec::Direction::To, kEgressKey);
}

ToolkitEffect allowIngress(ImportContext&, const ToolkitAction&) { return {.ends = kIngressKey}; }
ToolkitEffect allowEgress(ImportContext&, const ToolkitAction&) { return {.ends = kEgressKey}; }

}  // namespace

std::span<const ToolkitMapping> kubernetesActions()
{
    static constexpr std::string_view kPods = "chaosk8s.pod.actions";
    static constexpr std::string_view kDeployments = "chaosk8s.deployment.actions";
    static constexpr std::string_view kStatefulSets = "chaosk8s.statefulset.actions";
    static constexpr std::string_view kNodes = "chaosk8s.node.actions";
    static constexpr std::string_view kPolicies = "chaosk8s.networking.actions";
    static constexpr ToolkitMapping kActions[] = {
        {kPods, "terminate_pods", terminatePods},
        {kPods, "delete_pods", terminatePods},
        {kPods, "exec_in_pods", nullptr, "what a command does in a pod is not known"},
        {kDeployments, "scale_deployment", scale},
        {kDeployments, "delete_deployment", deleteWorkload},
        {kStatefulSets, "scale_statefulset", scale},
        {kStatefulSets, "remove_statefulset", deleteWorkload},
        {kNodes, "drain_nodes", nodeIsGone},
        {kNodes, "delete_nodes", nodeIsGone},
        {kNodes, "uncordon_node", nodeIsBack},
        {kNodes, "cordon_node", nullptr, "instances are not placed while a run goes on"},
        {kPolicies, "deny_all_ingress", denyIngress},
        {kPolicies, "deny_all_egress", denyEgress},
        {kPolicies, "remove_deny_all_ingress", allowIngress},
        {kPolicies, "remove_deny_all_egress", allowEgress},
    };
    return kActions;
}

}  // namespace stormglass
