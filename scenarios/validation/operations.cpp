// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/operations.h"

#include <algorithm>

namespace stormglass {
namespace {

using Action = std::function<void(const StatementPlace&)>;

void walk(const spec::Program& program, std::string& pointer, bool isCertain, const Action& action)
{
    const std::size_t size = pointer.size();
    const auto into = [&](const spec::Program& inner, std::string_view key, std::size_t index, bool isInnerCertain) {
        const std::size_t innerSize = pointer.size();
        pointer += '/' + std::string(key) + '/' + std::to_string(index) + "/do";
        walk(inner, pointer, isInnerCertain, action);
        pointer.resize(innerSize);
    };
    for (std::size_t i = 0; i < program.size(); ++i) {
        pointer += '/' + std::to_string(i);
        action({program[i], pointer, isCertain});
        if (const auto* parallel = std::get_if<spec::Parallel>(&program[i].action)) {
            for (std::size_t j = 0; j < parallel->branches.size(); ++j)
                into(parallel->branches[j], "branches", j, isCertain);
        } else if (const auto* choose = std::get_if<spec::Choose>(&program[i].action)) {
            for (std::size_t j = 0; j < choose->options.size(); ++j)
                into(choose->options[j].program, "options", j, isCertain && choose->options[j].probability >= 1);
        } else if (std::holds_alternative<spec::Fail>(program[i].action)) {
            isCertain = false;
        }
        pointer.resize(size);
    }
}

}  // namespace

std::span<const spec::Operation> operationsOf(const spec::Component& component)
{
    return std::visit(
        [](const auto& settings) -> std::span<const spec::Operation> {
            if constexpr (requires { settings.operations; })
                return settings.operations;
            else
                return {};
        },
        component.settings);
}

void forEachStatement(const spec::Program& program, std::string pointer, const Action& action)
{
    walk(program, pointer, true, action);
}

void requireOperation(ValidationContext& context, const std::string& pointer, const std::string& component,
                      const std::string& operation)
{
    const spec::Component* found = context.requireComponent(pointer + "/component", component, operators());
    if (found == nullptr || operation.empty())
        return;
    const auto operations = operationsOf(*found);
    if (std::ranges::find(operations, operation, &spec::Operation::name) != operations.end())
        return;
    const bool isComplete = std::ranges::find(operations, std::string(), &spec::Operation::name) == operations.end();
    std::vector<std::string> names;
    for (const spec::Operation& candidate : operations)
        names.push_back(candidate.name);
    if (isComplete)
        context.error(pointer + "/operation", context.unknown("operation", operation, names));
}

}  // namespace stormglass
