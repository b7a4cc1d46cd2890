// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_writer.h"

#include "scenarios/field_reader.h"
#include "scenarios/field_writer.h"
#include "scenarios/results_words.h"
#include "simcore/base/hash.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace stormglass {
namespace {

const Json* memberOf(const Json& object, const std::string& key)
{
    const auto member = object.find(key);
    return member == object.end() ? nullptr : &*member;
}

/// Where each element of a list of named objects stands; empty if they have no names, or one occurs twice.
std::unordered_map<std::string, std::size_t> indexByName(const Json& array)
{
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const Json* name = array[i].is_object() ? memberOf(array[i], "name") : nullptr;
        if (name == nullptr || !name->is_string() || !index.emplace(name->get<std::string>(), i).second)
            return {};
    }
    return index;
}

/// One place of the scenario, before and after.
struct Change {
    const Json& document;  ///< What the user wrote.
    const Json& before;    ///< What that means, in full.
    const Json& after;     ///< What it is to mean, in full.
    const Json& sparse;    ///< The same without defaults.
};

/// What is left of a value that is the default everywhere.
Json leastOf(const Json& value) { return value.is_object() ? Json::object() : value; }

Json merged(const Change& change);

Json mergedObject(const Change& change)
{
    Json result = Json::object();
    auto& members = result.get_ref<Json::object_t&>();
    for (const auto& [key, text] : change.document.get_ref<const Json::object_t&>()) {
        const Json* before = memberOf(change.before, key);
        const Json* after = memberOf(change.after, key);
        const Json* sparse = memberOf(change.sparse, key);
        if (before == nullptr && after == nullptr)
            members.emplace_back(key, text);  // a key that the format does not know
        else if (after != nullptr && before != nullptr)
            members.emplace_back(key, merged({text, *before, *after, sparse != nullptr ? *sparse : leastOf(*after)}));
        else if (after != nullptr)
            members.emplace_back(key, *after);
    }
    for (const auto& [key, value] : change.sparse.get_ref<const Json::object_t&>()) {
        if (!change.document.contains(key))
            members.emplace_back(key, value);
    }
    return result;
}

Json mergedArray(const Change& change)
{
    const auto places = indexByName(change.before);
    Json result = Json::array();
    for (std::size_t i = 0; i < change.after.size(); ++i) {
        std::size_t old = i;
        if (const Json* name = change.after[i].is_object() ? memberOf(change.after[i], "name") : nullptr; !places.empty()) {
            const auto place = name != nullptr ? places.find(name->get<std::string>()) : places.end();
            old = place != places.end() ? place->second : change.before.size();
        }
        if (old < change.document.size() && old < change.before.size())
            result.push_back(merged({change.document[old], change.before[old], change.after[i], change.sparse[i]}));
        else
            result.push_back(change.sparse[i]);
    }
    return result;
}

Json merged(const Change& change)
{
    if (change.before == change.after)
        return change.document;
    if (change.document.is_object() && change.before.is_object() && change.after.is_object())
        return mergedObject(change);
    const bool isList = change.document.is_array() && change.before.is_array() && change.after.is_array();
    if (isList && change.sparse.is_array() && change.sparse.size() == change.after.size())
        return mergedArray(change);
    return change.sparse;
}

Json written(const spec::Scenario& scenario, FieldWriter::Mode mode)
{
    spec::Scenario copy = scenario;  // a visitor is for changing values, too
    Json json = Json::object();
    FieldWriter writer(json, mode);
    describe(writer, copy);
    return json;
}

}  // namespace

Json toFullJson(const spec::Scenario& scenario) { return written(scenario, FieldWriter::Mode::Full); }

Json toJson(const spec::Scenario& scenario)
{
    Json json = written(scenario, FieldWriter::Mode::Sparse);
    removeDefaults(json, written(spec::Scenario{}, FieldWriter::Mode::Defaults));
    return json;
}

Json updatedDocument(const Json& document, const spec::Scenario& scenario)
{
    if (!document.is_object())
        return toJson(scenario);
    ReadProblems problems;
    spec::Scenario before;
    FieldReader reader(document, "", problems);
    describe(reader, before);
    return merged({document, toFullJson(before), toFullJson(scenario), toJson(scenario)});
}

std::string scenarioHash(const spec::Scenario& scenario)
{
    spec::Scenario copy = scenario;
    copy.layout.clear();
    return hashToText(finishHash(mixHash(kHashSeed, toFullJson(copy).dump())));
}

}  // namespace stormglass
