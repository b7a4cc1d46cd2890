// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the text of a scenario to what its run yields, as a user would have it: read, validated, run, written and read
// again.
#pragma once

#include "models/results/run_result.h"
#include "models/run/runner.h"

#include <string>
#include <vector>

namespace stormglass::test {

/// Runs the scenario in a process of its own. Each override is PATH=VALUE, as for --set. Whatever goes wrong is among the
/// failures of the result: a text that is no valid scenario, a run that throws, books that do not balance.
[[nodiscard]] results::RunResult runText(const std::string& scenario, const RunRequest& request,
                                         const std::vector<std::string>& overrides = {});

/// The same scenario as runText() would run. Throws std::runtime_error when it is not valid.
[[nodiscard]] spec::Scenario readText(const std::string& scenario, const std::vector<std::string>& overrides = {});

/// An override that crashes the component again and again.
struct CrashSeries {
    std::string target;
    Duration first{};
    Duration every{};
    int count = 1;
    Duration lasting{};
};
[[nodiscard]] std::string toOverride(const CrashSeries& crashes);

/// The failures, a line for each.
[[nodiscard]] std::string failuresOf(const results::RunResult& result);

// What follows throws std::out_of_range when there is no such thing.

/// A figure by its key, such as "order.ack.p99@fault".
[[nodiscard]] double figureOf(const results::RunResult& result, const std::string& key);
/// An account of a ledger, such as "orders-events", "delivered".
[[nodiscard]] std::uint64_t accountOf(const results::RunResult& result, const std::string& subject,
                                      const std::string& account);
[[nodiscard]] const std::vector<double>& seriesOf(const results::RunResult& result, const std::string& subject,
                                                  const std::string& name);

}  // namespace stormglass::test
