// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a scenario through the file format and the runner, and tells what it measured.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace stormglass {

/// By key such as "requests.ack.mean", one value for each replication; times in seconds.
using Figures = std::map<std::string, std::vector<double>>;

/// Each replication in a process of its own. Empty when the scenario has errors or a run fails, of which standard error tells.
[[nodiscard]] Figures runForFigures(const std::string& path, const std::vector<std::string>& overrides, int replications);

}  // namespace stormglass
