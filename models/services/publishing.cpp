// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/publishing.h"

#include "models/services/orchestrator.h"

#include <algorithm>

namespace stormglass {

namespace {

bool emitsTo(const instruction::Emit& event, const Broker& broker)
{
    return event.broker == &broker && event.outbox == nullptr;
}

bool publishesTo(const Instruction& statement, const Broker& broker)
{
    using namespace instruction;
    const auto isPublishing = [&broker](const Instructions& program) {
        return stormglass::publishesTo(program, broker);
    };
    if (const auto* event = std::get_if<Emit>(&statement.action))
        return emitsTo(*event, broker);
    if (const auto* moving = std::get_if<Redrive>(&statement.action))
        return emitsTo(moving->to, broker);
    if (const auto* saga = std::get_if<Advance>(&statement.action))
        return saga->orchestrator->commandsAt(saga->saga, broker);
    if (const auto* branches = std::get_if<Parallel>(&statement.action))
        return std::ranges::any_of(branches->branches, isPublishing);
    if (const auto* guarded = std::get_if<Attempt>(&statement.action))
        return isPublishing(guarded->program) || isPublishing(guarded->onFailure);
    if (const auto* options = std::get_if<Choose>(&statement.action))
        return std::ranges::any_of(options->options, [&](const auto& option) { return isPublishing(option.second); });
    return false;
}

}  // namespace

bool publishesTo(const Instructions& program, const Broker& broker)
{
    return std::ranges::any_of(program,
                               [&broker](const Instruction& statement) { return publishesTo(statement, broker); });
}

bool publishesTo(const Routine& routine, const Broker& broker)
{
    return publishesTo(routine.body, broker) || publishesTo(routine.onFailure, broker);
}

}  // namespace stormglass
