// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/call_chain.h"

#include "models/designs/flow_graph.h"
#include "models/designs/statements.h"
#include "models/designs/wiring_writer.h"

#include <algorithm>
#include <ranges>

namespace stormglass {
namespace {

using spec::Program;
using spec::Step;

class CallChain {
public:
    CallChain(const spec::Flow& flow, const spec::RequestResponse& style) : m_flow(flow), m_style(style)
    {
        for (const Step* step : inOrderOptionalLast(flow)) {
            if (m_links.empty() || m_links.back().front()->component != step->component)
                m_links.emplace_back();
            m_links.back().push_back(step);
        }
    }

    void addTo(WiringWriter& wiring) const
    {
        for (std::size_t link = 0; link < m_links.size(); ++link) {
            wiring.onRequest(componentOf(link), operationOf(link), forward(link), undoOwn(link));
            if (link > 0 && hasUndoFrom(link))
                wiring.onRequest(componentOf(link), undoOperation(m_flow, *m_links[link].front()), backward(link));
        }
    }

private:
    [[nodiscard]] Program forward(std::size_t link) const
    {
        Program program;
        for (const Step* step : m_links[link]) {
            Program own{perform(m_flow, *step, true)};
            append(program, step->isOptional ? Program{ignoreFailureOf(std::move(own))} : std::move(own));
        }
        const std::size_t next = link + 1;
        if (next == m_links.size())
            return program;

        Program calling{call(componentOf(next), operationOf(next), m_style.policy)};
        if (!canFailFrom(next))
            calling = {ignoreFailureOf(std::move(calling))};
        else if (hasUndoFrom(next))
            calling = {guardInDoubt(std::move(calling), callUndo(next))};
        append(program, std::move(calling));
        return program;
    }

    [[nodiscard]] Program backward(std::size_t link) const
    {
        Program program = undoOwn(link);
        if (hasUndoFrom(link + 1))
            append(program, callUndo(link + 1));
        return program;
    }

    [[nodiscard]] Program undoOwn(std::size_t link) const
    {
        Program program;
        for (const Step* step : m_links[link] | std::views::reverse) {
            if (canBeUndone(*step))
                program.push_back(undo(m_flow, *step, true));
        }
        return program;
    }

    [[nodiscard]] Program callUndo(std::size_t link) const
    {
        return {ignoreFailureOf({call(componentOf(link), undoOperation(m_flow, *m_links[link].front()),
                                      m_style.compensationPolicy)})};
    }

    [[nodiscard]] bool hasUndoFrom(std::size_t link) const
    {
        return isAnyFrom(link, [](const Step* step) { return canBeUndone(*step); });
    }

    [[nodiscard]] bool canFailFrom(std::size_t link) const
    {
        return isAnyFrom(link, [](const Step* step) { return !step->isOptional; });
    }

    template <class Predicate>
    [[nodiscard]] bool isAnyFrom(std::size_t link, Predicate predicate) const
    {
        return std::ranges::any_of(m_links | std::views::drop(link), [&](const StepList& steps) {
            return std::ranges::any_of(steps, predicate);
        });
    }

    [[nodiscard]] const std::string& componentOf(std::size_t link) const
    {
        return m_links[link].front()->component;
    }

    [[nodiscard]] std::string operationOf(std::size_t link) const
    {
        return link == 0 ? m_flow.name : stepOperation(m_flow, *m_links[link].front());
    }

    const spec::Flow& m_flow;
    const spec::RequestResponse& m_style;
    std::vector<StepList> m_links;
};

}  // namespace

void addCallChain(const spec::Flow& flow, const spec::RequestResponse& style, WiringWriter& wiring)
{
    CallChain(flow, style).addTo(wiring);
}

}  // namespace stormglass
