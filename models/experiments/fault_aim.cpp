// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/fault_aim.h"

#include "models/experiments/settings_visitor.h"
#include "models/spec/faults/fault_scope.h"
#include "simcore/base/check.h"

#include <algorithm>
#include <utility>

namespace stormglass::experiments {
namespace {

using spec::FaultSettings;
using spec::FieldInfo;
using spec::RefersTo;

template <std::size_t... Index>
FaultSettings makeSettings(std::size_t kind, std::index_sequence<Index...>)
{
    FaultSettings settings;
    ((Index == kind ? static_cast<void>(settings.emplace<Index>()) : void()), ...);
    return settings;
}

FaultSettings defaultSettings(std::size_t kind)
{
    return makeSettings(kind, std::make_index_sequence<std::variant_size_v<FaultSettings>>{});
}

/// The fields that can name a place, and those that must be set by somebody who knows more.
class FieldSurvey final : public SettingsVisitor {
public:
    struct Reference {
        std::string key;
        RefersTo what;
        std::string* one = nullptr;
        std::vector<std::string>* several = nullptr;
        bool isRequired = false;
    };
    std::vector<Reference> places;
    std::vector<std::string> required;  ///< Keys of fields without a default that name no place.

    void reference(std::string_view key, std::string& value, RefersTo what, const FieldInfo& info) override
    {
        places.push_back({std::string(key), what, &value, nullptr, info.isRequired});
    }
    void references(std::string_view key, std::vector<std::string>& values, RefersTo what, const FieldInfo& info) override
    {
        places.push_back({std::string(key), what, nullptr, &values, info.isRequired});
    }
    void leaf(std::string_view key, const FieldInfo& info) override
    {
        if (info.isRequired)
            required.emplace_back(key);
    }
};

bool isEmpty(const FieldSurvey::Reference& field) { return field.one != nullptr ? field.one->empty() : field.several->empty(); }

void clear(const FieldSurvey::Reference& field)
{
    if (!isOfPlaces(field.what))
        return;
    if (field.one != nullptr)
        field.one->clear();
    else
        field.several->clear();
}

void setTo(const FieldSurvey::Reference& field, const std::string& name)
{
    if (field.one != nullptr)
        *field.one = name;
    else
        *field.several = {name};
}

/// Why a kind does not even try a place: no key of it can name one of that sort.
std::string whyNotAimed(const FieldSurvey& fields)
{
    std::string ofPlaces;
    std::string others;
    for (const FieldSurvey::Reference& field : fields.places) {
        std::string& keys = isOfPlaces(field.what) ? ofPlaces : others;
        keys += (keys.empty() ? "\"" : " or \"") + field.key + '"';
    }
    if (!ofPlaces.empty())
        return "it hits nothing of this sort: " + ofPlaces + " names something else";
    return "it is not aimed at a component, host, zone, link or channel" + (others.empty() ? "" : ", but by " + others)
        + ": it can only stand in the scenario's \"chaos\"";
}

/// The settings with the place as what they hit, tried field by field, required ones first.
class Aiming {
public:
    Aiming(const spec::Scenario& scenario, const Place& place, spec::Fault fault)
        : m_scenario(scenario), m_place(place), m_fault(std::move(fault))
    {
    }

    /// \p isTemplate: somebody has set the fields that have no default.
    Aim run(const FaultSettings& settings, bool isTemplate)
    {
        FaultSettings copy = settings;
        Aim aim{.fault = std::nullopt, .obstacle = whyNotAimed(survey(copy))};
        for (const bool isRequired : {true, false}) {
            for (std::size_t field = 0; field < countFields(settings); ++field)
                if (tryField(settings, field, isRequired, isTemplate, aim))
                    return aim;
        }
        return aim;
    }

private:
    static std::size_t countFields(FaultSettings settings) { return survey(settings).places.size(); }

    static FieldSurvey survey(FaultSettings& settings)
    {
        FieldSurvey found;
        std::visit([&](auto& alternative) { describe(found, alternative); }, settings);
        return found;
    }

    bool tryField(const FaultSettings& settings, std::size_t index, bool isRequired, bool isTemplate, Aim& aim)
    {
        m_fault.settings = settings;
        const FieldSurvey fields = survey(m_fault.settings);
        const FieldSurvey::Reference& field = fields.places[index];
        if (field.isRequired != isRequired || !canName(field.what, m_place, m_scenario.topology))
            return false;
        for (const FieldSurvey::Reference& other : fields.places)
            clear(other);  // a template says how it hits, not what
        setTo(field, m_place.name);
        const auto open = std::ranges::find_if(fields.places, [](const auto& other) { return other.isRequired && isEmpty(other); });
        const bool isOpen = open != fields.places.end() || (!isTemplate && !fields.required.empty());
        if (isOpen) {
            aim.needsMore = true;
            aim.obstacle = "it needs more than a place: " + (open != fields.places.end() ? open->key : fields.required.front());
            return false;
        }
        const std::string obstacle = findObstacle(m_scenario, m_fault);
        if (!obstacle.empty()) {
            aim.obstacle = obstacle;
            return false;
        }
        aim = {.fault = m_fault, .obstacle = {}};
        return true;
    }

    const spec::Scenario& m_scenario;
    const Place& m_place;
    spec::Fault m_fault;
};

spec::Fault faultAt(std::string_view kind, const Place& place, spec::FaultTiming timing)
{
    return {.name = std::string(kind) + "-" + place.name, .settings = {}, .timing = std::move(timing)};
}

Duration rounded(Duration duration)
{
    Duration step = 1ns;
    for (const Duration candidate : {Duration{1us}, Duration{1ms}, Duration{100ms}, Duration{1s}}) {
        if (duration >= 10 * candidate)
            step = candidate;
    }
    return duration - duration % step;
}

}  // namespace

std::vector<std::string_view> faultKinds()
{
    std::vector<std::string_view> kinds;
    for (std::size_t i = 0; i < std::variant_size_v<FaultSettings>; ++i)
        kinds.push_back(kindOf(spec::Fault{.name = {}, .settings = defaultSettings(i), .timing = {}}));
    return kinds;
}

std::optional<FaultSettings> findDefaultSettings(std::string_view kind)
{
    const std::vector<std::string_view> kinds = faultKinds();
    const auto found = std::ranges::find(kinds, kind);
    if (found == kinds.end())
        return std::nullopt;
    return defaultSettings(static_cast<std::size_t>(found - kinds.begin()));
}

FaultWindow defaultWindow(const spec::RunSettings& run)
{
    const Duration third = (run.duration - run.warmUp) / 3;
    return {.at = run.warmUp + rounded(third), .lasting = std::max(Duration{1}, rounded(third))};
}

Aim aimFault(const spec::Scenario& scenario, std::string_view kind, const Place& place, const FaultWindow& window)
{
    const std::optional<FaultSettings> settings = findDefaultSettings(kind);
    SIM_CHECK(settings.has_value(), "there is no fault of this kind");

    spec::FaultTiming timing;
    timing.at = window.at;
    timing.lasting = window.lasting;
    Aiming aiming(scenario, place, faultAt(kind, place, timing));
    const auto pattern = std::ranges::find_if(scenario.chaos, [&](const spec::Fault& known) { return kindOf(known) == kind; });
    if (pattern != scenario.chaos.end()) {
        Aim aim = aiming.run(pattern->settings, true);
        if (aim.fault)
            return aim;
    }
    return aiming.run(*settings, false);
}

std::optional<spec::Fault> aimAnew(const spec::Scenario& scenario, const spec::Fault& fault, const Place& place)
{
    return Aiming(scenario, place, faultAt(kindOf(fault), place, fault.timing)).run(fault.settings, true).fault;
}

std::optional<Place> placeOf(const spec::Scenario& scenario, const spec::Fault& fault)
{
    FaultSettings copy = fault.settings;  // a visitor is for changing values, too
    FieldSurvey fields;
    std::visit([&](auto& settings) { describe(fields, settings); }, copy);
    for (const FieldSurvey::Reference& field : fields.places) {
        const bool isOne = field.one != nullptr ? !field.one->empty() : field.several->size() == 1;
        if (!isOfPlaces(field.what) || !isOne)
            continue;
        const std::string& name = field.one != nullptr ? *field.one : field.several->front();
        if (const auto place = findPlace(scenario.topology, name))
            return place;
    }
    return std::nullopt;
}

std::string findObstacle(const spec::Scenario& scenario, const spec::Fault& fault)
{
    spec::FaultScope scope(scenario, "");
    check(fault, scope);
    return scope.issues().isEmpty() ? std::string() : scope.issues().list().front().message;
}

}  // namespace stormglass::experiments
