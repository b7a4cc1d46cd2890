// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/house_rules.h"

#include "tests/architecture/code_text.h"
#include "tests/architecture/pattern.h"

namespace stormglass::architecture {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kLongestHeader = 300;
constexpr std::size_t kLongestSource = 400;

bool isHeader(const SourceFile& file) { return file.path.ends_with(".h"); }

Violations findPattern(const SourceFile& file, std::string_view text, const QRegularExpression& pattern,
                       const std::string& explanation)
{
    Violations violations;
    int number = 0;
    for (const std::string_view line : splitLines(text)) {
        ++number;
        if (const QRegularExpressionMatch match = firstMatch(pattern, line); match.hasMatch())
            violations.push_back({file.path, number, explanation + ": " + match.captured().toStdString()});
    }
    return violations;
}

}  // namespace

Violations findMissingLicence(const SourceFile& file)
{
    static const QRegularExpression copyright{uR"(^(//|#) SPDX-FileCopyrightText: \d{4} The Stormglass authors$)"_s};
    static const QRegularExpression licence{uR"(^(//|#) SPDX-License-Identifier: GPL-3\.0-or-later$)"_s};

    std::vector<std::string_view> lines = splitLines(file.text);
    if (!lines.empty() && lines.front().starts_with("#!"))
        lines.erase(lines.begin());
    const auto matches = [&](std::size_t index, const QRegularExpression& pattern) {
        return index < lines.size() && firstMatch(pattern, lines[index]).hasMatch();
    };
    if (matches(0, copyright) && matches(1, licence))
        return {};
    return {{file.path, 1, "expected the two SPDX lines at the top"}};
}

Violations findHeaderFaults(const SourceFile& file)
{
    static const QRegularExpression openedNamespace{uR"(\busing namespace (?!std::(chrono_)?literals)[\w:]+)"_s};
    static const QRegularExpression pragma{uR"(^#pragma once\b)"_s};
    if (!isHeader(file))
        return {};

    const std::string code = codeOnly(file.text);
    Violations violations = findPattern(file, code, openedNamespace, "a header opens no namespace");
    if (findPattern(file, code, pragma, "").empty())
        violations.push_back({file.path, 0, "expected #pragma once"});
    return violations;
}

Violations findCatchAll(const SourceFile& file)
{
    static const QRegularExpression pattern{uR"(catch\s*\(\s*\.\.\.\s*\))"_s};
    return findPattern(file, codeOnly(file.text), pattern,
                       "name what is caught; SimGrid ends an actor with a type of its own");
}

Violations findConditionalAwait(const SourceFile& file)
{
    static const QRegularExpression pattern{uR"(^\s*[?:][^:;].*\bco_await\b|\?[^;]*\bco_await\b)"_s};
    return findPattern(file, codeOnly(file.text), pattern,
                       "write if and else, g++ 12 miscompiles this");
}

Violations findHiddenInputs(const SourceFile& file)
{
    static const QRegularExpression pattern{
        uR"(\bs?rand\s*\(|\brandom_device\b|\bmt19937|\bdefault_random_engine\b|std::\w+_distribution\b)"
        uR"(|#\s*include\s*<random>|\b(system|steady|high_resolution)_clock\b|\b(std::|::)time\s*\()"
        uR"(|\btime\s*\(\s*(nullptr|NULL|0)\s*\)|\bgettimeofday\b|\bclock_gettime\b|\bgetenv\b)"_s};
    return findPattern(file, codeOnly(file.text), pattern, "a result must not depend on this");
}

Violations findPrinting(const SourceFile& file)
{
    static const QRegularExpression pattern{uR"(\bstd::(cout|cerr|clog)\b|\b(f?printf|puts|fputs)\s*\()"_s};
    return findPattern(file, codeOnly(file.text), pattern, "only app/ prints");
}

Violations findTooLong(const SourceFile& file)
{
    const std::size_t limit = isHeader(file) ? kLongestHeader : kLongestSource;
    const std::size_t length = splitLines(file.text).size();
    if (length <= limit)
        return {};
    return {{file.path, 0, "expected at most " + std::to_string(limit) + " lines, found " + std::to_string(length)}};
}

Violations findLeftovers(const SourceFile& file)
{
    // Written with classes of one character, so that this file does not break its own rule.
    static const QRegularExpression pattern{
        uR"((^|[\s"'=(])/(hom[e]|wor[k]|roo[t])/|\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|\bnot implemente[d]\b)"_s};
    // What a real broker said is quoted as it was.
    const bool isRecording = file.path.find("tests/conformance/") != std::string::npos && file.path.ends_with(".json");
    return isRecording ? Violations{} : findPattern(file, file.text, pattern, "left over from somebody's workplace");
}

}  // namespace stormglass::architecture
