// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names of the channels that designs make. A channel of such a name in the topology gives the settings of that one.
#pragma once

#include <string>

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

}  // namespace stormglass::spec
