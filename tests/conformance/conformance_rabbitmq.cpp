// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// conformance_rabbitmq FILE_OR_FOLDER...
//
// Plays recorded experiments on the model of RabbitMQ and compares. A line for each file; exit 1 if any differs, 2 if one
// cannot be played.
#include "tests/conformance/comparison.h"

#include <iostream>

namespace {

using namespace stormglass::conformance;

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& path)
{
    if (!std::filesystem::is_directory(path))
        return {path};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{path})
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

enum class Outcome { Same, Different, Bad };

Outcome check(const std::filesystem::path& file)
{
    try {
        const Experiment experiment = readExperiment(file);
        Player player{experiment};
        player.play();
        const std::optional<std::string> difference = findDifference(experiment, player);
        std::cout << (difference ? "DIFF " : "ok   ") << experiment.name << (difference ? " " + *difference : "") << "\n";
        return difference ? Outcome::Different : Outcome::Same;
    } catch (const BadExperiment& problem) {
        std::cerr << file.string() << ": " << problem.what() << "\n";
    } catch (const Json::exception& problem) {
        std::cerr << file.string() << ": " << problem.what() << "\n";
    }
    return Outcome::Bad;
}

}  // namespace

int main(int count, char** arguments)
{
    std::map<Outcome, int> outcomes;
    for (int i = 1; i < count; ++i)
        for (const std::filesystem::path& file : filesIn(arguments[i]))
            ++outcomes[check(file)];
    if (outcomes.empty()) {
        std::cerr << "usage: conformance_rabbitmq FILE_OR_FOLDER...\n";
        return 2;
    }
    std::cout << outcomes[Outcome::Same] << " as recorded, " << outcomes[Outcome::Different] << " different, "
              << outcomes[Outcome::Bad] << " not played\n";
    return outcomes[Outcome::Bad] > 0 ? 2 : outcomes[Outcome::Different] > 0 ? 1 : 0;
}
