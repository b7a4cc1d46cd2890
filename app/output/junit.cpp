// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/junit.h"

#include "app/output/expectation_view.h"

#include <algorithm>

namespace stormglass {
namespace {

using namespace results;

std::string attribute(const char* name, const std::string& value)
{
    return std::string(" ") + name + "=\"" + escapeXml(value) + "\"";
}

/// Of a design, or of what has expectations and failures as a design has.
template <class Design>
std::string suiteOf(const std::string& name, const Design& design, const std::string& place = {})
{
    const std::string suite = (design.design.empty() ? name : name + "." + design.design) + (place.empty() ? "" : "." + place);
    const auto broken = std::count_if(design.expectations.begin(), design.expectations.end(),
                                      [](const ExpectationResult& expectation) { return !expectation.holds; });
    std::string xml = "  <testsuite" + attribute("name", suite)
        + attribute("tests", std::to_string(design.expectations.size() + design.failures.size()))
        + attribute("failures", std::to_string(broken))
        + attribute("errors", std::to_string(design.failures.size())) + ">\n";
    for (const ExpectationResult& expectation : design.expectations) {
        const std::string sentence = sentenceOf(expectation.that, expectation.during);
        xml += "    <testcase" + attribute("classname", suite) + attribute("name", sentence);
        xml += expectation.holds
            ? "/>\n"
            : ">\n      <failure" + attribute("message", "expected " + sentence + ", found " + expectation.foundText)
                + "/>\n    </testcase>\n";
    }
    for (const std::string& failure : design.failures)
        xml += "    <testcase" + attribute("classname", suite) + attribute("name", "the run") + ">\n      <error"
            + attribute("message", failure) + "/>\n    </testcase>\n";
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
