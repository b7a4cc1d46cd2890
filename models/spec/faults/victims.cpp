// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/victims.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(VictimMode)
{
    static constexpr std::string_view kNames[] = {"all", "one", "fixed", "fixed-percent", "random-max-percent"};
    return kNames;
}

namespace {

void describeMode(FieldVisitor& visit, Victims& victims)
{
    visit.choice("mode", victims.mode,
                 {.help = "Which of the target's instances: all, one, fixed (count), fixed-percent (share) or random-max-percent "
                          "(one to share of them).",
                  .source = "Chaos Mesh: selector mode and value"});
    visit.integer("count", victims.count, {.help = "With mode fixed: how many instances.", .min = 1, .max = 10000});
    visit.ratio("share", victims.share, {.help = "With the percent modes: the share of the instances."});
}

}  // namespace

void describe(FieldVisitor& visit, Victims& victims)
{
    visit.reference("target", victims.target, RefersTo::Place,
                    {.help = "Component, host or zone that is hit.", .isRequired = true});
    describeMode(visit, victims);
}

void describeComponent(FieldVisitor& visit, Victims& victims, std::string_view help)
{
    visit.reference("target", victims.target, RefersTo::Component, {.help = help, .isRequired = true});
    describeMode(visit, victims);
}

std::string phraseOf(const Victims& victims, std::string_view state)
{
    const std::string was = " was " + std::string(state);
    switch (victims.mode) {
    case VictimMode::All: return victims.target + was;
    case VictimMode::One: return "1 instance of " + victims.target + was;
    case VictimMode::Fixed:
        if (victims.count == 1)
            return "1 instance of " + victims.target + was;
        return std::to_string(victims.count) + " instances of " + victims.target + " were " + std::string(state);
    case VictimMode::FixedPercent: return percentToText(victims.share) + " of " + victims.target + was;
    case VictimMode::RandomMaxPercent: return "up to " + percentToText(victims.share) + " of " + victims.target + was;
    }
    return victims.target + was;
}

namespace {

/// Whether the mode fits so many instances, and nothing is said that it would not heed.
void checkMode(const Victims& victims, std::int64_t instances, FaultScope& scope)
{
    const Victims unsaid;
    const bool isPercent = victims.mode == VictimMode::FixedPercent || victims.mode == VictimMode::RandomMaxPercent;
    if (victims.mode != VictimMode::Fixed && victims.count != unsaid.count)
        scope.error("/count", "only \"mode\": \"fixed\" hits a count of instances");
    if (!isPercent && victims.share != unsaid.share)
        scope.error("/share", "only \"mode\": \"fixed-percent\" and \"random-max-percent\" hit a share of the instances");
    if (victims.mode == VictimMode::Fixed && victims.count > instances) {
        scope.error("/count", "expected at most " + std::to_string(instances) + ", the instances of \"" + victims.target
                        + "\", found " + std::to_string(victims.count));
    }
    if (isPercent && victims.share <= 0)
        scope.error("/share", "the fault hits nothing: expected more than 0%");
}

}  // namespace

void checkVictims(const Victims& victims, FaultScope& scope)
{
    if (scope.requireInstances("/target", victims.target))
        checkMode(victims, scope.instancesAt(victims.target), scope);
}

void checkVictims(const Victims& victims, FaultScope& scope, std::span<const std::string_view> kinds)
{
    if (scope.requireInstances("/target", victims.target, kinds))
        checkMode(victims, scope.instancesAt(victims.target, kinds), scope);
}

}  // namespace stormglass::spec
