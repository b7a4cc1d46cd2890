// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/clock_skew.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass::spec {
namespace {

bool readsDeadlines(const Component& component)
{
    return std::visit(
        [](const auto& settings) {
            if constexpr (requires { settings.workers; })
                return settings.workers.dropsExpired;
            else
                return false;
        },
        component.settings);
}

}  // namespace

std::span<const std::string_view> namesOf(SkewDirection)
{
    static constexpr std::string_view kNames[] = {"ahead", "behind"};
    return kNames;
}

void describe(FieldVisitor& visit, ClockSkew& skew)
{
    describe(visit, skew.victims);
    visit.duration("offset", skew.offset, {.help = "How wrong the clocks are.", .source = "Chaos Mesh TimeChaos: timeOffset",
                                           .isRequired = true});
    visit.choice("direction", skew.direction, {.help = "ahead of the true time, or behind it."});
}

void check(const ClockSkew& skew, FaultScope& scope)
{
    checkVictims(skew.victims, scope, kOwnKinds);
    if (skew.offset == Duration::zero())
        scope.error("/offset", "the fault hits nothing: expected more than 0s");
    if (std::ranges::none_of(scope.scenario().topology.components, readsDeadlines))
        scope.error("/fault", "the fault hits nothing: no component reads the deadlines of its requests (drops_expired)");
}

std::string phraseOf(const ClockSkew& skew)
{
    return phraseOf(skew.victims, stormglass::toText(skew.offset)
                        + (skew.direction == SkewDirection::Ahead ? " ahead of the time" : " behind the time"));
}

}  // namespace stormglass::spec
