// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/experiment.h"

#include <fstream>

namespace stormglass::conformance {

namespace {

const Json& fieldOf(const Json& step, const char* key)
{
    const auto found = step.find(key);
    if (found == step.end())
        throw BadExperiment(placeOf(step) + ": expected a field \"" + key + "\"");
    return *found;
}

[[noreturn]] void complain(const Json& step, const char* key, const char* expected)
{
    throw BadExperiment(placeOf(step) + ": \"" + key + "\": expected " + expected + ", found " + step.at(key).dump());
}

}  // namespace

Experiment readExperiment(const std::filesystem::path& file)
{
    std::ifstream in{file};
    if (!in)
        throw BadExperiment("cannot be opened");
    const Json json = Json::parse(in, nullptr, false);
    if (json.is_discarded())
        throw BadExperiment("is no JSON");
    if (!json.is_object() || !json.value("script", Json{}).is_array() || !json.value("observed", Json{}).is_object())
        throw BadExperiment("expected an object with \"script\" (steps) and \"observed\" (with \"trace\")");
    Experiment read{json.value("experiment", file.stem().string()), json.at("script"), json.at("observed"),
                    json.value("runs", Json::object())};
    if (!read.observed.value("trace", Json{}).is_array())
        throw BadExperiment("observed: expected \"trace\"");
    for (const Json& step : read.script)
        if (!step.is_object() || !step.value("step", Json{}).is_number_integer() || !step.value("op", Json{}).is_string())
            throw BadExperiment("script: expected steps with \"step\" and \"op\", found " + step.dump());
    return read;
}

std::string placeOf(const Json& step)
{
    return "step " + std::to_string(step.at("step").get<int>()) + " (" + step.at("op").get<std::string>() + ")";
}

std::string textOf(const Json& step, const char* key)
{
    if (!fieldOf(step, key).is_string())
        complain(step, key, "a text");
    return step.at(key).get<std::string>();
}

std::string textOf(const Json& step, const char* key, const std::string& otherwise)
{
    return step.contains(key) ? textOf(step, key) : otherwise;
}

std::int64_t numberOf(const Json& step, const char* key)
{
    if (!fieldOf(step, key).is_number_integer())
        complain(step, key, "a whole number");
    return step.at(key).get<std::int64_t>();
}

std::int64_t numberOf(const Json& step, const char* key, std::int64_t otherwise)
{
    return step.contains(key) ? numberOf(step, key) : otherwise;
}

bool flagOf(const Json& step, const char* key)
{
    if (!step.contains(key))
        return false;
    if (!step.at(key).is_boolean())
        complain(step, key, "true or false");
    return step.at(key).get<bool>();
}

}  // namespace stormglass::conformance
