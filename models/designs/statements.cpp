// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/statements.h"

#include "models/spec/channel_names.h"

#include <iterator>
#include <utility>

namespace stormglass {

std::string stepOperation(const spec::Flow& flow, const spec::Step& step) { return flow.name + "." + step.name; }

std::string undoOperation(const spec::Flow& flow, const spec::Step& step)
{
    return stepOperation(flow, step) + "." + (step.compensation.empty() ? "undo" : step.compensation);
}

std::string stepEvent(const spec::Flow& flow, const spec::Step& step, std::string_view what)
{
    return spec::stepEventOf(flow.name, step.name, what);
}

spec::Statement call(std::string component, std::string operation, const spec::CallPolicy& policy)
{
    return {spec::Call{.component = std::move(component), .operation = std::move(operation), .policy = policy}};
}

spec::Statement perform(const spec::Flow& flow, const spec::Step& step, bool isIdempotent,
                        const spec::Deduplication& deduplication)
{
    return {spec::PerformStep{
        .flow = flow.name, .step = step.name, .isIdempotent = isIdempotent, .deduplication = deduplication}};
}

spec::Statement undo(const spec::Flow& flow, const spec::Step& step, bool isIdempotent)
{
    return {spec::UndoStep{.flow = flow.name, .step = step.name, .isIdempotent = isIdempotent}};
}

spec::Statement emitEvent(std::string channel, std::string event, const spec::Outbox& outbox)
{
    return {spec::EmitEvent{
        .channel = std::move(channel), .event = std::move(event), .throughOutbox = outbox.isEnabled}};
}

spec::Statement ignoreFailureOf(spec::Program program)
{
    return {spec::Attempt{.program = std::move(program), .onFailure = {}}};
}

spec::Statement guard(spec::Program program, spec::Program onFailure)
{
    return {spec::Attempt{
        .program = std::move(program), .onFailure = std::move(onFailure), .isFailurePassedOn = true}};
}

spec::Statement guardInDoubt(spec::Program program, spec::Program onFailure)
{
    return {spec::Attempt{.program = std::move(program),
                          .onFailure = std::move(onFailure),
                          .isForDoubtOnly = true,
                          .isFailurePassedOn = true}};
}

spec::Program together(std::vector<spec::Program> branches)
{
    if (branches.empty())
        return {};
    if (branches.size() == 1)
        return std::move(branches.front());
    return {{spec::Parallel{std::move(branches)}}};
}

void append(spec::Program& program, spec::Program more)
{
    program.insert(program.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace stormglass
