// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/dependency_rules.h"

#include "tests/architecture/code_text.h"
#include "tests/architecture/pattern.h"

#include <algorithm>
#include <array>
#include <optional>

namespace stormglass::architecture {

using namespace Qt::StringLiterals;

const std::vector<DependencyRow>& dependencyTable()
{
    static const std::vector<DependencyRow> table{
        {"simcore/base", {}, {"Boost", "Random123"}},
        {"simcore/calendar", {"simcore/base"}, {"Boost", "Random123"}},
        {"simcore/process", {"simcore/base", "simcore/calendar"}, {"Boost", "Random123"}},
        {"simcore/random", {"simcore/base", "simcore/calendar", "simcore/process"}, {"Boost", "Random123"}},
        {"simcore/measure",
         {"simcore/base", "simcore/calendar", "simcore/process", "simcore/random"},
         {"Boost", "Random123"}},
        {"simcore/platform", {"simcore"}, {"SimGrid", "POSIX"}},
        {"models/spec", {"simcore/base"}, {}},
        {"models/results", {"simcore/base"}, {}},
        {"models", {"simcore"}, {}},
        {"scenarios", {"simcore/base", "models/spec", "models/results"}, {"nlohmann/json", "valijson", "yaml-cpp"}},
        {"ui", {"simcore/base", "models/spec", "models/results", "scenarios"}, {"Qt", "QCustomPlot", "Graphviz", "nlohmann/json"}},
        {"app/gui", {"ui"}, {"Qt"}},
        {"app", {"simcore", "models", "scenarios"}, {"nlohmann/json", "CLI11", "spdlog", "POSIX"}},
    };
    return table;
}

namespace {

struct Include {
    int line = 0;
    bool isQuoted = false;
    std::string target;
};

std::vector<Include> includesOf(const std::string& text)
{
    static const QRegularExpression pattern{uR"re(^\s*#\s*include\s*(["<])([^">]+)[">])re"_s};
    const std::string code = codeOnly(text);

    std::vector<Include> found;
    int number = 0;
    for (const std::string_view line : splitLines(code)) {
        ++number;
        if (const QRegularExpressionMatch match = firstMatch(pattern, line); match.hasMatch())
            found.push_back({number, match.captured(1) == "\""_L1, match.captured(2).toStdString()});
    }
    return found;
}

bool isWithin(std::string_view path, std::string_view folder)
{
    return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

const DependencyRow* rowOf(std::string_view path)
{
    const DependencyRow* best = nullptr;
    for (const DependencyRow& row : dependencyTable()) {
        if (isWithin(path, row.folder) && (!best || row.folder.size() > best->folder.size()))
            best = &row;
    }
    return best;
}

std::optional<std::string> whyForbidden(const DependencyRow& row, const Include& include)
{
    const std::string_view target = include.target;
    if (include.isQuoted) {
        const DependencyRow* used = rowOf(target);
        if (!used)
            return "expected a path from the top of the tree, found \"" + include.target + "\"";
        const bool isOwn = used->folder == row.folder;
        const auto covers = [&](std::string_view folder) { return isWithin(target, folder); };
        if (isOwn || isWithin(target, row.folder) || std::ranges::any_of(row.folders, covers))
            return std::nullopt;
        return std::string{row.folder} + " may not use " + std::string{used->folder};
    }

    const std::string_view library = libraryOf(target);
    if (library.empty())
        return "<" + include.target + "> belongs to no library of the table";
    if (library == "std" || std::ranges::find(row.libraries, library) != row.libraries.end())
        return std::nullopt;
    return std::string{row.folder} + " may not use " + std::string{library};
}

}  // namespace

std::string_view libraryOf(std::string_view header)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kFolders{
        {{"boost/", "Boost"},
         {"Random123/", "Random123"},
         {"simgrid/", "SimGrid"},
         {"xbt/", "SimGrid"},
         {"nlohmann/", "nlohmann/json"},
         {"valijson/", "valijson"},
         {"yaml-cpp/", "yaml-cpp"},
         {"CLI/", "CLI11"},
         {"spdlog/", "spdlog"},
         {"fmt/", "spdlog"},
         {"graphviz/", "Graphviz"},
         {"qcustomplot.h", "QCustomPlot"},
         {"benchmark/", "Google Benchmark"},
         {"Qt", "Qt"},
         {"sys/", "POSIX"},
         {"unistd.h", "POSIX"},
         {"fcntl.h", "POSIX"},
         {"poll.h", "POSIX"},
         {"spawn.h", "POSIX"},
         {"signal.h", "POSIX"}}};
    static const QRegularExpression standard{u"^[a-z0-9_]+$"_s};
    static const QRegularExpression qtClass{u"^Q[A-Z][A-Za-z0-9]+$"_s};

    for (const auto& [start, library] : kFolders) {
        if (header.starts_with(start))
            return library;
    }
    if (firstMatch(standard, header).hasMatch())
        return "std";
    if (firstMatch(qtClass, header).hasMatch())
        return "Qt";
    return {};
}

Violations findForbiddenIncludes(const SourceFile& file)
{
    const DependencyRow* row = rowOf(file.path);
    if (!row)
        return {{file.path, 0, "its folder has no row in the dependency table"}};

    Violations violations;
    for (const Include& include : includesOf(file.text)) {
        if (const std::optional<std::string> why = whyForbidden(*row, include))
            violations.push_back({file.path, include.line, *why});
    }
    return violations;
}

Violations findOwnHeaderNotFirst(const SourceFile& file, bool hasOwnHeader)
{
    if (!hasOwnHeader)
        return {};
    const std::string own = file.path.substr(0, file.path.rfind('.')) + ".h";
    const std::vector<Include> includes = includesOf(file.text);
    if (!includes.empty() && includes.front().target == own)
        return {};
    return {{file.path, includes.empty() ? 0 : includes.front().line, "expected \"" + own + "\" as the first include"}};
}

}  // namespace stormglass::architecture
