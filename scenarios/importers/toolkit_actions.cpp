// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/toolkit_actions.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {

const ToolkitMapping* findToolkitMapping(std::string_view module, std::string_view function)
{
    for (const auto table : {kubernetesActions(), meshObjectActions(), proxyActions(), istioActions(), awsActions()}) {
        const auto found = std::ranges::find_if(
            table, [&](const ToolkitMapping& known) { return known.module == module && known.function == function; });
        if (found != table.end())
            return &*found;
    }
    return nullptr;
}

Json toolkitLabels(const Json& arguments, const char* key)
{
    const Json* member = foreignMember(arguments, key);
    if (member == nullptr || !member->is_string())
        return member == nullptr ? Json::object() : *member;
    Json labels = Json::object();
    std::string_view text = member->get_ref<const std::string&>();
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        const std::size_t equals = pair.rfind('=');
        const std::size_t nameEnd = std::min(pair.find('='), pair.size());
        labels[std::string(pair.substr(0, nameEnd))] = std::string(
            equals == std::string_view::npos ? pair : pair.substr(equals + 1));
    }
    return labels;
}

std::string placeOfArgument(ImportContext& context, const ToolkitAction& action, std::string_view argument,
                            const std::string& name)
{
    const spec::Scenario& scenario = context.setting().scenario;
    std::string place = placeNamed(scenario, name);
    if (place.empty())
        context.unmapped(action.at(argument),
                         "there is no component, host or zone \"" + name + '"' + nearestPlace(scenario, name));
    return place;
}

std::string placeOfArgument(ImportContext& context, const ToolkitAction& action, std::string_view argument)
{
    if (const std::string* name = textMember(action.arguments, argument))
        return placeOfArgument(context, action, argument, *name);
    context.error(action.pointer + "/provider/arguments", "expected \"" + std::string(argument) + '"');
    return {};
}

}  // namespace stormglass
