// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tree keeps the rules of the house, and each rule finds the breach it is there for.
#include "tests/architecture/code_text.h"
#include "tests/architecture/dependency_rules.h"
#include "tests/architecture/house_rules.h"
#include "tests/architecture/source_tree.h"
#include "tests/architecture/unnamed_names.h"

#include <QtTest>

#include <functional>

using namespace stormglass::architecture;

namespace {

using Rule = std::function<Violations(const SourceFile&)>;
using Names = std::vector<std::string_view>;

const Names kCodeFolders{"simcore", "models", "scenarios", "ui", "app"};
const Names kCodeEndings{".h", ".cpp"};

const std::string kLicence = "// SPDX-FileCopyrightText: 2026 The Stormglass authors\n"
                             "// SPDX-License-Identifier: GPL-3.0-or-later\n";

std::string toText(const Violations& violations)
{
    std::string text;
    for (const Violation& violation : violations) {
        text += "\n  " + violation.path + ":" + std::to_string(violation.line) + ": " + violation.explanation;
    }
    return text;
}

Violations applyToTree(const Rule& rule, const Names& folders, const Names& endings)
{
    Violations all;
    for (const SourceFile& file : readTree(STORMGLASS_SOURCE_DIR, folders, endings)) {
        const Violations found = rule(file);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

Violations findOwnHeaderNotFirstInTree(const SourceFile& file)
{
    const std::filesystem::path header = std::filesystem::path{STORMGLASS_SOURCE_DIR}
        / file.path.substr(0, file.path.rfind('.'));
    return findOwnHeaderNotFirst(file, std::filesystem::exists(header.string() + ".h"));
}

}  // namespace

Q_DECLARE_METATYPE(Rule)
Q_DECLARE_METATYPE(Names)

class ArchitectureTest : public QObject {
    Q_OBJECT

private slots:
    void treeIsFound();
    void treeKeepsTheRule_data();
    void treeKeepsTheRule();
    void ruleFindsTheBreach_data();
    void ruleFindsTheBreach();
    void ruleLeavesGoodCodeAlone_data();
    void ruleLeavesGoodCodeAlone();
    void breachHasItsLine();
    void sourcesCompiledInOneGoShareNoNames();
    void sharedNamesAreFound_data();
    void sharedNamesAreFound();
};

void ArchitectureTest::treeIsFound()
{
    const std::vector<SourceFile> files = readTree(STORMGLASS_SOURCE_DIR, kCodeFolders, kCodeEndings);

    const bool hasTime = std::ranges::any_of(files,
                                             [](const SourceFile& file) { return file.path == "simcore/base/time.h"; });
    QVERIFY2(hasTime, "the other rows of this test would hold for no files at all");
}

void ArchitectureTest::treeKeepsTheRule_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<Names>("folders");
    QTest::addColumn<Names>("endings");

    const Names all{".", "simcore", "models", "scenarios", "ui", "app", "tests", "packaging", ".ci"};
    const Names code{"simcore", "models", "scenarios", "ui", "app", "tests"};
    const Names results{"simcore", "models"};
    const Names libraries{"simcore", "models", "scenarios"};
    QTest::newRow("includes follow the dependency table")
        << Rule{findForbiddenIncludes} << kCodeFolders << kCodeEndings;
    QTest::newRow("a source includes its own header first")
        << Rule{findOwnHeaderNotFirstInTree} << code << Names{".cpp"};
    QTest::newRow("every file names its licence")
        << Rule{findMissingLicence} << all << Names{".h", ".cpp", "CMakeLists.txt", ".cmake", ".sh", ".py", ".ci/run"};
    QTest::newRow("headers are guarded and open no namespace") << Rule{findHeaderFaults} << code << kCodeEndings;
    QTest::newRow("nobody catches everything") << Rule{findCatchAll} << code << kCodeEndings;
    QTest::newRow("no awaiting in conditional expressions") << Rule{findConditionalAwait} << code << kCodeEndings;
    QTest::newRow("results depend on scenario and seed alone") << Rule{findHiddenInputs} << results << kCodeEndings;
    QTest::newRow("libraries do not print") << Rule{findPrinting} << libraries << kCodeEndings;
    QTest::newRow("a file fits in the head") << Rule{findTooLong} << kCodeFolders << kCodeEndings;
    QTest::newRow("no traces of a workplace")
        << Rule{findLeftovers} << all << Names{".h", ".cpp", ".txt", ".cmake", ".sh", ".py", ".json", ".md", ".ci/run"};
}

void ArchitectureTest::treeKeepsTheRule()
{
    QFETCH(Rule, rule);
    QFETCH(Names, folders);
    QFETCH(Names, endings);

    const Violations violations = applyToTree(rule, folders, endings);

    QVERIFY2(violations.empty(), toText(violations).c_str());
}

void ArchitectureTest::ruleFindsTheBreach_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("text");

    const auto row = [](const char* name, Rule rule, std::string path, std::string text) {
        QTest::newRow(name) << std::move(rule) << std::move(path) << std::move(text);
    };
    row("the kernel uses the domain", findForbiddenIncludes, "simcore/calendar/a.h",
        "#include \"models/spec/scenario.h\"");
    row("a lower kernel folder uses a higher one", findForbiddenIncludes, "simcore/calendar/a.h",
        "#include \"simcore/process/task.h\"");
    row("the domain uses SimGrid", findForbiddenIncludes, "models/run/a.cpp", "#include <simgrid/s4u.hpp>");
    row("the kernel above the platform uses SimGrid", findForbiddenIncludes, "simcore/process/a.cpp",
        "#  include <xbt/log.h>");
    row("the domain uses JSON", findForbiddenIncludes, "models/spec/a.h", "#include <nlohmann/json_fwd.hpp>");
    row("the domain uses Qt", findForbiddenIncludes, "models/spec/a.h", "#include <QString>");
    row("the format uses behaviour", findForbiddenIncludes, "scenarios/a.cpp",
        "#include \"models/brokers/kafka/kafka_broker.h\"");
    row("the window uses behaviour", findForbiddenIncludes, "ui/canvas/a.cpp", "#include \"models/run/run.h\"");
    row("the settings use behaviour", findForbiddenIncludes, "models/spec/a.h", "#include \"models/run/run.h\"");
    row("the runner uses the window", findForbiddenIncludes, "app/a.cpp", "#include \"ui/canvas/canvas.h\"");
    row("a path that does not start at the top", findForbiddenIncludes, "models/spec/a.cpp",
        "#include \"../spec/b.h\"");
    row("a library that is not in the table", findForbiddenIncludes, "app/a.cpp", "#include <absl/time/time.h>");
    row("a new folder of the kernel", findForbiddenIncludes, "simcore/extras/a.h", "");
    row("no licence", findMissingLicence, "models/a.h", "#pragma once\n");
    row("another licence", findMissingLicence, "models/a.h",
        "// SPDX-FileCopyrightText: 2026 The Stormglass authors\n"
        "// SPDX-License-Identifier: MIT\n");
    row("a header without guard", findHeaderFaults, "models/a.h", "// #pragma once\nint a();\n");
    row("a header that opens a namespace", findHeaderFaults, "models/a.h", "#pragma once\nusing namespace std;\n");
    row("catching everything", findCatchAll, "app/a.cpp", "} catch( ... ) {");
    row("awaiting in one line", findConditionalAwait, "models/a.cpp", "x = a ? b() : c(co_await d());");
    row("awaiting in an arm", findConditionalAwait, "models/a.cpp", "x = a ? b()\n      : co_await d();");
    row("the random numbers of C", findHiddenInputs, "models/a.cpp", "return std::rand() % 6;");
    row("the distributions of the library", findHiddenInputs, "models/a.cpp", "std::normal_distribution<> d;");
    row("the entropy of the machine", findHiddenInputs, "models/a.cpp", "std::random_device d;");
    row("the clock on the wall", findHiddenInputs, "simcore/base/a.cpp",
        "auto now = std::chrono::system_clock::now();");
    row("the clock of C", findHiddenInputs, "simcore/base/a.cpp", "seed(time(nullptr));");
    row("the environment", findHiddenInputs, "simcore/base/a.cpp", "std::getenv(name)");
    row("a library that prints", findPrinting, "models/a.cpp", "std::cerr << x;");
    row("a long header", findTooLong, "models/a.h", std::string(301, '\n'));
    row("a long source", findTooLong, "models/a.cpp", std::string(401, '\n'));
    row("a path of one machine", findLeftovers, "README.md",
        "see /ho"
        "me/me/notes.txt");
    row("a reminder", findLeftovers, "models/a.cpp",
        "// TO"
        "DO: later");
}

void ArchitectureTest::ruleFindsTheBreach()
{
    QFETCH(Rule, rule);
    QFETCH(std::string, path);
    QFETCH(std::string, text);

    const Violations violations = rule({path, text});

    QCOMPARE(violations.size(), std::size_t{1});
    QCOMPARE(violations.front().path, path);
}

void ArchitectureTest::ruleLeavesGoodCodeAlone_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("text");

    const auto row = [](const char* name, Rule rule, std::string path, std::string text) {
        QTest::newRow(name) << std::move(rule) << std::move(path) << std::move(text);
    };
    row("its own folder, a lower one, the standard library", findForbiddenIncludes, "simcore/process/a.cpp",
        "#include \"simcore/process/a.h\"\n#include \"simcore/base/time.h\"\n#include <vector>\n");
    row("SimGrid in its one folder", findForbiddenIncludes, "simcore/platform/a.cpp", "#include <simgrid/s4u.hpp>");
    row("behaviour uses the kernel and the settings", findForbiddenIncludes, "models/run/a.cpp",
        "#include \"simcore/process/task.h\"\n#include \"models/spec/scenario.h\"\n");
    row("an include in a comment", findForbiddenIncludes, "models/spec/a.h",
        "// #include <QString>\n/* \n#include <QString>\n*/\n");
    row("an include in a literal", findForbiddenIncludes, "models/spec/a.cpp",
        "const char* text = R\"(\n#include <QString>\n)\";\n");
    row("a script with its licence below the first line", findMissingLicence, "packaging/a.sh",
        "#!/usr/bin/env bash\n# SPDX-FileCopyrightText: 2026 The Stormglass authors\n"
        "# SPDX-License-Identifier: GPL-3.0-or-later\n");
    row("a source with its licence", findMissingLicence, "models/a.cpp", kLicence);
    row("literals in a header", findHeaderFaults, "models/a.h",
        "#pragma once\nusing namespace std::chrono_literals;\n");
    row("talk of catching everything", findCatchAll, "app/a.cpp", "// never catch (...)\nlog(\"catch (...)\");\n");
    row("awaiting after a decision", findConditionalAwait, "models/a.cpp",
        "const int x = a ? 1 : 2;\nif (b)\n    co_await d();\nfor (int y : z)\n    co_await ::d();\n");
    row("words that resemble forbidden ones", findHiddenInputs, "models/a.cpp",
        "operand(1); serviceTime(0); int brand = 1'000; lifetime(nullptr);");
    row("text that is built, not printed", findPrinting, "models/a.cpp",
        "std::snprintf(buffer, 9, \"a\"); snprintf(buffer, 9, \"a\");");
    row("a long file within the limit", findTooLong, "models/a.cpp", std::string(400, '\n'));
    row("a path in an address", findLeftovers, "README.md",
        "https://example.org/ho"
        "me/a");
}

void ArchitectureTest::ruleLeavesGoodCodeAlone()
{
    QFETCH(Rule, rule);
    QFETCH(std::string, path);
    QFETCH(std::string, text);

    const Violations violations = rule({path, text});

    QVERIFY2(violations.empty(), toText(violations).c_str());
}

void ArchitectureTest::breachHasItsLine()
{
    const SourceFile file{"models/spec/a.cpp",
                          kLicence
                              + "/* two\nlines */ const char* a = \"\\\"\"; int b = 1'000;\n"
                                "#include <QString>\n"};

    const Violations violations = findForbiddenIncludes(file);

    const Violations expected{{file.path, 5, "models/spec may not use Qt"}};
    QVERIFY2(violations == expected, toText(violations).c_str());
}

void ArchitectureTest::sourcesCompiledInOneGoShareNoNames()
{
    Names folders = kCodeFolders;
    folders.emplace_back("tests");
    const std::vector<SourceFile> files = readTree(STORMGLASS_SOURCE_DIR, folders, {".cpp", "CMakeLists.txt"});

    std::vector<UnitySources> together = testFolders(files);
    QVERIFY(together.size() > 20);
    const std::size_t programs = together.size();
    for (const SourceFile& file : files) {
        if (file.path.ends_with("CMakeLists.txt"))
            std::ranges::copy(unityLibraries(file), std::back_inserter(together));
    }
    QVERIFY(together.size() > programs + 5);

    Violations all;
    for (const UnitySources& names : together) {
        std::vector<SourceFile> sources;
        std::ranges::copy_if(files, std::back_inserter(sources),
                             [&](const SourceFile& file) { return std::ranges::find(names, file.path) != names.end(); });
        QCOMPARE(sources.size(), names.size());
        std::ranges::copy(findNamesThatMeet(sources), std::back_inserter(all));
    }
    QVERIFY2(all.empty(), toText(all).c_str());
}

void ArchitectureTest::sharedNamesAreFound_data()
{
    QTest::addColumn<std::string>("one");
    QTest::addColumn<std::string>("other");
    QTest::addColumn<int>("expected");

    const auto row = [](const char* name, std::string one, std::string other, int expected) {
        QTest::newRow(name) << std::move(one) << std::move(other) << expected;
    };
    row("two functions", "std::string at(double x)\n{\n}\n", "int at(int x)\n{\n}\n", 1);
    row("two types", "struct Row {\n};\n", "class Row final {\n};\n", 1);
    row("two constants", "constexpr int kWidth = 1;\n", "constexpr double kWidth{2};\n", 1);
    row("two tables", "constexpr Row kRows[] = {\n", "const std::array kRows{\n", 1);
    row("a type and an alias", "struct Row {\n};\n", "using Row = int;\n", 1);
    row("overloads in one file", "int at(int x);\nint at(double x);\n", "int up(int x);\n", 0);
    row("a member of each", "void One::run()\n{\n}\n", "void Other::run()\n{\n}\n", 0);
    row("one namespace for both", "using namespace results;\n", "using namespace results;\n", 0);
    row("locals", "void a()\n{\n    int x = 1;\n}\n", "void b()\n{\n    int x = 1;\n}\n", 0);
}

void ArchitectureTest::sharedNamesAreFound()
{
    QFETCH(std::string, one);
    QFETCH(std::string, other);
    QFETCH(int, expected);
    const auto source = [](const std::string& path, const std::string& text) {
        return SourceFile{path, "namespace {\n" + text + "}  // namespace\n"};
    };

    const Violations violations = findNamesThatMeet({source("models/a.cpp", one), source("models/b.cpp", other)});

    QCOMPARE(violations.size(), static_cast<std::size_t>(expected));
}

QTEST_APPLESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
