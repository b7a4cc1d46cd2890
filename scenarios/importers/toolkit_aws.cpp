// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of chaostoolkit-aws (chaosaws 0.3x: rds, msk, ec2, ecs, elasticache). Identifiers are the names of components, or
// have them as a part; an availability zone is a zone.
#include "scenarios/importers/toolkit_actions.h"

#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

/// How long a managed service takes to boot again; the file does not say, and AWS promises nothing.
constexpr Duration kReboot = std::chrono::minutes{1};
constexpr Duration kNextTask = std::chrono::seconds{10};

void tellReboot(ImportContext& context, const ToolkitAction& action, Duration lasting)
{
    context.assume(action.pointer, "what was rebooted is taken to be back after " + toText(lasting));
}

ToolkitEffect failoverOf(ImportContext& context, const ToolkitAction& action, const char* argument)
{
    const std::string place = placeOfArgument(context, action, argument);
    if (place.empty())
        return {};
    tellReboot(context, action, kReboot);
    return {.begins = {{spec::Failover{.target = place}, kReboot}}};
}

ToolkitEffect failoverCluster(ImportContext& context, const ToolkitAction& action)
{
    return failoverOf(context, action, "db_cluster_identifier");
}

ToolkitEffect rebootDatabase(ImportContext& context, const ToolkitAction& action)
{
    const Json* forced = foreignMember(action.arguments, "force_failover");
    if (forced != nullptr && forced->is_boolean() && forced->get<bool>())
        return failoverOf(context, action, "db_instance_identifier");
    const std::string place = placeOfArgument(context, action, "db_instance_identifier");
    if (place.empty())
        return {};
    tellReboot(context, action, kReboot);
    return {.begins = {{spec::Crash{.victims = {.target = place}}, kReboot}}};
}

ToolkitEffect stopDatabase(ImportContext& context, const ToolkitAction& action)
{
    const bool isCluster = action.function.ends_with("cluster");
    const std::string place = placeOfArgument(context, action,
                                              isCluster ? "db_cluster_identifier" : "db_instance_identifier");
    if (place.empty())
        return {};
    return {.begins = {{spec::Crash{.victims = {.target = place}}, {}}}, .key = "database " + place};
}

/// "arn:aws:kafka:eu-west-1:123456789012:cluster/NAME/uuid"
std::string clusterOfArn(const std::string& arn)
{
    constexpr std::string_view kCluster = "cluster/";
    const std::size_t at = arn.find(kCluster);
    if (at == std::string::npos)
        return arn;
    const std::string rest = arn.substr(at + kCluster.size());
    return rest.substr(0, rest.find('/'));
}

ToolkitEffect rebootBrokers(ImportContext& context, const ToolkitAction& action)
{
    const std::string* arn = textMember(action.arguments, "cluster_arn");
    const Json* ids = foreignMember(action.arguments, "broker_ids");
    if (arn == nullptr || ids == nullptr || !ids->is_array() || ids->empty()) {
        context.error(action.pointer + "/provider/arguments", "expected \"cluster_arn\" and \"broker_ids\"");
        return {};
    }
    const std::string place = placeOfArgument(context, action, "cluster_arn", clusterOfArn(*arn));
    if (place.empty())
        return {};
    spec::Crash crash{.victims = {.target = place, .mode = spec::VictimMode::Fixed}};
    crash.victims.count = static_cast<std::int64_t>(ids->size());
    tellReboot(context, action, kReboot);
    context.assume(action.at("broker_ids"), "which nodes they are is drawn");
    return {.begins = {{crash, kReboot}}};
}

std::string zoneKey(const std::string& place) { return "machines in " + place; }

/// All of a zone; single machines have identifiers that nobody knows here.
ToolkitEffect stopMachines(ImportContext& context, const ToolkitAction& action)
{
    if (textMember(action.arguments, "az") == nullptr) {
        context.unmapped(action.pointer, "machines are known by their zone (\"az\") only");
        return {};
    }
    const std::string place = placeOfArgument(context, action, "az");
    if (place.empty())
        return {};
    return {.begins = {{spec::Crash{.victims = {.target = place}}, {}}}, .key = zoneKey(place)};
}

ToolkitEffect startMachines(ImportContext& context, const ToolkitAction& action)
{
    const std::string* zone = textMember(action.arguments, "az");
    if (zone == nullptr) {
        context.unmapped(action.pointer, "machines are known by their zone (\"az\") only");
        return {};
    }
    return {.ends = zoneKey(placeNamed(context.setting().scenario, *zone))};
}

ToolkitEffect stopTasks(ImportContext& context, const ToolkitAction& action)
{
    const std::string place = placeOfArgument(context, action, "service");
    if (place.empty())
        return {};
    spec::Crash crash{.victims = {.target = place, .mode = spec::VictimMode::One}};
    const auto count = numberMember(action.arguments, "task_count");
    const auto percent = numberMember(action.arguments, "task_percent");
    if (percent && *percent > 0 && *percent <= 100) {
        crash.victims.mode = spec::VictimMode::FixedPercent;
        crash.victims.share = *percent / 100;
    } else if (count && *count > 1) {
        crash.victims.mode = spec::VictimMode::Fixed;
        crash.victims.count = std::llround(std::min(*count, 1e6));
    }
    context.assume(action.pointer, "a task that was stopped is taken to be back after " + toText(kNextTask));
    return {.begins = {{crash, kNextTask}}};
}

}  // namespace

std::span<const ToolkitMapping> awsActions()
{
    static constexpr std::string_view kRds = "chaosaws.rds.actions";
    static constexpr std::string_view kMsk = "chaosaws.msk.actions";
    static constexpr std::string_view kEc2 = "chaosaws.ec2.actions";
    static constexpr std::string_view kEcs = "chaosaws.ecs.actions";
    static constexpr std::string_view kElsewhere = "the template of the experiment stands at AWS, not in this file";
    static constexpr ToolkitMapping kActions[] = {
        {kRds, "failover_db_cluster", failoverCluster},
        {kRds, "reboot_db_instance", rebootDatabase},
        {kRds, "stop_db_instance", stopDatabase},
        {kRds, "stop_db_cluster", stopDatabase},
        {kMsk, "reboot_msk_broker", rebootBrokers},
        {kEc2, "stop_instances", stopMachines},
        {kEc2, "terminate_instances", stopMachines},
        {kEc2, "start_instances", startMachines},
        {kEcs, "stop_task", stopTasks},
        {kEcs, "stop_random_tasks", stopTasks},
        {"chaosaws.fis.actions", "start_experiment", nullptr, kElsewhere},
        {"chaosaws.ssm.actions", "send_command", nullptr, "what a command does on a machine is not known"},
    };
    return kActions;
}

}  // namespace stormglass
