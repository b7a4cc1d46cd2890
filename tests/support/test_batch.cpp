// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_batch.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>

namespace stormglass::tests {
namespace {

std::map<std::string, BatchedTest::Run>& batch()
{
    static std::map<std::string, BatchedTest::Run> tests;
    return tests;
}

}  // namespace

BatchedTest::BatchedTest(const char* source, Run run)
{
    batch().emplace(std::filesystem::path(source).stem().string(), run);
}

}  // namespace stormglass::tests

/// Started by the name of a test, it is that test; otherwise the first argument names it.
int main(int argc, char** argv)
{
    const auto& tests = stormglass::tests::batch();
    auto chosen = tests.find(std::filesystem::path(argv[0]).filename().string());
    if (chosen == tests.end() && argc > 1) {
        chosen = tests.find(argv[1]);
        --argc;
        ++argv;
    }
    if (chosen == tests.end()) {
        std::fputs("usage: tests NAME [option of Qt Test]...\nNAME is one of:\n", stderr);
        for (const auto& [name, run] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    return chosen->second(argc, argv);
}
