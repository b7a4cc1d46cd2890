// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/mesh_status_check.h"

#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

/// Of whole seconds.
Duration secondsMember(const Json& object, const char* key, int fallback)
{
    const double seconds = numberMember(object, key).value_or(fallback);
    return Duration{std::llround(std::clamp(seconds, 1.0, 1e6)) * 1'000'000'000};
}

/// "payment" of "http://payment.shop.svc:8080/health".
std::string hostOfUrl(const std::string& url)
{
    const std::size_t scheme = url.find("://");
    const std::string rest = scheme == std::string::npos ? url : url.substr(scheme + 3);
    return rest.substr(0, rest.find_first_of(".:/"));
}

/// Only who takes requests has somebody to ask.
bool takesRequests(const spec::Scenario& scenario, const std::string& place)
{
    return std::ranges::any_of(scenario.topology.components, [&](const spec::Component& component) {
        return component.name == place
            && (std::holds_alternative<spec::ServiceSettings>(component.settings)
                || std::holds_alternative<spec::GatewaySettings>(component.settings)
                || std::holds_alternative<spec::OrchestratorSettings>(component.settings)
                || std::holds_alternative<spec::ExternalSettings>(component.settings));
    });
}

/// A check that wants something else than success has no line.
bool wantsSuccess(const Json& http)
{
    const Json* criteria = foreignMember(http, "criteria");
    const std::string* code = criteria == nullptr ? nullptr : textMember(*criteria, "statusCode");
    return code == nullptr || code->starts_with('2');
}

/// The check that looks most often decides when all lines are looked at.
void setTimes(spec::Experiment& experiment, const Json& node, const Json& check, bool isContinuous)
{
    if (!isContinuous)
        return;
    const Duration interval = secondsMember(check, "intervalSeconds", 10);
    const bool isFirst = experiment.strategy != spec::HypothesisStrategy::Continuously;
    experiment.strategy = spec::HypothesisStrategy::Continuously;
    experiment.frequency = isFirst ? interval : std::min(experiment.frequency, interval);
    const Json* aborts = foreignMember(node, "abortWithStatusCheck");
    if (aborts == nullptr || !aborts->is_boolean() || !aborts->get<bool>())
        return;
    const Duration patience = interval
        * std::llround(std::clamp(numberMember(check, "failureThreshold").value_or(3), 1.0, 1e6));
    experiment.abortAfter = experiment.abortAfter == Duration::zero() ? patience
                                                                      : std::min(experiment.abortAfter, patience);
}

}  // namespace

Duration readStatusCheck(ImportContext& context, const Json& node, const std::string& pointer, Duration deadline)
{
    const Json* check = foreignMember(node, "statusCheck");
    const Json* http = check == nullptr ? nullptr : foreignMember(*check, "http");
    const std::string* url = http == nullptr ? nullptr : textMember(*http, "url");
    const std::string* mode = check == nullptr ? nullptr : textMember(*check, "mode");
    const bool isContinuous = mode != nullptr && *mode == "Continuous";
    const Duration taken = isContinuous ? deadline : Duration::zero();
    const std::string at = pointer + "/statusCheck";
    if (url == nullptr) {
        context.unmapped(pointer, "a template of the type StatusCheck without \"http\" and \"url\" asks nobody");
        return taken;
    }
    const spec::Scenario& scenario = context.setting().scenario;
    const std::string name = hostOfUrl(*url);
    const std::string place = placeNamed(scenario, name);
    if (!takesRequests(scenario, place)) {
        context.unmapped(at + "/http/url",
                         "there is no component \"" + name + "\" that takes requests" + nearestPlace(scenario, name));
        return taken;
    }
    if (!wantsSuccess(*http)) {
        context.unmapped(at + "/http/criteria", "only an answer with success is something that we can look for");
        return taken;
    }
    spec::Experiment& experiment = context.result().experiment ? *context.result().experiment
                                                               : context.result().experiment.emplace();
    const Duration timeout = secondsMember(*check, "timeoutSeconds", 1);
    for (const std::string& line : {"dropped(" + place + ") == 0", "sojourn.p99(" + place + ") < " + toText(timeout)}) {
        if (std::ranges::find(experiment.hypothesis, line, &spec::HypothesisLine::that) == experiment.hypothesis.end())
            experiment.hypothesis.push_back({.that = line, .designs = {}});
    }
    setTimes(experiment, node, *check, isContinuous);
    context.assume(at,
                   "nobody asks the URL: it counts as answered while " + place + " drops nothing and answers within "
                       + toText(timeout) + (isContinuous ? "" : ", before the faults and after them"));
    return taken;
}

}  // namespace stormglass
