// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/context.h"

#include "models/spec/channel_names.h"

namespace stormglass {
namespace {

class DesignCheck {
public:
    DesignCheck(ValidationContext& context, std::size_t index)
        : m_context(context), m_design(context.scenario().designs[index]),
          m_pointer(context.names().designs.pointerOf(index))
    {
    }

    void run()
    {
        std::visit([this](const auto& style) { check(style); }, m_design.style);
    }

private:
    void check(const spec::RequestResponse&) { }

    void check(const spec::Choreography& style)
    {
        for (const spec::Flow& flow : m_context.scenario().flows) {
            for (const spec::Step& step : flow.steps)
                checkChannel(spec::eventChannelOf(step.component), style.broker);
        }
    }

    void check(const spec::Orchestration& style)
    {
        m_context.requireComponent(m_pointer + "/orchestrator", style.orchestrator, orchestrators());
        for (const spec::Flow& flow : m_context.scenario().flows) {
            checkChannel(spec::replyChannelOf(flow.name), style.broker);
            for (const spec::Step& step : flow.steps)
                checkChannel(spec::commandChannelOf(flow.name, step.component), style.broker);
        }
    }

    /// A channel of the topology that the design would use, on another broker than the design's.
    void checkChannel(const std::string& name, const std::string& broker)
    {
        const auto index = m_context.names().channels.find(name);
        if (!index || broker.empty())
            return;
        const std::string& found = m_context.scenario().topology.channels[*index].broker;
        if (found != broker && !found.empty()) {
            m_context.warning(m_context.names().channels.pointerOf(*index) + "/broker",
                              "the design \"" + m_design.name + "\" is to run over \"" + broker + "\", but its channel \""
                                  + name + "\" is on \"" + found + '"');
        }
    }

    ValidationContext& m_context;
    const spec::Design& m_design;
    const std::string m_pointer;
};

}  // namespace

void checkDesigns(ValidationContext& context)
{
    for (std::size_t i = 0; i < context.scenario().designs.size(); ++i)
        DesignCheck(context, i).run();
}

}  // namespace stormglass
