// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compares the models with published figures of real systems, and prints the table as Markdown.
#include "tests/validation/published_table.h"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace {

constexpr const char* kUsage
    = "usage: stormglass-validate [--json FILE] [--markdown FILE] [--only WORD] [LIST]\n"
      "Runs the cases of the list (tests/validation/published/cases.json) whose title contains the word, and prints a table.\n"
      "Exit codes: 0 every figure is met, or the list says why not; 1 one is not; 2 bad input; 3 a run failed.\n";

struct Options {
    std::string list = STORMGLASS_PUBLISHED_CASES;
    std::string json{};
    std::string markdown{};
    std::string only{};
};

bool readOptions(int argc, char** argv, Options& options)
{
    for (int i = 1; i < argc; ++i) {
        std::string* target = nullptr;
        if (std::strcmp(argv[i], "--json") == 0)
            target = &options.json;
        else if (std::strcmp(argv[i], "--markdown") == 0)
            target = &options.markdown;
        else if (std::strcmp(argv[i], "--only") == 0)
            target = &options.only;
        if (target != nullptr && ++i == argc)
            return false;
        if (target == nullptr && argv[i][0] == '-')
            return false;
        (target != nullptr ? *target : options.list) = argv[i];
    }
    return true;
}

bool writeText(const std::string& path, const std::string& text)
{
    if (path.empty())
        return true;
    std::ofstream file(path, std::ios::trunc);
    file << text;
    file.close();
    if (!file)
        std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
    return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv)
{
    using namespace stormglass;

    Options options;
    if (!readOptions(argc, argv, options)) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const Result<std::vector<PublishedCase>> cases = readPublishedCases(options.list);
    if (!cases) {
        std::fprintf(stderr, "%s\n", cases.message().c_str());
        return 2;
    }

    std::vector<JudgedFigure> figures;
    for (const PublishedCase& published : cases.value()) {
        if (published.title.find(options.only) == std::string::npos)
            continue;
        std::fprintf(stderr, "%s ...\n", published.title.c_str());
        const Result<std::vector<JudgedFigure>> judged = judge(published, std::filesystem::path(options.list).parent_path().string());
        if (!judged) {
            std::fprintf(stderr, "%s\n", judged.message().c_str());
            return 3;
        }
        figures.insert(figures.end(), judged.value().begin(), judged.value().end());
    }

    std::fputs(toMarkdown(figures).c_str(), stdout);
    if (!writeText(options.json, toJsonText(figures)) || !writeText(options.markdown, toMarkdown(figures)))
        return 2;
    for (const JudgedFigure& figure : figures)
        if (!isAsSaid(figure.verdict))
            return 1;
    return 0;
}
