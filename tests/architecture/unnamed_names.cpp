// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/unnamed_names.h"

#include "tests/architecture/code_text.h"
#include "tests/architecture/pattern.h"

#include <map>

namespace stormglass::architecture {

using namespace Qt::StringLiterals;

namespace {

/// The name that a line at the left margin gives to a type, a function or a value; empty: none. What a qualified name
/// defines has been declared before.
std::string nameGivenIn(std::string_view line)
{
    static const QRegularExpression type{u"^(?:struct|class|enum class|enum|using) (?!namespace\\b)(\\w+)\\b(?!::)"_s};
    static const QRegularExpression other{
        u"^(?!template|namespace|using)[\\w\\[][^(={;]*?[\\s*&](\\w+)(?:\\[\\w*\\])*\\s*[({=;]"_s};
    for (const QRegularExpression* pattern : {&type, &other}) {
        if (const QRegularExpressionMatch match = firstMatch(*pattern, line); match.hasMatch())
            return match.captured(1).toStdString();
    }
    return {};
}

/// The names in the unnamed namespaces of a file, each with the line that gives it first. Relies on the layout.
std::map<std::string, int> namesIn(const SourceFile& file)
{
    const std::string code = codeOnly(file.text);
    const std::vector<std::string_view> lines = splitLines(file.text);
    const std::vector<std::string_view> codeLines = splitLines(code);
    std::map<std::string, int> names;
    bool isInside = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i] == "namespace {" || lines[i] == "}  // namespace")
            isInside = lines[i].front() == 'n';
        else if (isInside)
            names.try_emplace(nameGivenIn(codeLines[i]), static_cast<int>(i) + 1);
    }
    names.erase("");
    names.erase("describe");  // One for each settings type, which tells them apart.
    return names;
}

}  // namespace

std::vector<UnitySources> unityLibraries(const SourceFile& cmakeLists)
{
    static const QRegularExpression layer{u"add_layer\\(NAME \\w+ UNITY\\b([^)]*)\\)"_s};
    static const QRegularExpression source{u"\\S+\\.cpp"_s};
    const QString folder = QString::fromStdString(cmakeLists.path.substr(0, cmakeLists.path.rfind('/') + 1));
    const QString text = QString::fromStdString(cmakeLists.text);

    std::vector<UnitySources> libraries;
    for (const QRegularExpressionMatch& found : layer.globalMatch(text)) {
        UnitySources& sources = libraries.emplace_back();
        const QString arguments = found.captured(1);
        for (const QRegularExpressionMatch& name : source.globalMatch(arguments))
            sources.push_back((folder + name.captured()).toStdString());
    }
    return libraries;
}

std::vector<UnitySources> testFolders(const std::vector<SourceFile>& files)
{
    static const QRegularExpression test{u"^(tests/.*)/tst_\\w+\\.cpp$"_s};

    std::map<std::string, UnitySources> folders;
    for (const SourceFile& file : files) {
        if (const QRegularExpressionMatch match = firstMatch(test, file.path); match.hasMatch())
            folders[match.captured(1).toStdString()].push_back(file.path);
    }
    std::vector<UnitySources> all;
    for (auto& [folder, sources] : folders)
        all.push_back(std::move(sources));
    return all;
}

Violations findNamesThatMeet(const std::vector<SourceFile>& sources)
{
    Violations violations;
    std::map<std::string, std::string> givenIn;
    for (const SourceFile& file : sources) {
        for (const auto& [name, line] : namesIn(file)) {
            const auto [first, isNew] = givenIn.try_emplace(name, file.path);
            if (!isNew)
                violations.push_back(
                    {file.path, line, first->second + " has a " + name + " in its unnamed namespace too"});
        }
    }
    return violations;
}

}  // namespace stormglass::architecture
