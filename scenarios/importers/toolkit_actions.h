// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the actions of Chaos Toolkit's extensions become here. A new one is one line in the table of its extension.
#pragma once

#include "scenarios/importers/import_context.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// An action with the provider "python".
struct ToolkitAction {
    std::string module;
    std::string function;
    const Json& arguments;
    std::string pointer;  ///< Of the activity.

    /// Of the argument with that name.
    [[nodiscard]] std::string at(std::string_view argument) const
    {
        return pointer + "/provider/arguments/" + std::string(argument);
    }
};

/// What becomes of an action: faults begin, or those of an earlier action end. Neither: it has no counterpart, which has
/// been told then.
struct ToolkitEffect {
    struct Begun {
        spec::FaultSettings settings;
        Duration lasting{0};  ///< Zero: until an action with the same key ends it.
    };
    std::vector<Begun> begins = {};
    std::string ends = {};  ///< Key of what ends.
    std::string key = {};   ///< Of what begins.
};

struct ToolkitMapping {
    std::string_view module;
    std::string_view function;
    ToolkitEffect (*map)(ImportContext& context, const ToolkitAction& action);  ///< Null: for the reason given.
    std::string_view reason = {};
};

/// Null if nobody knows the action.
[[nodiscard]] const ToolkitMapping* findToolkitMapping(std::string_view module, std::string_view function);

// The tables, each with the version of the extension that it was written after.
[[nodiscard]] std::span<const ToolkitMapping> kubernetesActions();
[[nodiscard]] std::span<const ToolkitMapping> meshObjectActions();
[[nodiscard]] std::span<const ToolkitMapping> proxyActions();
[[nodiscard]] std::span<const ToolkitMapping> istioActions();
[[nodiscard]] std::span<const ToolkitMapping> awsActions();

/// Labels as Chaos Mesh writes them, {"app": "payment", "tier": "back"}, of "app=payment,tier=back" or of such an object.
[[nodiscard]] Json toolkitLabels(const Json& arguments, const char* key);
/// The component, host or zone of that name; empty if there is none, which has been told then.
[[nodiscard]] std::string placeOfArgument(ImportContext& context, const ToolkitAction& action,
                                          std::string_view argument, const std::string& name);
/// The same of an argument that is a text; it is an error when it is missing.
[[nodiscard]] std::string placeOfArgument(ImportContext& context, const ToolkitAction& action,
                                          std::string_view argument);

}  // namespace stormglass
