// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/exporters/mesh_objects.h"

#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

using Object = Result<MeshObject>;

constexpr int kErrnoNoSpace = 28;     // ENOSPC
constexpr int kErrnoInputOutput = 5;  // EIO
constexpr const char* kPortIsAGuess = "the port 80 is a guess";
constexpr const char* kVolumeIsAGuess = "the volume /var/lib/data is a guess";

/// Chaos Mesh knows whole percents only.
std::optional<int> wholePercent(double share)
{
    const double percent = share * 100;
    const double whole = std::round(percent);
    return std::abs(percent - whole) < 1e-9 ? std::optional(static_cast<int>(whole)) : std::nullopt;
}

Json selectorOf(const spec::Scenario& scenario, const std::string& place)
{
    const auto& topology = scenario.topology;
    if (std::ranges::find(topology.hosts, place, &spec::Host::name) != topology.hosts.end())
        return {{"nodes", Json::array({place})}};
    if (std::ranges::find(topology.zones, place, &spec::Zone::name) != topology.zones.end())
        return {{"nodeSelectors", {{"topology.kubernetes.io/zone", place}}}};
    return {{"labelSelectors", {{"app", place}}}};
}

/// Selector, mode and value, which all objects begin with.
Result<Json> victimsOf(const spec::Scenario& scenario, const spec::Victims& victims)
{
    Json spec{{"selector", selectorOf(scenario, victims.target)},
              {"mode", namesOf(victims.mode)[static_cast<std::size_t>(victims.mode)]}};
    if (victims.mode == spec::VictimMode::Fixed)
        spec["value"] = std::to_string(victims.count);
    if (victims.mode == spec::VictimMode::FixedPercent || victims.mode == spec::VictimMode::RandomMaxPercent) {
        const auto percent = wholePercent(victims.share);
        if (!percent)
            return Failure{"its share of the instances is no whole percentage"};
        spec["value"] = std::to_string(*percent);
    }
    return spec;
}

/// The object with more members behind the victims.
Object objectOf(const spec::Scenario& scenario, const char* kind, const char* member, const spec::Victims& victims,
                const Json& more, const char* assumption = "")
{
    Result<Json> spec = victimsOf(scenario, victims);
    if (!spec)
        return Failure{spec.message()};
    spec.value().update(more);
    return MeshObject{kind, member, std::make_shared<const Json>(std::move(spec).value()), assumption};
}

// --- one function for each kind of fault that has a counterpart -----------------------------------------------------

Object meshOf(const spec::Scenario& scenario, const spec::Crash& crash)
{
    return objectOf(scenario, "PodChaos", "podChaos", crash.victims, {{"action", "pod-failure"}});
}

Object meshOf(const spec::Scenario& scenario, const spec::Capacity& capacity)
{
    const auto load = wholePercent(capacity.taken);
    if (!load)
        return Failure{"the share that it takes is no whole percentage"};
    return objectOf(scenario, "StressChaos", "stressChaos", capacity.victims,
                    {{"stressors", {{"cpu", {{"workers", 1}, {"load", *load}}}}}},
                    "one worker is a guess: there should be as many as the pod has cores");
}

Object meshOf(const spec::Scenario& scenario, const spec::SlowDisk& slow)
{
    const auto percent = wholePercent(slow.affected);
    if (slow.factor != 1 || !percent)
        return Failure{"Chaos Mesh delays operations of a disk by a time, and a whole percentage of them"};
    return objectOf(scenario, "IOChaos", "ioChaos", slow.victims,
                    {{"action", "latency"},
                     {"volumePath", "/var/lib/data"},
                     {"delay", goDuration(slow.extra)},
                     {"percent", *percent}},
                    kVolumeIsAGuess);
}

Object meshOf(const spec::Scenario& scenario, const spec::DiskFull& full)
{
    return objectOf(scenario, "IOChaos", "ioChaos", full.victims,
                    {{"action", "fault"}, {"volumePath", "/var/lib/data"}, {"errno", kErrnoNoSpace}, {"percent", 100}},
                    kVolumeIsAGuess);
}

Object meshOf(const spec::Scenario& scenario, const spec::StoreError& error)
{
    const auto percent = wholePercent(error.share);
    if (!percent)
        return Failure{"its share of the queries is no whole percentage"};
    Json more{
        {"action", "fault"}, {"volumePath", "/var/lib/data"}, {"errno", kErrnoInputOutput}, {"percent", *percent}};
    if (error.queries != spec::QueryKind::All)
        more["methods"] = Json::array({error.queries == spec::QueryKind::Reads ? "read" : "write"});
    return objectOf(scenario, "IOChaos", "ioChaos", {.target = error.target}, more, kVolumeIsAGuess);
}

Object meshOf(const spec::Scenario& scenario, const spec::ClockSkew& skew)
{
    const std::string sign = skew.direction == spec::SkewDirection::Behind ? "-" : "";
    return objectOf(scenario, "TimeChaos", "timeChaos", skew.victims, {{"timeOffset", sign + goDuration(skew.offset)}});
}

Object meshOf(const spec::Scenario& scenario, const spec::Error& error)
{
    if (error.requests < 1)
        return Failure{"HTTPChaos fails all requests, not a share of them"};
    return objectOf(
        scenario, "HTTPChaos", "httpChaos", error.victims,
        {{"target", error.moment == spec::ErrorMoment::Before ? "Request" : "Response"}, {"port", 80}, {"abort", true}},
        kPortIsAGuess);
}

Object meshOf(const spec::Scenario& scenario, const spec::Slow& slow)
{
    const auto* delay = std::get_if<distribution::Constant>(&slow.extra.form);
    if (slow.factor != 1 || slow.requests < 1 || delay == nullptr)
        return Failure{"HTTPChaos delays all requests, and by the same time"};
    return objectOf(scenario, "HTTPChaos", "httpChaos", slow.victims,
                    {{"target", "Request"}, {"port", 80}, {"delay", goDuration(delay->value)}}, kPortIsAGuess);
}

/// NetworkChaos between two groups of one place each.
Object networkObjectOf(const spec::Scenario& scenario, const spec::FaultyWays& ways, const char* action, Json more)
{
    if (ways.between.size() != 1 || ways.others.size() > 1)
        return Failure{"NetworkChaos has one selector at each end, and knows no links"};
    more["action"] = action;
    more["direction"] = namesOf(ways.direction)[static_cast<std::size_t>(ways.direction)];
    if (!ways.others.empty())
        more["target"] = {{"selector", selectorOf(scenario, ways.others.front())}, {"mode", "all"}};
    return objectOf(scenario, "NetworkChaos", "networkChaos", {.target = ways.between.front()}, more);
}

/// Percents as NetworkChaos writes them: "25", "0.5".
std::string percentNumber(double share)
{
    std::string text = percentToText(share);
    text.erase(text.find('%'));
    return text;
}

Object meshOf(const spec::Scenario& scenario, const spec::Latency& latency)
{
    if (latency.form != spec::Latency{}.form)
        return Failure{"NetworkChaos does not tell the form of its jitter"};
    return networkObjectOf(scenario, latency.ways, "delay",
                           {{"delay", {{"latency", goDuration(latency.delay)}, {"jitter", goDuration(latency.jitter)},
                                       {"correlation", percentNumber(latency.correlation)}}}});
}

Object meshOf(const spec::Scenario& scenario, const spec::Loss& loss)
{
    return networkObjectOf(scenario, loss.ways, "loss",
                           {{"loss", {{"loss", percentNumber(loss.loss)}, {"correlation", percentNumber(loss.correlation)}}}});
}

Object meshOf(const spec::Scenario& scenario, const spec::Bandwidth& bandwidth)
{
    return networkObjectOf(scenario, bandwidth.ways, "bandwidth",
                           {{"bandwidth", {{"rate", std::to_string(std::llround(bandwidth.rate)) + "bps"},
                                           {"limit", bandwidth.limit}, {"buffer", bandwidth.buffer}}}});
}

Object meshOf(const spec::Scenario& scenario, const spec::Partition& partition)
{
    if (partition.mode != spec::PartitionMode::Jam)
        return Failure{"NetworkChaos drops packets in silence, which is the mode jam"};
    return networkObjectOf(scenario, partition.ways, "partition", Json::object());
}

/// Everybody's look-ups fail: those of all pods that run in the namespace of the object. A pattern may end with '*'.
Object meshOf(const spec::Scenario&, const spec::DnsError& error)
{
    if (error.share < 1)
        return Failure{"DNSChaos fails all look-ups, not a share of them"};
    const Json spec{{"selector", {{"podPhaseSelectors", Json::array({"Running"})}}},
                    {"mode", "all"},
                    {"action", "error"},
                    {"patterns", Json::array({error.target, error.target + ".*"})}};
    return MeshObject{"DNSChaos", "dnsChaos", std::make_shared<const Json>(spec),
                      "that whoever looks up " + error.target + " runs in the namespace of the object is a guess"};
}

template <class Other>
Object meshOf(const spec::Scenario&, const Other&)
{
    return Failure{"Chaos Mesh has no counterpart of the kind " + std::string(Other::kKind)};
}

std::optional<Duration> startOf(const spec::Scenario& scenario, const spec::Fault& fault, std::size_t depth)
{
    if (fault.timing.after.empty())
        return fault.timing.at;
    const auto before = std::ranges::find(scenario.chaos, fault.timing.after, &spec::Fault::name);
    if (before == scenario.chaos.end() || depth > scenario.chaos.size())
        return std::nullopt;
    const spec::FaultTiming& timing = before->timing;
    const bool isEndKnown = timing.lasting > Duration::zero() && timing.within == Duration::zero()
        && (timing.every == Duration::zero() || timing.times > 0);
    const auto start = isEndKnown ? startOf(scenario, *before, depth + 1) : std::nullopt;
    if (!start)
        return std::nullopt;
    const std::int64_t repeats = timing.every > Duration::zero() ? timing.times - 1 : 0;
    return *start + timing.every * repeats + timing.lasting + fault.timing.at;
}

}  // namespace

std::string problemOfMeshTiming(const spec::FaultTiming& timing)
{
    if (timing.within > Duration::zero() || timing.meanUp > Duration::zero())
        return "times that are drawn";
    return timing.ramp > Duration::zero() ? "a fault that grows" : "";
}

std::optional<Duration> meshStartOf(const spec::Scenario& scenario, const spec::Fault& fault) { return startOf(scenario, fault, 0); }

std::string goDuration(Duration duration)
{
    const auto nanoseconds = duration.count();
    if (nanoseconds % 1'000'000'000 == 0)
        return std::to_string(nanoseconds / 1'000'000'000) + "s";
    if (nanoseconds % 1'000'000 == 0)
        return std::to_string(nanoseconds / 1'000'000) + "ms";
    return std::to_string(nanoseconds) + "ns";
}

Result<MeshObject> toMeshObject(const spec::Scenario& scenario, const spec::Fault& fault)
{
    return std::visit([&](const auto& settings) { return meshOf(scenario, settings); }, fault.settings);
}

}  // namespace stormglass
