// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_reader.h"

#include "scenarios/field_reader.h"
#include "scenarios/file_text.h"
#include "scenarios/json_pointer.h"
#include "scenarios/json_text.h"
#include "scenarios/override.h"
#include "scenarios/scenario_validation.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass {
namespace {

/// A change from the command line, and where in the document it went.
struct AppliedOverride {
    std::string source;  ///< "--set run/seed=7"
    std::string pointer;
};

class ScenarioLoad {
public:
    ScenarioLoad(std::string_view text, std::string fileName) : m_text(text), m_fileName(std::move(fileName)) { }

    LoadedScenario run(std::span<const std::string> overrides, Hypothesis hypothesis)
    {
        Json document;
        const std::vector<JsonProblem> problems = readJson(m_text, document);
        addProblemsOfText(problems);
        if (!document.is_null() || problems.empty()) {
            applyOverrides(document, overrides);
            if (hypothesis == Hypothesis::LeftOut)
                leaveOutHypothesis(document);
            readDocument(document);
            m_loaded.document = std::make_shared<const Json>(std::move(document));
        }
        std::ranges::stable_sort(m_loaded.issues, {}, [](const PlacedIssue& issue) {
            return std::pair(issue.place.line == 0, issue.place);
        });
        return std::move(m_loaded);
    }

private:
    void addProblemsOfText(std::span<const JsonProblem> problems)
    {
        std::vector<std::size_t> offsets;
        for (const JsonProblem& problem : problems)
            offsets.push_back(problem.offset);
        const std::vector<Place> places = placesAt(m_text, offsets);
        for (std::size_t i = 0; i < problems.size(); ++i)
            m_loaded.issues.push_back({m_fileName, places[i], problems[i].pointer, problems[i].message, Severity::Error});
    }

    void applyOverrides(Json& document, std::span<const std::string> overrides)
    {
        for (const std::string& override : overrides) {
            const std::string source = "--set " + override;
            const Result<std::string> pointer = applyOverride(document, override);
            if (pointer)
                m_overrides.push_back({source, pointer.value()});
            else
                m_loaded.issues.push_back({source, {}, "", pointer.message(), Severity::Error});
        }
    }

    static void leaveOutHypothesis(Json& document)
    {
        const auto experiment = document.is_object() ? document.find("experiment") : document.end();
        if (experiment == document.end() || !experiment->is_object())
            return;
        for (const char* key : {"hypothesis", "strategy", "frequency", "abort_after"})
            experiment->erase(key);
    }

    void readDocument(const Json& document)
    {
        ReadProblems problems;
        if (document.is_object()) {
            FieldReader reader(document, "", problems);
            describe(reader, m_loaded.scenario);
            reader.finish();
            validateScenario(m_loaded.scenario, problems);
        } else {
            problems.error("", "expected an object, found " + foundText(document));
        }
        addPlaces(problems);
    }

    void addPlaces(const ReadProblems& problems)
    {
        if (problems.list().empty())
            return;
        std::vector<PlaceQuery> queries;
        for (const ReadProblems::Entry& entry : problems.list())
            queries.push_back({entry.issue.pointer, entry.isKey});
        const std::vector<FoundPlace> places = findPlaces(m_text, queries);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const Issue& issue = problems.list()[i].issue;
            PlacedIssue placed{m_fileName, places[i].place, issue.pointer, issue.message, issue.severity};
            if (const AppliedOverride* override = findOverride(issue.pointer, places[i].isExact)) {
                placed.source = override->source;
                placed.place = {};
            }
            m_loaded.issues.push_back(std::move(placed));
        }
        if (problems.dropped() > 0) {
            m_loaded.issues.push_back({m_fileName, {}, "",
                                       "and " + std::to_string(problems.dropped()) + " more problems", Severity::Error});
        }
    }

    /// The last override that wrote the place, or that made an object which the file does not have.
    const AppliedOverride* findOverride(std::string_view pointer, bool isInFile) const
    {
        const auto isCause = [&](const AppliedOverride& override) {
            return liesWithin(pointer, override.pointer) || (!isInFile && liesWithin(override.pointer, pointer));
        };
        const auto found = std::find_if(m_overrides.rbegin(), m_overrides.rend(), isCause);
        return found == m_overrides.rend() ? nullptr : &*found;
    }

    std::string_view m_text;
    std::string m_fileName;
    std::vector<AppliedOverride> m_overrides;
    LoadedScenario m_loaded;
};

}  // namespace

bool LoadedScenario::hasErrors() const
{
    return std::ranges::any_of(issues, [](const PlacedIssue& issue) { return issue.severity == Severity::Error; });
}

LoadedScenario readScenario(const std::filesystem::path& file, std::span<const std::string> overrides, Hypothesis hypothesis)
{
    const Result<std::string> text = readFileText(file, kLargestJsonText);
    if (text)
        return readScenarioText(text.value(), file.string(), overrides, hypothesis);
    LoadedScenario failed;
    failed.issues.push_back({file.string(), {}, "", text.message(), Severity::Error});
    return failed;
}

LoadedScenario readScenarioText(std::string_view text, const std::string& fileName,
                                std::span<const std::string> overrides, Hypothesis hypothesis)
{
    return ScenarioLoad(text, fileName).run(overrides, hypothesis);
}

}  // namespace stormglass
