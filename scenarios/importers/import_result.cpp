// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/importer.h"
#include "scenarios/scenario_validation.h"

#include <algorithm>
#include <charconv>

namespace stormglass {
namespace {

/// The index behind a prefix such as "/expect/"; nothing if the pointer is another.
std::optional<std::size_t> indexBehind(std::string_view pointer, std::string_view prefix)
{
    if (!pointer.starts_with(prefix))
        return std::nullopt;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(pointer.data() + prefix.size(), pointer.data() + pointer.size(), index);
    return error == std::errc{} ? std::optional(index) : std::nullopt;
}

void leaveOut(Imported& imported, std::string message)
{
    imported.notes.push_back({ImportNote::Kind::Unmapped, {}, {}, std::move(message)});
}

/// Takes out what the issue is about. False: it is about something that is not ours to take out.
bool mend(spec::Scenario& scenario, const Issue& issue, Imported& imported)
{
    if (const auto line = indexBehind(issue.pointer, "/expect/")) {
        leaveOut(imported, "the expectation \"" + scenario.expect[*line].that + "\" of the scenario: " + issue.message);
        scenario.expect.erase(scenario.expect.begin() + static_cast<std::ptrdiff_t>(*line));
        return true;
    }
    auto& hypothesis = scenario.experiment.hypothesis;
    if (const auto line = indexBehind(issue.pointer, "/experiment/hypothesis/")) {
        leaveOut(imported, "the hypothesis \"" + hypothesis[*line].that + "\": " + issue.message);
        hypothesis.erase(hypothesis.begin() + static_cast<std::ptrdiff_t>(*line));
        return true;
    }
    if (!issue.pointer.starts_with("/experiment"))
        return false;
    leaveOut(imported, "the steady-state hypothesis: " + issue.message);
    scenario.experiment = {.title = scenario.experiment.title, .hypothesis = {}};
    return true;
}

const Issue* findError(const Issues& issues)
{
    const auto found = std::ranges::find(issues.list(), Severity::Error, &Issue::severity);
    return found == issues.list().end() ? nullptr : &*found;
}

}  // namespace

std::string problemOf(const spec::Scenario& scenario, std::size_t fault)
{
    spec::Scenario bare = scenario;
    bare.expect.clear();
    bare.experiment = {};
    const Issues issues = validateScenario(bare);
    for (const Issue& issue : issues.list()) {
        if (issue.severity == Severity::Error && indexBehind(issue.pointer, "/chaos/") == fault)
            return issue.message;
    }
    return {};
}

spec::Scenario withImport(const spec::Scenario& scenario, Imported& imported, const std::string& source)
{
    spec::Scenario changed = scenario;
    changed.chaos = imported.faults;
    changed.experiment = imported.experiment.value_or(spec::Experiment{});
    for (Issues issues = validateScenario(changed); const Issue* error = findError(issues);
         issues = validateScenario(changed)) {
        if (!mend(changed, *error, imported))
            break;
    }
    std::string text = "Its faults were imported from " + source + ".";
    for (const ImportNote& note : imported.notes) {
        const std::string place = note.pointer.empty() ? "" : note.pointer + ": ";
        text += std::string(note.kind == ImportNote::Kind::Unmapped ? " Not mapped: " : " Note: ") + place
            + note.message + ".";
    }
    changed.description += (changed.description.empty() ? "" : " ") + text;
    return changed;
}

}  // namespace stormglass
