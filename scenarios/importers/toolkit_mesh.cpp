// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of chaostoolkit-kubernetes that make objects of Chaos Mesh (chaosk8s 0.26: chaosmesh.network, chaosmesh.stress,
// crd): what the objects become is said by mesh_mapping.cpp.
#include "scenarios/importers/mesh_mapping.h"
#include "scenarios/importers/toolkit_actions.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

std::string meshKey(const ToolkitAction& action)
{
    const std::string* name = textMember(action.arguments, "name");
    return "object of Chaos Mesh " + (name == nullptr ? std::string() : *name);
}

ToolkitEffect meshEffect(ImportContext& context, const ToolkitAction& action, const std::string& kind, const Json& spec,
                         const std::string& key)
{
    const auto mapped = mapMeshFault(context, {kind, spec, action.pointer});
    if (!mapped)
        return {};
    return {.begins = {{mapped->settings, durationMember(spec, "duration").value_or(mapped->lasting)}}, .key = key};
}

/// Selector and mode as add_common_spec() of the extension writes them.
Json meshSpecOf(const ToolkitAction& action)
{
    const Json& arguments = action.arguments;
    const auto selectorOf = [&](const char* labels, const char* namespaces) {
        Json selector = Json::object();
        if (const Json found = toolkitLabels(arguments, labels); !found.empty())
            selector["labelSelectors"] = found;
        if (const Json* found = foreignMember(arguments, namespaces))
            selector["namespaces"] = found->is_string() ? Json::array({*found}) : *found;
        return selector;
    };
    const auto textOr = [&](const char* key, const char* fallback) {
        const std::string* text = textMember(arguments, key);
        return text == nullptr ? std::string(fallback) : *text;
    };
    Json spec{{"selector", selectorOf("label_selectors", "namespaces_selectors")},
              {"mode", textOr("mode", "one")},
              {"direction", textOr("direction", "to")}};
    if (const Json* value = foreignMember(arguments, "mode_value"))
        spec["value"] = *value;
    if (const Json target = selectorOf("target_label_selectors", "target_namespaces_selectors"); !target.empty())
        spec["target"] = {{"selector", target}, {"mode", textOr("target_mode", "one")}};
    if (const Json* external = foreignMember(arguments, "external_targets"))
        spec["externalTargets"] = *external;
    return spec;
}

/// The arguments of that name as a member of the object.
Json membersOf(const Json& arguments, std::initializer_list<const char*> keys)
{
    Json members = Json::object();
    for (const char* key : keys) {
        if (const Json* member = foreignMember(arguments, key))
            members[key] = *member;
    }
    return members;
}

ToolkitEffect meshNetwork(ImportContext& context, const ToolkitAction& action)
{
    static constexpr std::pair<std::string_view, const char*> kActions[] = {
        {"add_latency", "delay"},           {"set_loss", "loss"},           {"set_bandwidth", "bandwidth"},
        {"duplicate_packets", "duplicate"}, {"corrupt_packets", "corrupt"}, {"reorder_packets", "reorder"}};
    const auto* const known = std::ranges::find(kActions, action.function,
                                                &std::pair<std::string_view, const char*>::first);
    Json spec = meshSpecOf(action);
    spec["action"] = known->second;
    spec[known->second] = membersOf(action.arguments,
                                    {"latency", "jitter", "correlation", "loss", "rate", "limit", "buffer"});
    return meshEffect(context, action, "NetworkChaos", spec, meshKey(action));
}

ToolkitEffect meshStress(ImportContext& context, const ToolkitAction& action)
{
    constexpr const char* kDefaultDuration = "30s";
    Json spec = meshSpecOf(action);
    const bool isMemory = action.function == "stress_memory";
    spec["stressors"] = {{isMemory ? "memory" : "cpu", membersOf(action.arguments, {"workers", "load", "size"})}};
    const std::string* duration = textMember(action.arguments, "duration");
    spec["duration"] = duration == nullptr ? kDefaultDuration : *duration;
    return meshEffect(context, action, "StressChaos", spec, meshKey(action));
}

ToolkitEffect meshObjectEnds(ImportContext&, const ToolkitAction& action) { return {.ends = meshKey(action)}; }

ToolkitEffect customObject(ImportContext& context, const ToolkitAction& action)
{
    const std::string* group = textMember(action.arguments, "group");
    const Json* resource = foreignMember(action.arguments, "resource");
    const std::string* kind = resource == nullptr ? nullptr : textMember(*resource, "kind");
    const Json* spec = resource == nullptr ? nullptr : foreignMember(*resource, "spec");
    if (group == nullptr || *group != "chaos-mesh.org" || kind == nullptr || spec == nullptr
        || !isMeshFaultKind(*kind)) {
        context.unmapped(action.pointer,
                         "only faults of the group chaos-mesh.org that stand in \"resource\" are known");
        return {};
    }
    const Json* metadata = foreignMember(*resource, "metadata");
    const std::string* name = metadata == nullptr ? nullptr : textMember(*metadata, "name");
    return meshEffect(context, action, *kind, *spec,
                      "object of Chaos Mesh " + (name == nullptr ? std::string() : *name));
}

}  // namespace

std::span<const ToolkitMapping> meshObjectActions()
{
    static constexpr std::string_view kNetwork = "chaosk8s.chaosmesh.network.actions";
    static constexpr std::string_view kStress = "chaosk8s.chaosmesh.stress.actions";
    static constexpr std::string_view kObjects = "chaosk8s.crd.actions";
    static constexpr ToolkitMapping kActions[] = {
        {kNetwork, "add_latency", meshNetwork},
        {kNetwork, "set_loss", meshNetwork},
        {kNetwork, "set_bandwidth", meshNetwork},
        {kNetwork, "duplicate_packets", meshNetwork},
        {kNetwork, "corrupt_packets", meshNetwork},
        {kNetwork, "reorder_packets", meshNetwork},
        {kNetwork, "delete_network_fault", meshObjectEnds},
        {kStress, "stress_cpu", meshStress},
        {kStress, "stress_memory", meshStress},
        {kStress, "delete_stressor", meshObjectEnds},
        {kObjects, "create_custom_object", customObject},
        {kObjects, "delete_custom_object", meshObjectEnds},
    };
    return kActions;
}

}  // namespace stormglass
