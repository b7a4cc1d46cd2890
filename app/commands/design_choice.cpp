// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/design_choice.h"

#include "app/commands/unknown_words.h"

#include <algorithm>

namespace stormglass {

const spec::Design* findDesign(const spec::Scenario& scenario, const std::string& name)
{
    const auto found = std::find_if(scenario.designs.begin(), scenario.designs.end(),
                                    [&](const spec::Design& design) { return design.name == name; });
    return found == scenario.designs.end() ? nullptr : &*found;
}

std::optional<std::string> findDesignProblem(const spec::Scenario& scenario, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        if (findDesign(scenario, name) == nullptr)
            return "the scenario has no design \"" + name + "\"" + didYouMean(name, designNames(scenario));
        if (std::count(names.begin(), names.end(), name) > 1)
            return "the design \"" + name + "\" is named twice";
    }
    return std::nullopt;
}

std::vector<std::string> designNames(const spec::Scenario& scenario)
{
    std::vector<std::string> names;
    for (const spec::Design& design : scenario.designs)
        names.push_back(design.name);
    return names;
}

std::vector<std::string> chosenOrAll(std::vector<std::string> chosen, const spec::Scenario& scenario)
{
    if (chosen.empty())
        chosen = designNames(scenario);
    return chosen.empty() ? std::vector<std::string>{""} : chosen;
}

}  // namespace stormglass
