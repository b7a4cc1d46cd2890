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

std::string suiteOf(const Report& report, const DesignReport& design)
{
    const std::string suite = design.design.empty() ? report.scenario : report.scenario + "." + design.design;
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
        case '\n':
            escaped += ' ';
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
        xml += suiteOf(report, design);
    return xml + "</testsuites>\n";
}

}  // namespace stormglass
