// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/fault_list.h"

#include "scenarios/field_reader.h"
#include "scenarios/json_text.h"
#include "scenarios/scenario_writer.h"

#include <nlohmann/json.hpp>

namespace stormglass {

Json toJson(const std::vector<spec::Fault>& faults)
{
    spec::Scenario scenario;
    scenario.chaos = faults;
    Json json = toJson(scenario);
    const auto chaos = json.find("chaos");
    return chaos == json.end() ? Json::array() : std::move(*chaos);
}

std::string toText(const std::vector<spec::Fault>& faults) { return toJson(faults).dump(); }

std::vector<spec::Fault> readFaults(std::string_view text, Issues& issues)
{
    Json document = Json::object();
    const std::vector<JsonProblem> broken = readJson(text, document["chaos"]);
    for (const JsonProblem& problem : broken)
        issues.error("/chaos" + problem.pointer, problem.message);
    std::vector<spec::Fault> faults;
    if (!broken.empty())
        return faults;
    ReadProblems problems;
    FieldReader reader(document, "", problems);
    static_cast<spec::FieldVisitor&>(reader).list("chaos", faults, {});  // the reader's own list() hides it
    reader.finish();
    for (const ReadProblems::Entry& entry : problems.list()) {
        if (entry.issue.severity == Severity::Error)
            issues.error(entry.issue.pointer, entry.issue.message);
    }
    return faults;
}

}  // namespace stormglass
