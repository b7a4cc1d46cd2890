// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/cascade_view.h"

#include "models/analysis/figure_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using namespace results;
using analysis::figureToText;

constexpr std::size_t kCascadeWidth = 100;

std::string seconds(double value) { return figureToText(value, Unit::Seconds); }

std::string kindInBrackets(SubjectKind kind)
{
    return kind == SubjectKind::Channel ? " (channel)" : kind == SubjectKind::Flow ? " (flow)" : "";
}

std::string symptomsOf(const Hit& hit, const TextStyle& style)
{
    if (hit.breaches.empty())
        return style.apply(Tone::Faint, "no symptom of its own");
    std::string text;
    for (const Breach& breach : hit.breaches) {
        text += (text.empty() ? "" : ", ") + std::string(wordOf(breach.limit));
        text += std::isnan(breach.until) ? style.apply(Tone::Bad, " to the end") : " for " + seconds(breach.until - breach.at);
    }
    return text;
}

/// One line for each hit: what it passed on stands below it.
class Tree {
public:
    Tree(const Cascade& cascade, const TextStyle& style) : m_cascade(cascade), m_style(style) { }

    std::string toText()
    {
        for (std::size_t i = 0; i < m_cascade.hits.size(); ++i) {
            if (m_cascade.hits[i].from.empty())
                add(i, "", "", false);
        }
        return std::move(m_text);
    }

private:
    void add(std::size_t index, const std::string& indent, const std::string& branch, bool isLast)
    {
        const Hit& hit = m_cascade.hits[index];
        const double at = hit.breaches.empty() ? m_cascade.begin : hit.breaches.front().at;
        const std::string order = padLeft(std::to_string(index + 1), 2);
        m_text += "  " + m_style.apply(Tone::Faint, order + "  " + padLeft("+" + seconds(at - m_cascade.begin), 9)) + "  "
            + m_style.apply(Tone::Faint, indent + branch) + m_style.apply(Tone::Strong, hit.subject)
            + kindInBrackets(hit.kind) + ": " + symptomsOf(hit, m_style)
            + (hit.by == ImpactPath::Fault ? "" : m_style.apply(Tone::Faint, " by " + std::string(wordOf(hit.by)))) + '\n';
        const std::vector<std::size_t> children = childrenOf(index);
        const std::string inner = indent + (branch.empty() ? "" : isLast ? "   " : "│  ");
        for (const std::size_t child : children)
            add(child, inner, child == children.back() ? "└─ " : "├─ ", child == children.back());
    }

    /// A name may stand for a component and a channel alike; the first of the name has the children.
    [[nodiscard]] std::vector<std::size_t> childrenOf(std::size_t index) const
    {
        std::vector<std::size_t> children;
        const std::string& name = m_cascade.hits[index].subject;
        const bool isFirst = std::find_if(m_cascade.hits.begin(), m_cascade.hits.end(),
                                          [&](const Hit& hit) { return hit.subject == name; })
            == m_cascade.hits.begin() + static_cast<std::ptrdiff_t>(index);
        for (std::size_t i = index + 1; i < m_cascade.hits.size() && isFirst; ++i) {
            if (m_cascade.hits[i].from == name)
                children.push_back(i);
        }
        return children;
    }

    const Cascade& m_cascade;
    const TextStyle& m_style;
    std::string m_text;
};

std::string share(std::uint64_t part, std::uint64_t whole)
{
    return figureToText(whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole), Unit::Ratio);
}

std::string balanceOf(const Cascade& cascade)
{
    const std::uint64_t offered = cascade.offered;
    const auto flows = [](std::uint64_t count) { return figureToText(static_cast<double>(count), Unit::Count); };
    std::string text = flows(cascade.begun) + " flows began meanwhile";
    if (offered == 0 && cascade.begun > 0)
        return text + ", none of them within reach of the fault.";
    if (offered < cascade.begun)
        text += ", " + flows(offered) + " of them within reach of the fault";
    text += ": " + share(cascade.lost, offered) + " lost, " + share(cascade.late, offered) + " late, " + share(cascade.stuck, offered)
        + " stuck, " + share(cascade.compensated, offered) + " compensated. ";
    if (!std::isnan(cascade.detection))
        text += "First symptom after " + seconds(cascade.detection) + "; ";
    text += "backlog up to " + figureToText(cascade.backlogFlows, Unit::Count) + " flows with "
        + figureToText(cascade.backlogSteps, Unit::Count) + " steps to do; ";
    if (std::isnan(cascade.end))
        return text + "the fault lasts to the end.";
    text += std::isnan(cascade.recovery) ? "answers did not become as before; "
                                         : "answers as before " + seconds(cascade.recovery) + " after its end, ";
    return text + (std::isnan(cascade.drain) ? "the backlog was not gone at the end." : "backlog gone after " + seconds(cascade.drain) + ".");
}

std::string cascadeToText(const Cascade& cascade, const std::string& design, const TextStyle& style)
{
    std::string text = style.apply(Tone::Strong, cascade.fault) + (design.empty() ? "" : " in " + design) + ": " + cascade.phrase
        + ", " + seconds(cascade.begin) + (std::isnan(cascade.end) ? " to the end" : " to " + seconds(cascade.end)) + '\n';
    text += Tree(cascade, style).toText();
    text += "  " + wrapText(balanceOf(cascade), kCascadeWidth - 2, 2) + '\n';
    if (cascade.leftovers.empty())
        return text;
    std::string left = "still wrong at the end: ";
    for (const std::string& each : cascade.leftovers)
        left += (&each == &cascade.leftovers.front() ? "" : "; ") + each;
    return text + "  " + style.apply(Tone::Bad, wrapText(left, kCascadeWidth - 2, 2)) + '\n';
}

}  // namespace

std::string cascadesToText(const Report& report, const TextStyle& style)
{
    std::string text;
    for (const DesignReport& design : report.designs) {
        for (const Cascade& cascade : design.cascades)
            text += (text.empty() ? "" : "\n") + cascadeToText(cascade, design.design, style);
    }
    return text;
}

}  // namespace stormglass
