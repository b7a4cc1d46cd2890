// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/trace_events.h"

#include "scenarios/json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

namespace stormglass {
namespace {

/// Whole nanoseconds, as a decimal of microseconds.
double microseconds(double seconds) { return std::round(seconds * 1e9) / 1e3; }

class TraceWriter {
public:
    void add(const results::RunResult& run)
    {
        for (const results::Span& span : run.spans) {
            const int process = processOf((run.design.empty() ? "" : run.design + ": ") + span.component);
            const std::string id = run.design + "/" + span.flow + "/" + std::to_string(span.number);
            addPair(process, span, id, span.what, span.start, span.end);
            if (span.served > span.start)
                addPair(process, span, id, "waiting for a worker", span.start, span.served);
        }
    }

    [[nodiscard]] std::string text() const
    {
        return Json{{"displayTimeUnit", "ms"}, {"traceEvents", m_events}}.dump() + '\n';
    }

private:
    int processOf(const std::string& name)
    {
        const auto [entry, isNew] = m_processes.emplace(name, static_cast<int>(m_processes.size()) + 1);
        if (isNew)
            m_events.push_back({{"ph", "M"}, {"name", "process_name"}, {"pid", entry->second}, {"args", {{"name", name}}}});
        return entry->second;
    }

    void addPair(int process, const results::Span& span, const std::string& id, const std::string& name, double begin,
                 double end)
    {
        Json event{{"ph", "b"}, {"cat", span.flow}, {"name", name}, {"id", id}, {"pid", process},
                   {"tid", span.instance}, {"ts", microseconds(begin)},
                   {"args", {{"number", span.number}, {"instance", span.instance}}}};
        m_events.push_back(event);
        event["ph"] = "e";
        event["ts"] = microseconds(end);
        event.erase("args");
        m_events.push_back(std::move(event));
    }

    std::map<std::string, int> m_processes;
    Json m_events = Json::array();
};

}  // namespace

std::string toTraceEvents(std::span<const results::RunResult* const> runs)
{
    TraceWriter writer;
    for (const results::RunResult* run : runs)
        writer.add(*run);
    return writer.text();
}

}  // namespace stormglass
