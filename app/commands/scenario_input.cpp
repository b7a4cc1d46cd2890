// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/scenario_input.h"

#include "app/process/child_process.h"

#include <algorithm>
#include <iostream>

namespace stormglass {

namespace fs = std::filesystem;

fs::path shippedScenariosFolder()
{
    const fs::path programFolder = fs::path(ownPath()).parent_path();
    std::error_code error;
    for (const char* relative : {STORMGLASS_SCENARIOS_FROM_PROGRAM, "../../../scenarios/library"}) {
        const fs::path folder = (programFolder / relative).lexically_normal();
        if (fs::is_directory(folder, error))
            return folder;
    }
    return {};
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
    LoadedScenario loaded = readScenario(findScenario(pathOrName), overrides, hypothesis);
    for (const PlacedIssue& issue : loaded.issues)
        std::cerr << toText(issue) << '\n';
    if (loaded.hasErrors())
        return std::nullopt;
    return loaded;
}

}  // namespace stormglass
