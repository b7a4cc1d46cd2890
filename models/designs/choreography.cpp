// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/choreography.h"

#include "models/designs/flow_graph.h"
#include "models/designs/statements.h"
#include "models/designs/wiring_writer.h"
#include "models/spec/channel_names.h"

#include <algorithm>

namespace stormglass {
namespace {

using spec::Program;
using spec::Step;

constexpr std::string_view kSucceeded = "succeeded";
constexpr std::string_view kRejected = "rejected";

/// Each component has one channel for all its events, as with one topic per aggregate.
std::string channelOf(const Step& step) { return spec::eventChannelOf(step.component); }

/// One flow. Nothing is emitted that nobody listens to, so that messages are counted fairly.
class Choreographer {
public:
    Choreographer(const spec::Flow& flow, const spec::Choreography& style, WiringWriter& wiring)
        : m_flow(flow), m_style(style), m_wiring(wiring)
    {
    }

    void addStart()
    {
        const Step& first = m_flow.steps.front();
        Program body{perform(m_flow, first, m_style.areConsumersIdempotent, m_style.deduplication)};
        append(body, announceSuccess(first));
        m_wiring.onRequest(first.component, m_flow.name, std::move(body));
    }

    void addStep(const Step& step)
    {
        for (const Step& earlier : m_flow.steps) {
            if (std::ranges::find(step.after, earlier.name) == step.after.end())
                continue;
            Program body;
            if (step.after.size() > 1)
                body.push_back(
                    {spec::JoinSteps{.flow = m_flow.name, .step = step.name, .arrived = earlier.name}});
            body.push_back(perform(m_flow, step, m_style.areConsumersIdempotent, m_style.deduplication));
            append(body, announceSuccess(step));
            react(step, earlier, kSucceeded, std::move(body), announceRejection(step));
        }
    }

    /// What a component does when it hears that another step has been rejected.
    void addUndoing(const Step& step)
    {
        for (const Step& other : m_flow.steps) {
            if (mustHearRejection(step, other))
                react(step, other, kRejected, {undo(m_flow, step, m_style.areConsumersIdempotent)}, {});
        }
    }

private:
    void react(const Step& step, const Step& other, std::string_view what, Program body, Program onFailure)
    {
        m_wiring.addChannel(channelOf(other), m_style.broker);
        m_wiring.subscribe(step.component, channelOf(other));
        m_wiring.onMessage(step.component, {.channel = channelOf(other), .event = stepEvent(m_flow, other, what)},
                           std::move(body), std::move(onFailure));
    }

    [[nodiscard]] Program announceSuccess(const Step& step) const
    {
        if (followersOf(m_flow, step).empty())
            return {};
        return {emitEvent(channelOf(step), stepEvent(m_flow, step, kSucceeded), m_style.outbox)};
    }

    [[nodiscard]] Program announceRejection(const Step& step) const
    {
        const bool isHeard
            = std::ranges::any_of(m_flow.steps, [&](const Step& other) { return mustHearRejection(other, step); });
        if (!isHeard)
            return {};
        return {emitEvent(channelOf(step), stepEvent(m_flow, step, kRejected), m_style.outbox)};
    }

    /// A step that comes after the rejected one has never started, so it has nothing to undo.
    [[nodiscard]] bool mustHearRejection(const Step& step, const Step& rejected) const
    {
        return canBeUndone(step) && canReject(rejected) && &step != &rejected && !isAfter(m_flow, step, rejected);
    }

    [[nodiscard]] bool canReject(const Step& step) const
    {
        if (step.isOptional)
            return false;
        const auto* external = std::get_if<spec::ExternalSettings>(&m_wiring.component(step.component).settings);
        return step.rejection > 0 || (external != nullptr && external->errorRate > 0);
    }

    const spec::Flow& m_flow;
    const spec::Choreography& m_style;
    WiringWriter& m_wiring;
};

/// Nobody knows the state of the whole flow: every participant must be asked for its own.
std::int64_t countParticipants(const spec::Flow& flow)
{
    std::set<std::string> participants;
    for (const Step& step : flow.steps)
        participants.insert(step.component);
    return static_cast<std::int64_t>(participants.size());
}

class ChoreographyCompiler final : public StyleCompiler {
public:
    explicit ChoreographyCompiler(const spec::Choreography& style) : m_style(style) { }

    void compile(const spec::Flow& flow, WiringWriter& wiring) const override
    {
        wiring.addEntry(flow, countParticipants(flow));
        Choreographer choreographer(flow, m_style, wiring);
        choreographer.addStart();
        for (const Step& step : flow.steps) {
            choreographer.addStep(step);
            choreographer.addUndoing(step);
        }
    }

    [[nodiscard]] spec::Outbox outbox() const override { return m_style.outbox; }

private:
    const spec::Choreography m_style;
};

}  // namespace

std::unique_ptr<StyleCompiler> makeCompiler(const spec::Choreography& style)
{
    return std::make_unique<ChoreographyCompiler>(style);
}

}  // namespace stormglass
