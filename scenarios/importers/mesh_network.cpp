// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/mesh_network.h"

#include "scenarios/importers/mesh_selector.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace stormglass {
namespace {

using Settings = std::optional<spec::FaultSettings>;

/// The place that a selector names; the mode of Chaos Mesh chooses pods, ours are ways between hosts.
std::optional<std::string> placeOf(ImportContext& context, const MeshFault& fault)
{
    const std::optional<spec::Victims> victims = readMeshVictims(context, fault);
    if (!victims)
        return std::nullopt;
    if (victims->mode != spec::VictimMode::All)
        context.assume(fault.pointer + "/mode", "all hosts of " + victims->target + " are hit");
    return victims->target;
}

std::optional<spec::FaultyWays> waysOf(ImportContext& context, const MeshFault& fault)
{
    const std::optional<std::string> from = placeOf(context, fault);
    if (!from)
        return std::nullopt;
    spec::FaultyWays ways{.between = {*from}, .direction = spec::Direction::To};
    if (const std::string* direction = textMember(fault.spec, "direction")) {
        const auto names = namesOf(spec::Direction{});
        const auto found = std::ranges::find(names, *direction);
        if (found == names.end()) {
            context.error(fault.pointer + "/direction", "expected to, from or both, found \"" + *direction + '"');
            return std::nullopt;
        }
        ways.direction = static_cast<spec::Direction>(found - names.begin());
    }
    if (foreignMember(fault.spec, "externalTargets") != nullptr)
        context.assume(fault.pointer + "/externalTargets", "they are not heeded: they lie outside of the scenario");
    if (const Json* target = foreignMember(fault.spec, "target")) {
        const std::optional<std::string> to = placeOf(context, {fault.kind, *target, fault.pointer + "/target"});
        if (!to)
            return std::nullopt;
        ways.others = {*to};
    }
    return ways;
}

/// The member that holds the settings of an action; told when it is missing.
const Json* settingsOf(ImportContext& context, const MeshFault& fault, const char* key)
{
    const Json* settings = foreignMember(fault.spec, key);
    if (settings == nullptr)
        context.error(fault.pointer, std::string("expected \"") + key + '"');
    return settings;
}

double shareMember(const Json& object, const char* key) { return numberMember(object, key).value_or(0) / 100; }

/// "1mbps" in bytes per second: the units are those of tc(8), in which "bps" is bytes and "bit" is bits.
std::optional<double> readTcRate(const std::string& text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 10> kUnits{{{"bit", 1.0 / 8}, {"kbit", 1e3 / 8},
        {"mbit", 1e6 / 8}, {"gbit", 1e9 / 8}, {"tbit", 1e12 / 8}, {"bps", 1}, {"kbps", 1e3}, {"mbps", 1e6}, {"gbps", 1e9}, {"tbps", 1e12}}};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const auto known = std::ranges::find(kUnits, unit, &std::pair<std::string_view, double>::first);
    if (error != std::errc{} || known == kUnits.end() || number <= 0)
        return std::nullopt;
    return number * known->second;
}

/// "payment.shop.svc*" and "payment*" are both about payment.
std::string nameInPattern(const Json& pattern)
{
    std::string name = pattern.is_string() ? pattern.get<std::string>() : std::string();
    name.erase(std::min(name.find_first_of(".*?"), name.size()));
    return name;
}

}  // namespace

Settings latencyOf(ImportContext& context, const MeshFault& fault)
{
    const Json* delay = settingsOf(context, fault, "delay");
    if (delay == nullptr)
        return {};
    const auto latency = durationMember(*delay, "latency");
    if (!latency) {
        context.error(fault.pointer + "/delay", "expected \"latency\", a duration such as \"10ms\"");
        return {};
    }
    if (foreignMember(*delay, "reorder") != nullptr)
        context.assume(fault.pointer + "/delay/reorder", "it is not heeded: connections keep their order");
    const auto ways = waysOf(context, fault);
    if (!ways)
        return {};
    return spec::Latency{.ways = *ways, .delay = *latency, .jitter = durationMember(*delay, "jitter").value_or(Duration::zero()),
                         .correlation = shareMember(*delay, "correlation")};
}

Settings lossOf(ImportContext& context, const MeshFault& fault)
{
    const Json* loss = settingsOf(context, fault, "loss");
    if (loss == nullptr)
        return {};
    const auto percent = numberMember(*loss, "loss");
    if (!percent || *percent <= 0 || *percent > 100) {
        context.error(fault.pointer + "/loss", "expected \"loss\", a number above 0 and up to 100");
        return {};
    }
    const auto ways = waysOf(context, fault);
    if (!ways)
        return {};
    return spec::Loss{*ways, *percent / 100, shareMember(*loss, "correlation")};
}

Settings bandwidthOf(ImportContext& context, const MeshFault& fault)
{
    const Json* bandwidth = settingsOf(context, fault, "bandwidth");
    if (bandwidth == nullptr)
        return {};
    const std::string* text = textMember(*bandwidth, "rate");
    const auto rate = text == nullptr ? std::nullopt : readTcRate(*text);
    if (!rate) {
        context.error(fault.pointer + "/bandwidth", "expected \"rate\", such as \"1mbps\" (a million bytes per second)");
        return {};
    }
    const auto ways = waysOf(context, fault);
    if (!ways)
        return {};
    spec::Bandwidth settings{.ways = *ways, .rate = *rate};
    if (const auto limit = numberMember(*bandwidth, "limit"); limit && *limit >= 1)
        settings.limit = std::llround(*limit);
    if (const auto buffer = numberMember(*bandwidth, "buffer"); buffer && *buffer >= 1)
        settings.buffer = std::llround(*buffer);
    return settings;
}

Settings partitionOf(ImportContext& context, const MeshFault& fault)
{
    const auto ways = waysOf(context, fault);
    if (!ways)
        return {};
    return spec::Partition{.ways = *ways, .mode = spec::PartitionMode::Jam};
}

Settings dnsErrorOf(ImportContext& context, const MeshFault& fault)
{
    const Json* patterns = foreignMember(fault.spec, "patterns");
    if (patterns == nullptr || !patterns->is_array() || patterns->empty() || !(*patterns)[0].is_string()) {
        context.unmapped(fault.pointer, "expected \"patterns\" that name a component: the loss of all names at once is not known");
        return {};
    }
    const std::string name = nameInPattern((*patterns)[0]);
    const spec::Scenario& scenario = context.setting().scenario;
    const std::string place = placeNamed(scenario, name);
    if (place.empty()) {
        context.unmapped(fault.pointer + "/patterns/0", "there is no component \"" + name + '"' + nearestPlace(scenario, name));
        return {};
    }
    for (std::size_t i = 1; i < patterns->size(); ++i) {
        if (nameInPattern((*patterns)[i]) == name)
            continue;
        context.unmapped(fault.pointer + "/patterns/" + std::to_string(i), "one object becomes one fault, of one name");
    }
    context.assume(fault.pointer + "/selector", "it is not heeded: the name is lost for everybody");
    return spec::DnsError{place, 1};
}

}  // namespace stormglass
