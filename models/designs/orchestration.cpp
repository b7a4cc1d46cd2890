// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/orchestration.h"

#include "models/designs/flow_graph.h"
#include "models/designs/statements.h"
#include "models/designs/wiring_writer.h"
#include "models/spec/channel_names.h"

namespace stormglass {
namespace {

using News = spec::AdvanceSaga::News;
using spec::Program;
using spec::Step;

/// One flow: the owner starts the saga, the orchestrator commands, the participants obey and report.
class Orchestrator {
public:
    Orchestrator(const spec::Flow& flow, const spec::Orchestration& style, WiringWriter& wiring)
        : m_flow(flow), m_style(style), m_wiring(wiring), m_replies(spec::replyChannelOf(flow.name))
    {
    }

    void addStart()
    {
        const std::string started = spec::startEventOf(m_flow.name);
        const Step& first = m_flow.steps.front();
        m_wiring.onRequest(first.component, m_flow.name,
                           {perform(m_flow, first, m_style.areConsumersIdempotent, m_style.deduplication), reply(started)});
        advanceOn(started, {}, News::Started);
    }

    /// What the participant does on the command, and the orchestrator on the reply.
    void addDoing(const Step& step)
    {
        if (isFirst(step))
            return;
        Program body{perform(m_flow, step, m_style.areConsumersIdempotent, m_style.deduplication)};
        Program onFailure;
        if (isSuccessReported(step)) {
            const std::string succeeded = stepEvent(m_flow, step, "succeeded");
            body.push_back(reply(succeeded));
            advanceOn(succeeded, step.name, News::Succeeded);
        }
        if (!step.isOptional) {
            const std::string rejected = stepEvent(m_flow, step, "rejected");
            onFailure.push_back(reply(rejected));
            advanceOn(rejected, step.name, News::Failed);
        }
        obey(step, doEvent(step), std::move(body), std::move(onFailure));
    }

    void addUndoing(const Step& step)
    {
        if (!canBeUndone(step))
            return;
        const std::string undone = stepEvent(m_flow, step, "undone");
        obey(step, undoEvent(step), {undo(m_flow, step, m_style.areConsumersIdempotent), reply(undone)}, {});
        advanceOn(undone, step.name, News::Undone);
    }

    [[nodiscard]] SagaPlan plan() const
    {
        SagaPlan plan{.flow = m_flow.name, .orchestrator = m_style.orchestrator, .commands = {}};
        for (const Step& step : m_flow.steps) {
            const bool hasCommands = !isFirst(step) || canBeUndone(step);
            plan.commands.push_back({.step = step.name,
                                     .channel = hasCommands ? commandChannel(step) : std::string{},
                                     .doEvent = isFirst(step) ? std::string{} : doEvent(step),
                                     .undoEvent = canBeUndone(step) ? undoEvent(step) : std::string{},
                                     .hasReply = !isFirst(step) && isSuccessReported(step)});
        }
        return plan;
    }

private:
    void obey(const Step& step, const std::string& command, Program body, Program onFailure)
    {
        m_wiring.addChannel(commandChannel(step), m_style.broker);
        m_wiring.subscribe(step.component, commandChannel(step));
        m_wiring.onMessage(step.component, {.channel = commandChannel(step), .event = command}, std::move(body),
                           std::move(onFailure));
    }

    void advanceOn(const std::string& event, const std::string& step, News news)
    {
        m_wiring.addChannel(m_replies, m_style.broker);
        m_wiring.subscribe(m_style.orchestrator, m_replies);
        m_wiring.onMessage(m_style.orchestrator, {.channel = m_replies, .event = event},
                           {{spec::AdvanceSaga{.flow = m_flow.name, .step = step, .news = news}}});
    }

    [[nodiscard]] spec::Statement reply(const std::string& event) const
    {
        return emitEvent(m_replies, event, m_style.outbox);
    }

    [[nodiscard]] std::string commandChannel(const Step& step) const
    {
        return spec::commandChannelOf(m_flow.name, step.component);
    }
    [[nodiscard]] std::string doEvent(const Step& step) const { return stepEvent(m_flow, step, "do"); }
    [[nodiscard]] std::string undoEvent(const Step& step) const { return stepEvent(m_flow, step, "undo"); }
    [[nodiscard]] bool isFirst(const Step& step) const { return &step == &m_flow.steps.front(); }

    /// The saga does not wait for an optional step, unless another step does.
    [[nodiscard]] bool isSuccessReported(const Step& step) const
    {
        return !step.isOptional || !followersOf(m_flow, step).empty();
    }

    const spec::Flow& m_flow;
    const spec::Orchestration& m_style;
    WiringWriter& m_wiring;
    const std::string m_replies;
};

class OrchestrationCompiler final : public StyleCompiler {
public:
    explicit OrchestrationCompiler(const spec::Orchestration& style) : m_style(style) { }

    void compile(const spec::Flow& flow, WiringWriter& wiring) const override
    {
        wiring.addEntry(flow, 1);
        Orchestrator orchestrator(flow, m_style, wiring);
        orchestrator.addStart();
        for (const Step& step : flow.steps) {
            orchestrator.addDoing(step);
            orchestrator.addUndoing(step);
        }
        wiring.addSaga(orchestrator.plan());
    }

    [[nodiscard]] spec::Outbox outbox() const override { return m_style.outbox; }

private:
    const spec::Orchestration m_style;
};

}  // namespace

std::unique_ptr<StyleCompiler> makeCompiler(const spec::Orchestration& style)
{
    return std::make_unique<OrchestrationCompiler>(style);
}

}  // namespace stormglass
