// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/import_context.h"

#include "scenarios/read_problems.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace stormglass {
namespace {

std::string asFaultName(const std::string& foreignName)
{
    std::string name;
    for (const char c : foreignName) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
            || c == '.';
        if (isPlain)
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (name.ends_with('-'))
        name.pop_back();
    return name.empty() ? "imported" : name.substr(0, 60);
}

std::vector<std::string> placesOf(const spec::Scenario& scenario)
{
    std::vector<std::string> names;
    for (const spec::Component& component : scenario.topology.components)
        names.push_back(component.name);
    for (const spec::Host& host : scenario.topology.hosts)
        names.push_back(host.name);
    for (const spec::Zone& zone : scenario.topology.zones)
        names.push_back(zone.name);
    return names;
}

std::string inLowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

}  // namespace

void ImportContext::note(ImportNote::Kind kind, const std::string& pointer, std::string message)
{
    m_result.notes.push_back({kind, m_document.placeOf(pointer), pointer, std::move(message)});
}

bool ImportContext::hasFault(const std::string& name) const
{
    return std::ranges::find(m_result.faults, name, &spec::Fault::name) != m_result.faults.end();
}

void ImportContext::add(spec::Fault fault, const std::string& foreignName, const std::string& pointer)
{
    const std::string name = asFaultName(foreignName);
    fault.name = name;
    for (int number = 2; hasFault(fault.name); ++number)
        fault.name = name + '-' + std::to_string(number);
    // A fault that the scenario has no use for is found out here, where its place is known.
    spec::Scenario trial = m_setting.scenario;
    trial.chaos = m_result.faults;
    trial.chaos.push_back(fault);
    if (const std::string problem = problemOf(trial, trial.chaos.size() - 1); !problem.empty())
        return unmapped(pointer, problem);
    m_result.faults.push_back(std::move(fault));
}

const Json* foreignMember(const Json& object, std::string_view key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(std::string(key));
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const std::string* textMember(const Json& object, std::string_view key)
{
    const Json* member = foreignMember(object, key);
    return member == nullptr || !member->is_string() ? nullptr : &member->get_ref<const std::string&>();
}

std::optional<double> numberMember(const Json& object, std::string_view key)
{
    const Json* member = foreignMember(object, key);
    if (member == nullptr)
        return std::nullopt;
    if (member->is_number())
        return member->get<double>();
    if (!member->is_string())
        return std::nullopt;
    const std::string& text = member->get_ref<const std::string&>();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<Duration> durationMember(const Json& object, std::string_view key)
{
    const std::string* text = textMember(object, key);
    return text == nullptr ? std::nullopt : readDuration(*text);
}

std::string placeNamed(const spec::Scenario& scenario, std::string_view foreignName)
{
    const std::vector<std::string> places = placesOf(scenario);
    if (std::ranges::find(places, foreignName) != places.end())
        return std::string(foreignName);
    const std::string wanted = inLowerCase(foreignName);
    std::vector<std::string> found;
    for (const std::string& place : places) {
        const std::string name = inLowerCase(place);
        if (name == wanted)
            return place;
        if (wanted.starts_with(name + '-') || wanted.ends_with('-' + name))
            found.push_back(place);
    }
    return found.size() == 1 ? found.front() : std::string();
}

std::string nearestPlace(const spec::Scenario& scenario, const std::string& name)
{
    return suggestion(name, placesOf(scenario));
}

}  // namespace stormglass
