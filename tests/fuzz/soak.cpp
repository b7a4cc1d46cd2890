// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs random scenarios until it is told to stop, and tells of each that does not run as it should how to repeat it.
//
//     soak [--from SEED] [--count N] [--out FOLDER]     seeds one after the other, each fifth of them twice
//     soak --seed SEED                                  a single one, twice
//     soak --show SEED                                  prints its scenario
#include "scenarios/file_text.h"
#include "scenarios/scenario_writer.h"
#include "tests/fuzz/random_scenario.h"
#include "tests/fuzz/soak_run.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <iostream>
#include <optional>
#include <string_view>

namespace {

using namespace stormglass;

struct SoakOptions {
    std::uint64_t from = 1;
    std::uint64_t count = 100;
    std::uint64_t twiceEvery = 5;
    std::optional<std::uint64_t> shown;
    std::string folder = ".";
};

bool readOption(std::string_view option, std::string_view value, SoakOptions& options)
{
    if (option == "--out") {
        options.folder = value;
        return true;
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size())
        return false;
    if (option == "--from")
        options.from = number;
    else if (option == "--count")
        options.count = number;
    else if (option == "--show")
        options.shown = number;
    else if (option == "--seed")
        options = {.from = number, .count = 1, .twiceEvery = 1, .shown = {}, .folder = options.folder};
    else
        return false;
    return true;
}

/// How many of the seeds ran into trouble, which has been told then.
std::uint64_t soak(const SoakOptions& options, const std::string& program)
{
    std::uint64_t troubles = 0;
    for (std::uint64_t seed = options.from; seed < options.from + options.count; ++seed) {
        const std::string trouble = fuzz::findTrouble(seed, seed % options.twiceEvery == 0);
        if (trouble.empty())
            continue;
        ++troubles;
        std::cout << "seed " << seed << ": " << trouble.substr(0, 2000) << "\n  again: " << program << " --seed " << seed
                  << "\n     or: " << fuzz::keepScenario(seed, options.folder) << '\n'
                  << std::flush;
    }
    return troubles;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv, argv + argc);
    SoakOptions options;
    for (std::size_t i = 1; i < words.size(); i += 2) {
        if (i + 1 == words.size() || !readOption(words[i], words[i + 1], options)) {
            std::cerr << "usage: soak [--from SEED] [--count N] [--out FOLDER] | --seed SEED | --show SEED\n";
            return 2;
        }
    }
    if (options.shown) {
        std::cout << toFileText(toJson(fuzz::randomScenario(*options.shown)));
        return 0;
    }
    const std::uint64_t troubles = soak(options, words.front());
    std::cout << options.count << " random scenarios, " << troubles << " in trouble\n";
    return troubles == 0 ? 0 : 1;
}
