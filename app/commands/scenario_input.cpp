// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/scenario_input.h"

#include "app/process/child_process.h"
#include "scenarios/quantity_kinds.h"

#include <algorithm>
#include <iostream>

namespace stormglass {

namespace fs = std::filesystem;

namespace {

/// Beside an installed program, and in the tree that one was built in.
std::vector<fs::path> possibleLibraries()
{
    const fs::path programFolder = fs::path(ownPath()).parent_path();
    return {(programFolder / STORMGLASS_SCENARIOS_FROM_PROGRAM).lexically_normal(),
            (programFolder / "../../../scenarios/library").lexically_normal()};
}

}  // namespace

fs::path shippedScenariosFolder()
{
    std::error_code error;
    for (const fs::path& folder : possibleLibraries()) {
        if (fs::is_directory(folder, error))
            return folder;
    }
    return {};
}

std::string missingLibraryText()
{
    std::string places;
    for (const fs::path& folder : possibleLibraries())
        places += (places.empty() ? "" : " nor ") + folder.string();
    return "the library of scenarios was not found, neither in " + places + "; a scenario can be given by its path";
}

std::vector<fs::path> shippedScenarios()
{
    std::vector<fs::path> files;
    const fs::path folder = shippedScenariosFolder();
    if (folder.empty())
        return files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

fs::path findScenario(const std::string& pathOrName)
{
    std::error_code error;
    if (fs::exists(pathOrName, error))
        return pathOrName;
    for (const fs::path& file : shippedScenarios()) {
        if (file.stem() == pathOrName)
            return file;
    }
    return pathOrName;
}

std::optional<LoadedScenario> loadScenario(const std::string& pathOrName, const std::vector<std::string>& overrides,
                                           Hypothesis hypothesis)
{
    const fs::path file = findScenario(pathOrName);
    std::error_code error;
    if (isName(pathOrName) && !fs::exists(file, error) && shippedScenariosFolder().empty()) {
        std::cerr << pathOrName << ": there is no such file, and " << missingLibraryText() << '\n';
        return std::nullopt;
    }
    LoadedScenario loaded = readScenario(file, overrides, hypothesis);
    for (const PlacedIssue& issue : loaded.issues)
        std::cerr << toText(issue) << '\n';
    if (loaded.hasErrors())
        return std::nullopt;
    return loaded;
}

}  // namespace stormglass
