// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/hunt_folder.h"

#include "app/commands/version.h"
#include "scenarios/experiments_json.h"
#include "scenarios/file_text.h"
#include "scenarios/json_text.h"
#include "scenarios/scenario_writer.h"

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHuntFile = "hunt.json";
constexpr const char* kScenarioFile = "scenario.json";

/// What decides the course of a hunt, beside its scenario; jobs and budget do not.
Json optionsToJson(const ChaosOptions& options)
{
    return {{"version", programVersion()}, {"designs", options.designs}, {"faults", options.faults}, {"victims", options.victims},
            {"at", options.at},            {"for", options.lasting},     {"most", options.mostFaults}};
}

/// False if it says something else.
bool readOptions(const Json& json, ChaosOptions& options)
{
    if (!json.is_object() || !json.contains("most") || !json["most"].is_number_integer())
        return false;
    options.mostFaults = json["most"].get<std::int64_t>();
    for (const auto& [key, target] : {std::pair("designs", &options.designs), std::pair("faults", &options.faults),
                                      std::pair("victims", &options.victims), std::pair("at", &options.at), std::pair("for", &options.lasting)}) {
        if (!json.contains(key) || !json[key].is_string())
            return false;
        *target = json[key].get<std::string>();
    }
    return true;
}

std::string threeDigits(std::size_t number)
{
    const std::string digits = std::to_string(number);
    return digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
}

}  // namespace

Result<HuntFolder> HuntFolder::create(const fs::path& folder, const ChaosOptions& options, const LoadedScenario& loaded)
{
    std::error_code error;
    if (fs::exists(folder / kHuntFile, error))
        return Failure{folder.string() + ": holds a hunt already; --resume goes on with it, --out names another folder"};
    if (fs::exists(folder, error) && !fs::is_empty(folder, error))
        return Failure{folder.string() + ": is not empty; --out names another folder"};
    fs::create_directories(folder, error);
    if (error)
        return Failure{folder.string() + ": cannot be made: " + error.message()};
    for (const auto& [file, text] : {std::pair(kScenarioFile, toFileText(*loaded.document)),
                                     std::pair(kHuntFile, optionsToJson(options).dump(2) + '\n')}) {
        if (const Result<std::size_t> written = writeFileText(folder / file, text); !written)
            return Failure{(folder / file).string() + ": " + written.message()};
    }
    return HuntFolder(folder);
}

Result<HuntFolder> HuntFolder::takeUp(const fs::path& folder, ChaosOptions& options)
{
    const fs::path file = folder / kHuntFile;
    const Result<std::string> text = readFileText(file, kLargestJsonText);
    if (!text)
        return Failure{file.string() + ": " + text.message()};
    Json json;
    if (!readJson(text.value(), json).empty() || !readOptions(json, options))
        return Failure{file.string() + ": is not what a hunt leaves behind"};
    if (json.value("version", std::string()) != programVersion())
        return Failure{file.string() + ": the hunt was begun by another version, whose runs may differ"};
    options.run.scenario = (folder / kScenarioFile).string();
    return HuntFolder(folder);
}

fs::path HuntFolder::scenarioFile(const std::string& word, std::size_t number) const
{
    return m_folder / (word + "-" + threeDigits(number) + ".json");
}

bool HuntFolder::writeScenario(const fs::path& file, const LoadedScenario& loaded, const std::vector<spec::Fault>& faults,
                               const std::vector<spec::Expectation>& expectations) const
{
    spec::Scenario scenario = loaded.scenario;
    scenario.chaos = faults;
    scenario.experiment.hypothesis.clear();  // it was made for other faults
    scenario.experiment.abortAfter = Duration::zero();
    scenario.expect = expectations;
    return writeFileText(file, toFileText(updatedDocument(*loaded.document, scenario))).isOk();
}

bool HuntFolder::writeReport(const results::HuntReport& report) const
{
    const Json json = toJson(report);
    std::string lines;
    for (const Json& find : json["finds"])
        lines += find.dump() + '\n';
    return writeFileText(m_folder / "finds.jsonl", lines).isOk() && writeFileText(m_folder / "report.json", json.dump(2) + '\n').isOk();
}

}  // namespace stormglass
