// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_validation.h"

#include "scenarios/unread_channels.h"
#include "scenarios/utf8.h"
#include "scenarios/validation/context.h"
#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

constexpr std::string_view kFormat = "stormglass/1";

void checkHead(ValidationContext& context)
{
    const spec::Scenario& scenario = context.scenario();
    if (scenario.format != kFormat) {
        context.error("/format", "expected \"" + std::string(kFormat) + "\", found \"" + shortened(scenario.format) + '"');
    }
    if (scenario.name.empty())
        context.error("/name", "expected a name, found \"\"");
}

void checkRun(ValidationContext& context)
{
    const spec::RunSettings& run = context.scenario().run;
    if (run.warmUp >= run.duration && context.isRead("/run/duration")) {
        context.error("/run/warm_up", "expected less than the duration of the run (" + toText(run.duration) + "), found \""
                          + toText(run.warmUp) + '"');
    }
}

/// After all others: where there is an error, whoever reads a channel may stand there.
void checkUnreadChannels(ValidationContext& context)
{
    if (context.hasErrors())
        return;
    for (const UnreadChannel& channel : unreadChannels(context.scenario()))
        context.warning(channel.pointer, "nobody consumes \"" + channel.name + "\": a message counts once for each subscription, so what is "
                                             "published there counts neither as published nor as lost");
}

/// The diagram is no part of the run, so what it draws in vain is a warning.
void checkLayout(ValidationContext& context)
{
    const NameTables& names = context.names();
    const auto& layout = context.scenario().layout;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        const std::string& name = layout[i].name;
        const bool isKnown = names.components.contains(name) || names.hosts.contains(name) || names.zones.contains(name)
            || names.channels.contains(name);
        if (!isKnown && !name.empty() && names.components.isComplete()) {
            context.warning("/layout/" + std::to_string(i) + "/name",
                            context.unknown("component, host, zone or channel", name, names.components.names()));
        }
    }
}

}  // namespace

void validateScenario(const spec::Scenario& scenario, ReadProblems& problems)
{
    ValidationContext context(scenario, problems);
    checkHead(context);
    checkReferences(context);
    checkTopology(context);
    checkStores(context);
    checkStreams(context);
    checkChannels(context);
    checkPrograms(context);
    checkCallCycles(context);
    checkFlows(context);
    checkDesigns(context);
    checkPolicies(context);
    checkStability(context);
    checkWorkload(context);
    checkMessageSizes(context);
    checkFaults(context);
    checkExperiment(context);
    checkExpectations(context);
    checkRun(context);
    checkLayout(context);
    checkUnreadChannels(context);
}

Issues validateScenario(const spec::Scenario& scenario)
{
    ReadProblems problems;
    validateScenario(scenario, problems);
    Issues issues;
    for (const ReadProblems::Entry& entry : problems.list()) {
        if (entry.issue.severity == Severity::Error)
            issues.error(entry.issue.pointer, entry.issue.message);
        else
            issues.warning(entry.issue.pointer, entry.issue.message);
    }
    return issues;
}

}  // namespace stormglass
