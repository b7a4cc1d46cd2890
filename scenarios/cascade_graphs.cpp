// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cascade_graphs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace stormglass {
namespace {

using namespace results;

std::string offsetText(const Hit& hit, const Cascade& cascade)
{
    char text[32];
    const double at = hit.breaches.empty() ? 0 : hit.breaches.front().at - cascade.begin;
    std::snprintf(text, sizeof text, "+%.3f s", at);
    return text;
}

std::string limitsText(const Hit& hit)
{
    std::string text;
    for (const Breach& breach : hit.breaches)
        text += (text.empty() ? "" : ", ") + std::string(wordOf(breach.limit));
    return text.empty() ? "no symptom" : text;
}

/// Quotes and backslashes end a label in both languages.
std::string escaped(const std::string& text)
{
    std::string result;
    for (const char c : text)
        result += c == '"' || c == '\\' ? std::string("'") : std::string(1, c);
    return result;
}

std::string titleOf(const DesignReport& design, const Cascade& cascade)
{
    return escaped((design.design.empty() ? "" : design.design + ": ") + cascade.fault + " (" + cascade.phrase + ")");
}

/// "n0_1_2": design, fault, hit.
std::string nodeName(std::size_t design, std::size_t fault, std::size_t hit)
{
    return 'n' + std::to_string(design) + '_' + std::to_string(fault) + '_' + std::to_string(hit);
}

std::size_t sourceOf(const Cascade& cascade, const Hit& hit)
{
    const auto found = std::ranges::find(cascade.hits, hit.from, &Hit::subject);
    return static_cast<std::size_t>(found - cascade.hits.begin());
}

/// Calls open(title), node(name, hit, order), edge(from, to, label), close() for everything in the report.
template <class Language>
std::string draw(const Report& report, Language language)
{
    for (std::size_t d = 0; d < report.designs.size(); ++d) {
        const DesignReport& design = report.designs[d];
        for (std::size_t f = 0; f < design.cascades.size(); ++f) {
            const Cascade& cascade = design.cascades[f];
            language.open("c" + std::to_string(d) + '_' + std::to_string(f), titleOf(design, cascade));
            for (std::size_t i = 0; i < cascade.hits.size(); ++i)
                language.node(nodeName(d, f, i), cascade.hits[i], cascade, i + 1);
            for (std::size_t i = 0; i < cascade.hits.size(); ++i) {
                const std::size_t source = sourceOf(cascade, cascade.hits[i]);
                if (source < cascade.hits.size())
                    language.edge(nodeName(d, f, source), nodeName(d, f, i), std::string(wordOf(cascade.hits[i].by)));
            }
            language.close();
        }
    }
    return language.finish();
}

class Dot {
public:
    void open(const std::string& id, const std::string& title)
    {
        m_text += "  subgraph cluster_" + id + " {\n    label=\"" + title + "\";\n";
    }
    void node(const std::string& name, const Hit& hit, const Cascade& cascade, std::size_t order)
    {
        const char* shape = hit.kind == SubjectKind::Channel ? "cds" : hit.kind == SubjectKind::Flow ? "note" : "box";
        m_text += "    " + name + " [shape=" + shape + ", label=\"" + std::to_string(order) + ". " + escaped(hit.subject) + "\\n"
            + offsetText(hit, cascade) + "\\n" + limitsText(hit) + '"'
            + (hit.by == ImpactPath::Fault ? ", style=filled, fillcolor=\"#f4b6b0\"" : "") + "];\n";
    }
    void edge(const std::string& from, const std::string& to, const std::string& label)
    {
        m_text += "    " + from + " -> " + to + " [label=\"" + label + "\"];\n";
    }
    void close() { m_text += "  }\n"; }
    std::string finish() { return "digraph cascade {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n" + m_text + "}\n"; }

private:
    std::string m_text;
};

class Mermaid {
public:
    void open(const std::string& id, const std::string& title) { m_text += "  subgraph " + id + "[\"" + title + "\"]\n"; }
    void node(const std::string& name, const Hit& hit, const Cascade& cascade, std::size_t order)
    {
        m_text += "    " + name + "[\"" + std::to_string(order) + ". " + escaped(hit.subject) + "<br/>" + offsetText(hit, cascade)
            + "<br/>" + limitsText(hit) + "\"]\n";
        if (hit.by == ImpactPath::Fault)
            m_text += "    style " + name + " fill:#f4b6b0,color:#000\n";
    }
    void edge(const std::string& from, const std::string& to, const std::string& label)
    {
        m_text += "    " + from + " -->|" + label + "| " + to + '\n';
    }
    void close() { m_text += "  end\n"; }
    std::string finish() { return "flowchart LR\n" + m_text; }

private:
    std::string m_text;
};

}  // namespace

std::string toDot(const Report& report) { return draw(report, Dot{}); }
std::string toMermaid(const Report& report) { return draw(report, Mermaid{}); }

}  // namespace stormglass
