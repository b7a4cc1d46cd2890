// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/operations.h"

#include "simcore/base/quantity_text.h"

#include <set>

namespace stormglass {
namespace {

void checkStatement(ValidationContext& context, const StatementPlace& place)
{
    if (const auto* call = std::get_if<spec::Call>(&place.statement.action))
        requireOperation(context, place.pointer, call->component, call->operation);
    if (const auto* send = std::get_if<spec::Send>(&place.statement.action))
        requireOperation(context, place.pointer, send->component, send->operation);
    if (const auto* choose = std::get_if<spec::Choose>(&place.statement.action)) {
        double sum = 0;
        for (const spec::Choose::Option& option : choose->options)
            sum += option.probability;
        if (sum > 1 + 1e-9)
            context.error(place.pointer + "/options", "expected probabilities of 100% at most in all, found " + percentToText(sum));
    }
}

void checkOperations(ValidationContext& context, std::size_t index)
{
    const spec::Component& component = context.scenario().topology.components[index];
    const auto operations = operationsOf(component);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const spec::Operation& operation = operations[i];
        const std::string pointer = context.names().components.pointerOf(index) + "/operations/" + std::to_string(i);
        if (!operation.name.empty() && !names.insert(operation.name).second)
            context.error(pointer + "/name", "duplicate name \"" + operation.name + '"');
        std::set<std::string_view> channels;
        for (std::size_t j = 0; j < operation.consumes.size(); ++j) {
            if (!operation.consumes[j].empty() && !channels.insert(operation.consumes[j]).second) {
                context.error(pointer + "/consumes/" + std::to_string(j),
                              "expected each channel once, found \"" + operation.consumes[j] + "\" again");
            }
        }
        forEachStatement(operation.program, pointer + "/program",
                         [&](const StatementPlace& place) { checkStatement(context, place); });
    }
}

/// Designs give the component of a flow's first step an operation with the flow's name.
void checkFlowNames(ValidationContext& context)
{
    for (const spec::Flow& flow : context.scenario().flows) {
        const spec::Component* owner = flow.steps.empty() ? nullptr : context.findComponent(flow.steps.front().component);
        if (owner == nullptr)
            continue;
        const auto operations = operationsOf(*owner);
        for (std::size_t i = 0; i < operations.size(); ++i) {
            if (operations[i].name != flow.name || flow.name.empty())
                continue;
            const auto index = context.names().components.find(owner->name);
            context.error(context.names().components.pointerOf(*index) + "/operations/" + std::to_string(i) + "/name",
                          "expected another name than that of the flow \"" + flow.name + "\", which starts here");
        }
    }
}

}  // namespace

void checkPrograms(ValidationContext& context)
{
    for (std::size_t i = 0; i < context.scenario().topology.components.size(); ++i)
        checkOperations(context, i);
    checkFlowNames(context);
}

}  // namespace stormglass
