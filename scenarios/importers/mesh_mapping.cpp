// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/mesh_mapping.h"

#include "scenarios/importers/mesh_network.h"
#include "scenarios/importers/mesh_selector.h"
#include "scenarios/read_problems.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using spec::FaultSettings;
using Mapped = std::optional<FaultSettings>;

constexpr int kNoSpaceLeft = 28;  // ENOSPC
/// A pod that was killed is replaced by its controller; how soon, the file does not say.
constexpr Duration kReplacement = std::chrono::seconds{10};

/// Calls make with the victims, if there are such.
template <class Make>
Mapped withVictims(ImportContext& context, const MeshFault& fault, Make make)
{
    const std::optional<spec::Victims> victims = readMeshVictims(context, fault);
    return victims ? make(*victims) : Mapped{};
}

double percentOf(const MeshFault& fault) { return numberMember(fault.spec, "percent").value_or(100) / 100; }

Mapped crashOf(ImportContext& context, const MeshFault& fault)
{
    return withVictims(context, fault, [](const spec::Victims& victims) -> Mapped { return spec::Crash{victims}; });
}

Mapped cpuStressOf(ImportContext& context, const MeshFault& fault)
{
    const Json& cpu = *foreignMember(*foreignMember(fault.spec, "stressors"), "cpu");
    const double load = numberMember(cpu, "load").value_or(100);
    context.assume(fault.pointer + "/stressors/cpu",
                   "its workers are taken to be as many as the cores, so that each worker of the component loses "
                       + percentToText(load / 100));
    return withVictims(context, fault, [&](const spec::Victims& victims) -> Mapped {
        return spec::Capacity{victims, load / 100};
    });
}

Mapped slowDiskOf(ImportContext& context, const MeshFault& fault)
{
    const auto delay = durationMember(fault.spec, "delay");
    if (!delay) {
        context.error(fault.pointer, "expected \"delay\", a duration such as \"10ms\"");
        return {};
    }
    return withVictims(context, fault, [&](const spec::Victims& victims) -> Mapped {
        return spec::SlowDisk{.victims = victims, .factor = 1, .extra = *delay, .affected = percentOf(fault)};
    });
}

bool isDatabase(const spec::Scenario& scenario, const std::string& name)
{
    return std::ranges::any_of(scenario.topology.components, [&](const spec::Component& component) {
        return component.name == name && std::holds_alternative<spec::DatabaseSettings>(component.settings);
    });
}

/// Reads or writes only, if all methods are of one sort.
spec::QueryKind queriesOf(const MeshFault& fault)
{
    const Json* methods = foreignMember(fault.spec, "methods");
    bool reads = false;
    bool writes = false;
    for (std::size_t i = 0; methods != nullptr && methods->is_array() && i < methods->size(); ++i) {
        reads = reads || (*methods)[i] == "read";
        writes = writes || (*methods)[i] == "write";
    }
    return reads == writes ? spec::QueryKind::All : reads ? spec::QueryKind::Reads : spec::QueryKind::Writes;
}

Mapped diskFaultOf(ImportContext& context, const MeshFault& fault)
{
    const bool isFull = numberMember(fault.spec, "errno").value_or(0) == kNoSpaceLeft;
    return withVictims(context, fault, [&](const spec::Victims& victims) -> Mapped {
        if (isFull && percentOf(fault) >= 1)
            return spec::DiskFull{victims};
        if (!isDatabase(context.setting().scenario, victims.target)) {
            context.unmapped(fault.pointer,
                             "errors of the disk are known of databases only, unless the disk is full (errno 28)");
            return {};
        }
        return spec::StoreError{victims.target, percentOf(fault), queriesOf(fault)};
    });
}

Mapped clockSkewOf(ImportContext& context, const MeshFault& fault)
{
    const std::string* text = textMember(fault.spec, "timeOffset");
    const bool isBehind = text != nullptr && text->starts_with('-');
    const auto offset = text == nullptr ? std::nullopt : readDuration(std::string_view(*text).substr(isBehind ? 1 : 0));
    if (!offset) {
        context.error(fault.pointer, "expected \"timeOffset\", a duration such as \"-10m\"");
        return {};
    }
    return withVictims(context, fault, [&](const spec::Victims& victims) -> Mapped {
        return spec::ClockSkew{victims, *offset, isBehind ? spec::SkewDirection::Behind : spec::SkewDirection::Ahead};
    });
}

/// What HTTPChaos can restrict a fault to, and we cannot.
void tellHttpRules(ImportContext& context, const MeshFault& fault)
{
    for (const char* rule : {"path", "method", "code", "request_headers", "response_headers"}) {
        const Json* member = foreignMember(fault.spec, rule);
        if (member != nullptr && *member != "*")
            context.assume(fault.pointer + '/' + rule,
                           "all requests and messages of the component are hit, whatever they ask for");
    }
}

bool isOfResponse(const MeshFault& fault)
{
    const std::string* target = textMember(fault.spec, "target");
    return target != nullptr && *target == "Response";
}

Mapped httpAbortOf(ImportContext& context, const MeshFault& fault)
{
    tellHttpRules(context, fault);
    return withVictims(context, fault, [&](const spec::Victims& victims) -> Mapped {
        return spec::Error{victims, 1, isOfResponse(fault) ? spec::ErrorMoment::After : spec::ErrorMoment::Before};
    });
}

Mapped httpDelayOf(ImportContext& context, const MeshFault& fault)
{
    const auto delay = durationMember(fault.spec, "delay");
    if (!delay) {
        context.error(fault.pointer + "/delay", "expected a duration such as \"300ms\"");
        return {};
    }
    tellHttpRules(context, fault);
    context.assume(fault.pointer + "/delay", "the delay holds a worker of the component");
    return withVictims(context, fault, [&](const spec::Victims& victims) -> Mapped {
        return spec::Slow{.victims = victims, .extra = Distribution{distribution::Constant{*delay}}};
    });
}

Mapped httpReplaceOf(ImportContext& context, const MeshFault& fault)
{
    const double code = numberMember(*foreignMember(fault.spec, "replace"), "code").value_or(0);
    if (code < 500) {
        context.unmapped(fault.pointer + "/replace", "only a status code of 500 or more is a fault that we know");
        return {};
    }
    tellHttpRules(context, fault);
    return withVictims(context, fault, [](const spec::Victims& victims) -> Mapped {
        return spec::Error{victims, 1, spec::ErrorMoment::After};
    });
}

constexpr std::string_view kNoSuchNetwork
    = "packets are below what is simulated; the faults duplicate, corrupt and reorder are about messages";
constexpr std::string_view kBelow = "it is below what is simulated";

constexpr MeshMapping kMappings[] = {
    {"PodChaos", "pod-kill", crashOf, {}},
    {"PodChaos", "pod-failure", crashOf, {}},
    {"PodChaos", "container-kill", crashOf, {}},
    {"NetworkChaos", "delay", latencyOf, {}},
    {"NetworkChaos", "loss", lossOf, {}},
    {"NetworkChaos", "partition", partitionOf, {}},
    {"NetworkChaos", "bandwidth", bandwidthOf, {}},
    {"NetworkChaos", "duplicate", nullptr, kNoSuchNetwork},
    {"NetworkChaos", "corrupt", nullptr, kNoSuchNetwork},
    {"NetworkChaos", "reorder", nullptr, kNoSuchNetwork},
    {"NetworkChaos", "netem", nullptr, "one object becomes one fault; write an object for each of its parts"},
    {"StressChaos", "cpu", cpuStressOf, {}},
    {"StressChaos", "memory", nullptr,
     "memory that is taken at once is not known; the fault memory-leak fills it up bit by bit"},
    {"IOChaos", "latency", slowDiskOf, {}},
    {"IOChaos", "fault", diskFaultOf, {}},
    {"IOChaos", "attrOverride", nullptr, kBelow},
    {"IOChaos", "mistake", nullptr, kBelow},
    {"TimeChaos", "", clockSkewOf, {}},
    {"DNSChaos", "error", dnsErrorOf, {}},
    {"DNSChaos", "random", nullptr, "names that lead somewhere else are not known, only names that are lost"},
    {"HTTPChaos", "abort", httpAbortOf, {}},
    {"HTTPChaos", "delay", httpDelayOf, {}},
    {"HTTPChaos", "replace", httpReplaceOf, {}},
    {"HTTPChaos", "patch", nullptr, "contents of requests are not simulated"},
    {"KernelChaos", "", nullptr, kBelow},
    {"JVMChaos", "", nullptr, kBelow},
    {"BlockChaos", "", nullptr, kBelow},
    {"PhysicalMachineChaos", "", nullptr, "it is about machines outside of the cluster"},
    {"AWSChaos", "", nullptr, "it is about machines outside of the cluster"},
    {"GCPChaos", "", nullptr, "it is about machines outside of the cluster"},
    {"AzureChaos", "", nullptr, "it is about machines outside of the cluster"},
};

/// Of most kinds "action"; HTTPChaos and StressChaos say it by the members that they have.
std::vector<std::string> actionsOf(const MeshFault& fault)
{
    const bool isStress = fault.kind == "StressChaos";
    std::vector<std::string> actions;
    if (isStress || fault.kind == "HTTPChaos") {
        const Json* stressors = foreignMember(fault.spec, "stressors");
        const Json& from = isStress && stressors != nullptr ? *stressors : fault.spec;
        for (const char* key : {"abort", "delay", "replace", "patch", "cpu", "memory"}) {
            const Json* member = foreignMember(from, key);
            if (member != nullptr && *member != false)
                actions.emplace_back(key);
        }
        return actions;
    }
    const bool hasNoActions = std::ranges::any_of(
        kMappings, [&](const MeshMapping& mapping) { return mapping.kind == fault.kind && mapping.action.empty(); });
    const std::string* action = textMember(fault.spec, "action");
    actions.push_back(hasNoActions || action == nullptr ? std::string() : *action);
    return actions;
}

}  // namespace

bool isMeshFaultKind(std::string_view kind)
{
    return std::ranges::find(kMappings, kind, &MeshMapping::kind) != std::end(kMappings);
}

std::optional<MappedMeshFault> mapMeshFault(ImportContext& context, const MeshFault& fault)
{
    const std::vector<std::string> actions = actionsOf(fault);
    std::optional<MappedMeshFault> mapped;
    if (actions.empty())
        context.error(fault.pointer, "expected something that " + fault.kind + " is to do");
    for (const std::string& action : actions) {
        const std::string what = fault.kind + (action.empty() ? "" : " " + action);
        const auto mapping = std::ranges::find_if(
            kMappings, [&](const MeshMapping& known) { return known.kind == fault.kind && known.action == action; });
        if (mapping == std::end(kMappings))
            context.error(fault.pointer + "/action",
                          "expected an action of " + fault.kind + ", found \"" + action + '"');
        else if (mapping->map == nullptr)
            context.unmapped(fault.pointer, what + ": " + std::string(mapping->reason));
        else if (mapped)
            context.unmapped(fault.pointer,
                             what + ": one object becomes one fault, and that is " + fault.kind + " "
                                 + actions.front());
        else if (const auto settings = mapping->map(context, fault)) {
            mapped.emplace(MappedMeshFault{*settings});
            if (action == "pod-kill" || action == "container-kill")
                mapped->lasting = kReplacement;
        }
    }
    return mapped;
}

}  // namespace stormglass
