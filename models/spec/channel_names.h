// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names of the channels that designs make, and of the events in them. A channel of such a name in the topology gives
// the settings of that one.
#pragma once

#include <string>
#include <string_view>

namespace stormglass::spec {

/// Choreography: where a component tells what it has done.
[[nodiscard]] inline std::string eventChannelOf(const std::string& component) { return component + "-events"; }

/// Orchestration: where the orchestrator tells a component what to do in a flow.
[[nodiscard]] inline std::string commandChannelOf(const std::string& flow, const std::string& component)
{
    return flow + "-commands-" + component;
}

/// Orchestration: where the components of a flow answer.
[[nodiscard]] inline std::string replyChannelOf(const std::string& flow) { return flow + "-replies"; }

/// "order.payment.succeeded": what is told of a step, or asked of it.
[[nodiscard]] inline std::string stepEventOf(const std::string& flow, const std::string& step, std::string_view what)
{
    return flow + "." + step + "." + std::string(what);
}

/// Orchestration: the owner has done the first step.
[[nodiscard]] inline std::string startEventOf(const std::string& flow) { return flow + ".started"; }

}  // namespace stormglass::spec
