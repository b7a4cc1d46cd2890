// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/request_response.h"

#include "models/designs/call_chain.h"
#include "models/designs/flow_graph.h"
#include "models/designs/statements.h"
#include "models/designs/wiring_writer.h"

#include <algorithm>

namespace stormglass {
namespace {

using spec::Program;
using spec::Step;

/// The owner's program: it makes all calls itself and undoes what may have happened when one of them fails.
///
/// It is the nest of try blocks that a programmer would write: each stage is undone when a later one fails, and a single
/// call also when it got no answer. Nobody is asked to undo what was never asked for.
class CallsFromOwner {
public:
    CallsFromOwner(const spec::Flow& flow, const spec::RequestResponse& style, std::vector<StepList> stages)
        : m_flow(flow), m_style(style), m_stages(std::move(stages))
    {
    }

    [[nodiscard]] Program programFrom(std::size_t stage) const
    {
        if (stage == m_stages.size())
            return {};
        const StepList& steps = m_stages[stage];
        if (steps.size() > 1)
            return guarded(stage, stageProgram(steps));

        const Step& step = *steps.front();
        Program program = stepProgram(step);
        if (canBeUndone(step) && !step.isOptional && isRemote(step))
            program = {guardInDoubt(std::move(program), undoProgram(step))};
        Program rest = programFrom(stage + 1);
        if (canBeUndone(step) && canFailFrom(stage + 1))
            rest = {guard(std::move(rest), undoProgram(step))};
        append(program, std::move(rest));
        return program;
    }

private:
    /// Steps at the same time: one that fails leaves the others done, so all of them are undone together.
    [[nodiscard]] Program guarded(std::size_t stage, Program program) const
    {
        std::vector<Program> undoing;
        for (const Step* step : m_stages[stage]) {
            if (canBeUndone(*step))
                undoing.push_back(undoProgram(*step));
        }
        append(program, programFrom(stage + 1));
        if (undoing.empty() || !canFailFrom(stage))
            return program;
        return {guard(std::move(program), together(std::move(undoing)))};
    }

    [[nodiscard]] Program stageProgram(const StepList& steps) const
    {
        std::vector<Program> branches;
        for (const Step* step : steps)
            branches.push_back(stepProgram(*step));
        return together(std::move(branches));
    }

    [[nodiscard]] Program stepProgram(const Step& step) const
    {
        Program program{isRemote(step) ? call(step.component, stepOperation(m_flow, step), m_style.policy)
                                       : perform(m_flow, step, true)};
        if (step.isOptional)
            return {ignoreFailureOf(std::move(program))};
        return program;
    }

    [[nodiscard]] Program undoProgram(const Step& step) const
    {
        if (!isRemote(step))
            return {undo(m_flow, step, true)};
        return {ignoreFailureOf({call(step.component, undoOperation(m_flow, step), m_style.compensationPolicy)})};
    }

    [[nodiscard]] bool isRemote(const Step& step) const
    {
        return step.component != m_flow.steps.front().component;
    }

    [[nodiscard]] bool canFailFrom(std::size_t stage) const
    {
        return std::any_of(m_stages.begin() + static_cast<std::ptrdiff_t>(stage), m_stages.end(),
                           [](const StepList& steps) {
                               return !std::ranges::all_of(steps, &Step::isOptional);
                           });
    }

    const spec::Flow& m_flow;
    const spec::RequestResponse& m_style;
    std::vector<StepList> m_stages;
};

/// What the others do when the owner calls.
void addCallees(const spec::Flow& flow, WiringWriter& wiring)
{
    const std::string& owner = flow.steps.front().component;
    for (const Step& step : flow.steps) {
        if (step.component == owner)
            continue;
        wiring.onRequest(step.component, stepOperation(flow, step), {perform(flow, step, true)});
        if (canBeUndone(step))
            wiring.onRequest(step.component, undoOperation(flow, step), {undo(flow, step, true)});
    }
}

void addOwner(const spec::Flow& flow, const spec::RequestResponse& style, std::vector<StepList> stages,
              WiringWriter& wiring)
{
    const Step& first = flow.steps.front();
    Program body{perform(flow, first, true)};
    append(body, CallsFromOwner(flow, style, std::move(stages)).programFrom(0));
    wiring.onRequest(first.component, flow.name, std::move(body),
                     canBeUndone(first) ? Program{undo(flow, first, true)} : Program{});
}

class RequestResponseCompiler final : public StyleCompiler {
public:
    explicit RequestResponseCompiler(const spec::RequestResponse& style) : m_style(style) { }

    void compile(const spec::Flow& flow, WiringWriter& wiring) const override
    {
        wiring.addEntry(flow, 1);
        if (m_style.calls == spec::CallOrder::Chain) {
            addCallChain(flow, m_style, wiring);
            return;
        }
        std::vector<StepList> stages;
        if (m_style.calls == spec::CallOrder::Parallel) {
            stages = inLevels(flow);
        } else {
            for (const Step* step : inOrder(flow))
                stages.push_back({step});
        }
        stages.erase(stages.begin());  // the first step alone, which the owner does itself
        addOwner(flow, m_style, std::move(stages), wiring);
        addCallees(flow, wiring);
    }

private:
    const spec::RequestResponse m_style;
};

}  // namespace

std::unique_ptr<StyleCompiler> makeCompiler(const spec::RequestResponse& style)
{
    return std::make_unique<RequestResponseCompiler>(style);
}

}  // namespace stormglass
