// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Actions of chaostoolkit-toxiproxy (chaostoxi 0.4: toxic/actions.py, proxy/actions.py). A proxy stands before the component
// that has its name; what a toxic means is said by Toxiproxy's README.
#include "scenarios/importers/toolkit_actions.h"

#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass {
namespace {

using ToxicSettings = std::optional<spec::FaultSettings>;

/// "downstream" is what the component answers, "upstream" what it is sent.
spec::FaultyWays waysBehindProxy(const std::string& place, bool isUpstream)
{
    return {.between = {place}, .direction = isUpstream ? spec::Direction::From : spec::Direction::To};
}

std::optional<Duration> milliseconds(const Json& attributes, const char* key)
{
    const auto number = numberMember(attributes, key);
    return number && *number >= 0 && *number < 1e9 ? std::optional(Duration{std::llround(*number * 1e6)})
                                                   : std::nullopt;
}

ToxicSettings latencyToxic(ImportContext&, const ToolkitAction&, const Json& attributes, const spec::FaultyWays& ways)
{
    const auto latency = milliseconds(attributes, "latency");
    if (!latency)
        return {};
    return spec::Latency{
        .ways = ways, .delay = *latency, .jitter = milliseconds(attributes, "jitter").value_or(Duration::zero())};
}

/// In KB/s, of which Toxiproxy lets one byte per millisecond through (toxics/bandwidth.go).
ToxicSettings bandwidthToxic(ImportContext&, const ToolkitAction&, const Json& attributes, const spec::FaultyWays& ways)
{
    const auto rate = numberMember(attributes, "rate");
    if (!rate || *rate <= 0)
        return {};
    return spec::Bandwidth{.ways = ways, .rate = *rate * 1000};
}

ToxicSettings timeoutToxic(ImportContext& context, const ToolkitAction& action, const Json& attributes,
                           const spec::FaultyWays& ways)
{
    if (numberMember(attributes, "timeout").value_or(0) > 0)
        context.assume(action.pointer, "the connection is not closed after the timeout: it is silent until the end");
    return spec::Partition{.ways = ways, .mode = spec::PartitionMode::Jam};
}

ToxicSettings resetToxic(ImportContext&, const ToolkitAction&, const Json&, const spec::FaultyWays& ways)
{
    return spec::Partition{.ways = ways, .mode = spec::PartitionMode::Stop};
}

ToxicSettings lossToxic(ImportContext&, const ToolkitAction&, const Json& attributes, const spec::FaultyWays& ways)
{
    const double rate = numberMember(attributes, "rate").value_or(0.1);
    if (rate <= 0 || rate > 1)
        return {};
    return spec::Loss{ways, rate, std::clamp(numberMember(attributes, "correlation").value_or(0), 0.0, 0.99)};
}

struct Toxic {
    std::string_view type;
    ToxicSettings (*map)(ImportContext&, const ToolkitAction&, const Json& attributes, const spec::FaultyWays& ways);
    std::string_view expected;  // said when map finds it wrong; or why there is none
};

constexpr std::string_view kBelowMessages = "bytes of a connection are below what is simulated";
constexpr Toxic kToxics[] = {
    {"latency", latencyToxic, "expected \"latency\" in milliseconds"},
    {"bandwidth", bandwidthToxic, "expected \"rate\" in KB/s, more than 0"},
    {"timeout", timeoutToxic, {}},
    {"reset_peer", resetToxic, {}},
    {"packet_loss", lossToxic, "expected \"rate\" above 0 and up to 1"},
    {"slow_close", nullptr, kBelowMessages},
    {"slicer", nullptr, kBelowMessages},
    {"limit_data", nullptr, kBelowMessages},
};

std::string toxicKey(const ToolkitAction& action)
{
    const std::string* proxy = textMember(action.arguments, "for_proxy");
    const std::string* name = textMember(action.arguments, "toxic_name");
    return "toxic " + (proxy == nullptr ? std::string() : *proxy) + ' ' + (name == nullptr ? std::string() : *name);
}

ToolkitEffect toxicOf(ImportContext& context, const ToolkitAction& action, std::string_view type,
                      const Json& attributes)
{
    const auto* const toxic = std::ranges::find(kToxics, type, &Toxic::type);
    if (toxic == std::end(kToxics) || toxic->map == nullptr) {
        context.unmapped(
            action.pointer,
            "the toxic " + std::string(type)
                + (toxic == std::end(kToxics) ? " is none that we know" : ": " + std::string(toxic->expected)));
        return {};
    }
    const std::string place = placeOfArgument(context, action, "for_proxy");
    if (place.empty())
        return {};
    const std::string* stream = textMember(action.arguments, "stream");
    const bool isUpstream = stream != nullptr && *stream == "upstream";
    if (numberMember(action.arguments, "toxicity").value_or(1) < 1)
        context.assume(action.at("toxicity"), "it is not heeded: all connections are hit");
    const ToxicSettings settings = toxic->map(context, action, attributes, waysBehindProxy(place, isUpstream));
    if (!settings) {
        context.error(action.pointer + "/provider/arguments", std::string(toxic->expected));
        return {};
    }
    return {.begins = {{*settings, {}}}, .key = toxicKey(action)};
}

ToolkitEffect anyToxic(ImportContext& context, const ToolkitAction& action)
{
    const std::string* type = textMember(action.arguments, "toxic_type");
    const Json* attributes = foreignMember(action.arguments, "attributes");
    return toxicOf(context, action, type == nullptr ? "without a type" : *type,
                   attributes == nullptr ? Json::object() : *attributes);
}

template <const char* Type>
ToolkitEffect toxicOfType(ImportContext& context, const ToolkitAction& action)
{
    return toxicOf(context, action, Type, action.arguments);
}

constexpr char kLatencyToxic[] = "latency";
constexpr char kBandwidthToxic[] = "bandwidth";
constexpr char kTimeoutToxic[] = "timeout";
constexpr char kSlowCloseToxic[] = "slow_close";
constexpr char kSlicerToxic[] = "slicer";
constexpr char kLimitToxic[] = "limit_data";

ToolkitEffect toxicEnds(ImportContext&, const ToolkitAction& action) { return {.ends = toxicKey(action)}; }

std::string proxyKey(const ToolkitAction& action)
{
    const std::string* proxy = textMember(action.arguments, "proxy_name");
    return "proxy " + (proxy == nullptr ? std::string() : *proxy);
}

/// The proxy closes its connections and its port, so everything that goes through it is refused.
ToolkitEffect proxyIsDown(ImportContext& context, const ToolkitAction& action)
{
    const std::string place = placeOfArgument(context, action, "proxy_name");
    if (place.empty())
        return {};
    return {.begins = {{spec::Partition{.ways = {.between = {place}}, .mode = spec::PartitionMode::Stop}, {}}},
            .key = proxyKey(action)};
}

ToolkitEffect proxyIsUp(ImportContext&, const ToolkitAction& action) { return {.ends = proxyKey(action)}; }

ToolkitEffect proxyChanges(ImportContext& context, const ToolkitAction& action)
{
    const Json* enabled = foreignMember(action.arguments, "enabled");
    if (enabled != nullptr && enabled->is_boolean())
        return enabled->get<bool>() ? proxyIsUp(context, action) : proxyIsDown(context, action);
    context.unmapped(action.pointer, "addresses of a proxy are not simulated");
    return {};
}

}  // namespace

std::span<const ToolkitMapping> proxyActions()
{
    static constexpr std::string_view kToxicModule = "chaostoxi.toxic.actions";
    static constexpr std::string_view kProxyModule = "chaostoxi.proxy.actions";
    static constexpr std::string_view kNoProxies
        = "proxies are not simulated, only what they do to the ways behind them";
    static constexpr ToolkitMapping kActions[] = {
        {kToxicModule, "create_toxic", anyToxic},
        {kToxicModule, "create_latency_toxic", toxicOfType<kLatencyToxic>},
        {kToxicModule, "create_bandwith_degradation_toxic", toxicOfType<kBandwidthToxic>},
        {kToxicModule, "create_timeout_toxic", toxicOfType<kTimeoutToxic>},
        {kToxicModule, "create_slow_connection_close_toxic", toxicOfType<kSlowCloseToxic>},
        {kToxicModule, "create_slicer_toxic", toxicOfType<kSlicerToxic>},
        {kToxicModule, "create_limiter_toxic", toxicOfType<kLimitToxic>},
        {kToxicModule, "delete_toxic", toxicEnds},
        {kProxyModule, "disable_proxy", proxyIsDown},
        {kProxyModule, "enable_proxy", proxyIsUp},
        {kProxyModule, "modify_proxy", proxyChanges},
        {kProxyModule, "create_proxy", nullptr, kNoProxies},
        {kProxyModule, "delete_proxy", nullptr, kNoProxies},
    };
    return kActions;
}

}  // namespace stormglass
