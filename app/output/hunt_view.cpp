// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/hunt_view.h"

#include "app/output/expectation_view.h"
#include "models/analysis/figure_text.h"
#include "simcore/base/quantity_text.h"

#include <cmath>
#include <set>
#include <tuple>

namespace stormglass {
namespace {

using namespace results;

std::string huntCount(std::int64_t value) { return analysis::figureToText(static_cast<double>(value), Unit::Count); }

/// To the nanosecond, as the scenario of a find has it.
std::string exactTime(double seconds) { return toText(fromSeconds(seconds)); }

std::string spell(const HuntedFault& fault)
{
    return fault.phrase + " from " + exactTime(fault.at)
        + (fault.lasting > 0 ? " for " + exactTime(fault.lasting) : " until the end") + " (" + fault.fault + ")";
}

std::string spell(const std::vector<HuntedFault>& faults)
{
    std::string text;
    for (const HuntedFault& fault : faults)
        text += (text.empty() ? "" : "; ") + spell(fault);
    return text;
}

std::string inDesign(const std::string& design) { return design.empty() ? std::string() : design + ": "; }

std::string brokenText(const HuntFind& find, const ExpectationResult& result, const TextStyle& style)
{
    return style.apply(Tone::Bad, "✗ ") + inDesign(find.design) + sentenceOf(result.that, result.during)
        + style.apply(Tone::Bad, "  found: " + result.foundText) + '\n';
}

std::string findText(const HuntFind& find, const TextStyle& style)
{
    std::string text;
    for (const ExpectationResult& result : find.broken)
        text += brokenText(find, result, style);
    for (const HuntedFault& fault : find.faults)
        text += "    " + wrapText(spell(fault), style.textColumns(), 6) + '\n';
    if (!find.isShrunk)
        text += style.apply(Tone::Warning, "    not shrunk to the end\n");
    if (!std::isnan(find.inevitableAt))
        text += "    inevitable from " + exactTime(find.inevitableAt) + " on: mended earlier, it holds\n";
    return text + style.apply(Tone::Faint, "    " + find.command) + "\n\n";
}

/// Finds that break nothing but what others break: a line each.
std::string furtherText(const HuntFind& find, const TextStyle& style)
{
    std::string text = "  " + inDesign(find.design) + spell(find.faults);
    const ExpectationResult& first = find.broken.front();
    text += ": " + sentenceOf(first.that, first.during);
    if (find.broken.size() > 1)
        text += " and " + std::to_string(find.broken.size() - 1) + " more";
    return wrapText(text, style.textColumns(), 4) + style.apply(Tone::Faint, "  " + find.file) + '\n';
}

std::string levelText(const HuntLevel& level)
{
    static constexpr const char* kNames[] = {"", "single faults", "pairs", "triples"};
    const std::string name = level.size < 4 ? kNames[level.size] : "sets of " + std::to_string(level.size);
    return name + " " + huntCount(level.tried) + " of " + huntCount(level.sets);
}

std::string huntProgress(const HuntReport& report)
{
    std::string text = "tried";
    for (const HuntLevel& level : report.levels)
        text += (&level == &report.levels.front() ? " " : ", ") + levelText(level);
    text += "; " + huntCount(report.runs) + " runs";
    if (report.alike > 0)
        text += "; " + huntCount(report.alike) + " faults at places like others were left out";
    return text + (report.isPartial ? "; interrupted" : report.isExhausted ? "; nothing is left to try" : "; the budget is spent");
}

}  // namespace

std::string findsToText(const HuntReport& report, const TextStyle& style)
{
    std::string text;
    for (const HuntFind& find : report.finds) {
        for (const ExpectationResult& result : find.broken)
            text += style.apply(Tone::Bad, "✗ ") + inDesign(find.design) + sentenceOf(result.that, result.during) + ", while " + spell(find.faults) + '\n';
    }
    return text;
}

std::string huntToText(const HuntReport& report, const TextStyle& style)
{
    std::string text = style.apply(Tone::Strong, report.scenario) + ": hunt with seed " + std::to_string(report.seed) + "\n\n";
    std::string further;
    std::set<std::tuple<std::string, std::string, std::string>> known;
    for (const HuntFind& find : report.finds) {
        bool isFirst = false;
        for (const ExpectationResult& result : find.broken)
            isFirst = known.emplace(find.design, result.that, result.during).second || isFirst;
        (isFirst ? text : further) += isFirst ? findText(find, style) : furtherText(find, style);
    }
    if (report.finds.empty())
        text += "no set of faults was found that breaks an expectation\n\n";
    if (!further.empty())
        text += "and as well\n" + further + '\n';
    text += style.apply(Tone::Faint, wrapText(huntProgress(report), style.textColumns(), 0)) + '\n';
    for (const BrokenWithout& broken : report.brokenWithout)
        text += style.apply(Tone::Bad, "✗ ") + inDesign(broken.design) + broken.that + " is broken without any fault\n";
    for (const HuntFailure& failure : report.failures)
        text += style.apply(Tone::Bad, "the run failed: ")
            + wrapText(inDesign(failure.design) + spell(failure.faults) + ": " + failure.message, style.textColumns(), 4) + "\n    "
            + failure.file + '\n';
    for (const LeftOutFault& fault : report.leftOut)
        text += "  " + wrapText("not tried: " + fault.fault + ": " + fault.reason, style.textColumns(), 4) + '\n';
    for (const std::string& that : report.notJudged)
        text += "  not judged, since it speaks of another fault: " + that + '\n';
    return text;
}

}  // namespace stormglass
