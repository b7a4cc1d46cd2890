// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/expectation_view.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

std::string lineOf(const DesignReport& design, const ExpectationResult& expectation, const TextStyle& style)
{
    std::string line = expectation.holds ? style.apply(Tone::Good, "✓ ") : style.apply(Tone::Bad, "✗ ");
    if (!design.design.empty())
        line += design.design + ": ";
    line += sentenceOf(expectation.that, expectation.during);
    line += style.apply(expectation.holds ? Tone::Faint : Tone::Bad, "  found: " + expectation.foundText);
    return line + '\n';
}

std::vector<std::string> linesWhere(bool holds, const Report& report, const TextStyle& style)
{
    std::vector<std::string> lines;
    for (const DesignReport& design : report.designs) {
        for (const ExpectationResult& expectation : design.expectations) {
            if (expectation.holds == holds)
                lines.push_back(lineOf(design, expectation, style));
        }
    }
    return lines;
}

}  // namespace

std::string sentenceOf(const std::string& that, const std::string& phase)
{
    if (phase == "recovery")
        return that + ", during the recovery";
    return phase.empty() ? that : that + ", " + (phase == "fault" ? "during" : phase) + " the fault";
}

std::string brokenExpectationsToText(const Report& report, const TextStyle& style)
{
    std::string text;
    std::vector<std::string> broken = linesWhere(false, report, style);
    // What stands last is what the reader sees first.
    std::reverse(broken.begin(), broken.end());
    for (const std::string& line : broken)
        text += line;
    return text;
}

std::string expectationsToText(const Report& report, const TextStyle& style)
{
    std::string text;
    for (const std::string& line : linesWhere(true, report, style))
        text += line;
    return text + brokenExpectationsToText(report, style);
}

bool doAllHold(const Report& report)
{
    return std::all_of(report.designs.begin(), report.designs.end(), [](const DesignReport& design) {
        return std::all_of(design.expectations.begin(), design.expectations.end(),
                           [](const ExpectationResult& expectation) { return expectation.holds; })
            && std::all_of(design.experiment.hypothesis.begin(), design.experiment.hypothesis.end(),
                           [](const HypothesisResult& line) { return line.holds; });
    });
}

}  // namespace stormglass
