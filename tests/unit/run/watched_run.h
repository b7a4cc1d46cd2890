// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run with what it showed of itself, as a driver of a worker gets it.
#pragma once

#include "models/results/frame.h"
#include "tests/support/scenario_run.h"

namespace stormglass::test {

struct WatchedRun {
    results::Roster roster;
    std::vector<results::Frame> frames;
    results::RunResult result;

    /// Throws std::out_of_range for who is not in the roster.
    [[nodiscard]] std::size_t component(const std::string& name) const;
    [[nodiscard]] std::size_t channel(const std::string& name) const;
    [[nodiscard]] std::size_t flow(const std::string& name) const;
    /// Over all frames; a channel's place is behind the components.
    [[nodiscard]] std::uint64_t trafficBetween(std::size_t from, std::size_t to) const;
    [[nodiscard]] std::vector<results::RunEvent> events() const;
    [[nodiscard]] std::vector<results::Impact> impacts() const;
};

/// In a process of its own. Throws std::runtime_error when something goes wrong.
[[nodiscard]] WatchedRun watchText(const std::string& scenario, const RunRequest& request, Duration span,
                                   const std::vector<std::string>& overrides = {});

}  // namespace stormglass::test
