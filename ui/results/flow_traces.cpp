// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/flow_traces.h"

#include "scenarios/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace stormglass::ui {

std::vector<FlowTrace> tracesOf(const std::vector<results::Span>& spans, const std::vector<std::string>& compensations)
{
    std::map<std::pair<std::string, std::uint64_t>, FlowTrace> byFlow;
    for (const results::Span& span : spans) {
        FlowTrace& trace = byFlow[{span.flow, span.number}];
        const bool isFirst = trace.spans.empty();
        trace.flow = span.flow;
        trace.number = span.number;
        trace.start = isFirst ? span.start : std::min(trace.start, span.start);
        trace.end = std::max(trace.end, span.end);
        // Events that ask for it bear its name with words around it.
        trace.isUndone = trace.isUndone || std::ranges::any_of(compensations, [&](const std::string& name) {
            return span.what.find(name) != std::string::npos;
        });
        trace.spans.push_back(span);
    }
    std::vector<FlowTrace> traces;
    for (auto& [key, trace] : byFlow) {
        std::ranges::stable_sort(trace.spans, {}, &results::Span::start);
        traces.push_back(std::move(trace));
    }
    return traces;
}

std::vector<std::string> compensationsOf(const std::string& scenario)
{
    std::vector<std::string> names;
    Json json;
    if (!readJson(scenario, json).empty() || !json.is_object())
        return names;
    for (const Json& flow : json.value("flows", Json::array())) {
        if (!flow.is_object() || !flow.contains("steps"))
            continue;
        for (const Json& step : flow["steps"]) {
            if (step.is_object() && step.contains("compensation") && step["compensation"].is_string())
                names.push_back(step["compensation"].get<std::string>());
        }
    }
    return names;
}

}  // namespace stormglass::ui
