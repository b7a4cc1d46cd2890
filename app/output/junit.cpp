// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/junit.h"

#include "app/output/expectation_view.h"
#include "app/output/experiment_view.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

std::string attribute(const char* name, const std::string& value)
{
    return std::string(" ") + name + "=\"" + escapeXml(value) + "\"";
}

std::string caseOf(const std::string& suite, const std::string& sentence, bool holds, const std::string& found)
{
    const std::string xml = "    <testcase" + attribute("classname", suite) + attribute("name", sentence);
    return holds ? xml + "/>\n"
                 : xml + ">\n      <failure" + attribute("message", "expected " + sentence + ", found " + found)
            + "/>\n    </testcase>\n";
}

std::string errorOf(const std::string& suite, const std::string& what, const std::string& message)
{
    return "    <testcase" + attribute("classname", suite) + attribute("name", what) + ">\n      <error"
        + attribute("message", message) + "/>\n    </testcase>\n";
}

/// What else a report tells of a design: its hypothesis, and an error if the experiment is worth nothing.
struct ExperimentCases {
    std::string xml;
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
};

ExperimentCases experimentCasesOf(const std::string& suite, const ExperimentReport& experiment)
{
    ExperimentCases cases;
    for (const HypothesisResult& line : experiment.hypothesis) {
        cases.xml += caseOf(suite, sentenceOf(line), line.holds, line.foundText);
        cases.failures += line.holds ? 0 : 1;
        ++cases.tests;
    }
    if (experiment.reasons.empty())
        return cases;
    std::string reasons;
    for (const std::string& reason : experiment.reasons)
        reasons += (reasons.empty() ? "" : "; ") + reason;
    cases.xml += errorOf(suite, "the experiment", std::string(wordOf(experiment.status)) + ": " + reasons);
    ++cases.errors;
    ++cases.tests;
    return cases;
}

/// Of a design, or of what has expectations and failures as a design has.
template <class Design>
std::string suiteOf(const std::string& name, const Design& design, const std::string& place = {})
{
    const std::string suite = (design.design.empty() ? name : name + "." + design.design) + (place.empty() ? "" : "." + place);
    const auto broken = std::count_if(design.expectations.begin(), design.expectations.end(),
                                      [](const ExpectationResult& expectation) { return !expectation.holds; });
    ExperimentCases experiment;
    if constexpr (requires { design.experiment; })
        experiment = experimentCasesOf(suite, design.experiment);
    std::string xml = "  <testsuite" + attribute("name", suite)
        + attribute("tests", std::to_string(design.expectations.size() + design.failures.size() + experiment.tests))
        + attribute("failures", std::to_string(static_cast<std::size_t>(broken) + experiment.failures))
        + attribute("errors", std::to_string(design.failures.size() + experiment.errors)) + ">\n" + experiment.xml;
    for (const ExpectationResult& expectation : design.expectations)
        xml += caseOf(suite, sentenceOf(expectation.that, expectation.during), expectation.holds, expectation.foundText);
    for (const std::string& failure : design.failures)
        xml += errorOf(suite, "the run", failure);
    return xml + "  </testsuite>\n";
}

}  // namespace

std::string escapeXml(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\t':
            escaped += "&#9;";
            break;
        case '\n':
            escaped += "&#10;";
            break;
        default:
            escaped += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
        }
    }
    return escaped;
}

std::string toJunit(const Report& report)
{
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", report.scenario) + ">\n";
    for (const DesignReport& design : report.designs)
        xml += suiteOf(report.scenario, design);
    return xml + "</testsuites>\n";
}

std::string toJunit(const FaultMatrix& matrix)
{
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", matrix.scenario) + ">\n";
    for (const MatrixBaseline& design : matrix.designs)
        xml += suiteOf(matrix.scenario, design, "without a fault");
    for (const MatrixRow& row : matrix.rows) {
        for (const MatrixCell& cell : row.cells)
            xml += suiteOf(matrix.scenario, cell, row.victim + " " + row.fault);
    }
    return xml + "</testsuites>\n";
}

}  // namespace stormglass
