// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of chaostoolkit-istio (chaosistio, fault/actions.py). A virtual service is the component of its name; what its
// faults mean is said by istio.io/api, networking/v1alpha3/virtual_service.proto, HTTPFaultInjection.
#include "scenarios/importers/toolkit_actions.h"

#include "scenarios/read_problems.h"

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

constexpr int kFirstServerError = 500;

/// Null percentages are no faults: Istio then hits nobody.
std::optional<double> shareOfRequests(ImportContext& context, const std::string& pointer,
                                      std::optional<double> percentage)
{
    if (percentage && *percentage > 0 && *percentage <= 100)
        return *percentage / 100;
    context.unmapped(pointer,
                     percentage ? "expected a percentage above 0 and up to 100"
                                : "without a percentage Istio hits no request at all");
    return std::nullopt;
}

void addDelay(ImportContext& context, const std::string& pointer, const std::string& place,
              std::optional<Duration> delay, std::optional<double> percentage, ToolkitEffect& effect)
{
    if (!delay)
        return context.error(pointer, "expected a fixed delay, a duration such as \"5s\"");
    const auto share = shareOfRequests(context, pointer, percentage);
    if (!share)
        return;
    context.assume(pointer, "the delay holds a worker of the component");
    effect.begins.push_back({spec::Slow{.victims = {.target = place},
                                        .extra = Distribution{distribution::Constant{*delay}},
                                        .requests = *share},
                             {}});
}

void addAbort(ImportContext& context, const std::string& pointer, const std::string& place,
              std::optional<double> status, std::optional<double> percentage, ToolkitEffect& effect)
{
    if (!status || *status < kFirstServerError)
        return context.unmapped(pointer, "only a status code of 500 or more is a fault that we know");
    if (const auto share = shareOfRequests(context, pointer, percentage))
        effect.begins.push_back({spec::Error{{.target = place}, *share, spec::ErrorMoment::Before}, {}});
}

std::string virtualServiceKey(const ToolkitAction& action)
{
    const std::string* name = textMember(action.arguments, "virtual_service_name");
    return "virtual service " + (name == nullptr ? std::string() : *name);
}

/// Subsets of a service are instances of one version, which nobody knows here.
void tellRoutes(ImportContext& context, const ToolkitAction& action)
{
    const Json* routes = foreignMember(action.arguments, "routes");
    for (std::size_t i = 0; routes != nullptr && routes->is_array() && i < routes->size(); ++i) {
        const Json* destination = foreignMember((*routes)[i], "destination");
        if (destination != nullptr && foreignMember(*destination, "subset") != nullptr)
            context.assume(action.at("routes") + '/' + std::to_string(i),
                           "its subset is not heeded: all instances are hit");
    }
}

ToolkitEffect istioDelay(ImportContext& context, const ToolkitAction& action)
{
    ToolkitEffect effect{.key = virtualServiceKey(action)};
    const std::string place = placeOfArgument(context, action, "virtual_service_name");
    if (place.empty())
        return {};
    tellRoutes(context, action);
    addDelay(context, action.pointer, place, durationMember(action.arguments, "fixed_delay"),
             numberMember(action.arguments, "percentage"), effect);
    return effect;
}

ToolkitEffect istioAbort(ImportContext& context, const ToolkitAction& action)
{
    ToolkitEffect effect{.key = virtualServiceKey(action)};
    const std::string place = placeOfArgument(context, action, "virtual_service_name");
    if (place.empty())
        return {};
    tellRoutes(context, action);
    addAbort(context, action.pointer, place, numberMember(action.arguments, "http_status"),
             numberMember(action.arguments, "percentage"), effect);
    return effect;
}

std::optional<double> percentageOf(const Json& fault)
{
    const Json* percentage = foreignMember(fault, "percentage");
    return percentage == nullptr ? std::nullopt : numberMember(*percentage, "value");
}

ToolkitEffect istioFault(ImportContext& context, const ToolkitAction& action)
{
    ToolkitEffect effect{.key = virtualServiceKey(action)};
    const std::string place = placeOfArgument(context, action, "virtual_service_name");
    const Json* fault = foreignMember(action.arguments, "fault");
    if (place.empty() || fault == nullptr) {
        if (fault == nullptr)
            context.error(action.pointer + "/provider/arguments", "expected \"fault\"");
        return {};
    }
    tellRoutes(context, action);
    if (const Json* delay = foreignMember(*fault, "delay"))
        addDelay(context, action.at("fault") + "/delay", place, durationMember(*delay, "fixedDelay"),
                 percentageOf(*delay), effect);
    if (const Json* abort = foreignMember(*fault, "abort"))
        addAbort(context, action.at("fault") + "/abort", place, numberMember(*abort, "httpStatus"),
                 percentageOf(*abort), effect);
    return effect;
}

ToolkitEffect istioEnds(ImportContext&, const ToolkitAction& action) { return {.ends = virtualServiceKey(action)}; }

}  // namespace

std::span<const ToolkitMapping> istioActions()
{
    static constexpr std::string_view kModule = "chaosistio.fault.actions";
    static constexpr ToolkitMapping kActions[] = {
        {kModule, "add_delay_fault", istioDelay},   {kModule, "add_abort_fault", istioAbort},
        {kModule, "set_fault", istioFault},         {kModule, "remove_delay_fault", istioEnds},
        {kModule, "remove_abort_fault", istioEnds}, {kModule, "unset_fault", istioEnds},
    };
    return kActions;
}

}  // namespace stormglass
