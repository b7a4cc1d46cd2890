// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/scenario_figures.h"

#include "models/run/runner.h"
#include "scenarios/results_json.h"
#include "scenarios/scenario_reader.h"

#include <nlohmann/json.hpp>

#include <cstdio>

#include <sys/wait.h>
#include <unistd.h>

namespace stormglass {
namespace {

results::RunResult failed(const std::string& why)
{
    results::RunResult result;
    result.failures.push_back(why);
    return result;
}

/// In a process of its own, because SimGrid has one engine for each.
results::RunResult runInChild(const spec::Scenario& scenario, int replication)
{
    int channel[2];
    if (pipe(channel) != 0)
        return failed("no pipe");
    const pid_t child = fork();
    if (child == 0) {
        RunRequest request;
        request.replication = replication;
        const std::string text = toJson(runScenario(scenario, request)).dump();
        const bool isWritten = write(channel[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        _exit(isWritten ? 0 : 1);
    }
    close(channel[1]);
    std::string text;
    char buffer[65536];
    for (ssize_t got = 0; (got = read(channel[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    close(channel[0]);
    waitpid(child, nullptr, 0);
    Result<results::RunResult> result = readRunResult(Json::parse(text, nullptr, false));
    if (!result)
        return failed(result.message());
    return std::move(result).value();
}

}  // namespace

Figures runForFigures(const std::string& path, const std::vector<std::string>& overrides, int replications)
{
    const LoadedScenario loaded = readScenario(path, overrides);
    for (const PlacedIssue& issue : loaded.issues)
        std::fprintf(stderr, "%s\n", toText(issue).c_str());
    if (loaded.hasErrors())
        return {};

    Figures figures;
    for (int replication = 0; replication < replications; ++replication) {
        const results::RunResult result = runInChild(loaded.scenario, replication);
        for (const std::string& failure : result.failures)
            std::fprintf(stderr, "%s: %s\n", path.c_str(), failure.c_str());
        if (!result.failures.empty())
            return {};
        for (const results::Metric& metric : result.metrics)
            figures[metric.key()].push_back(metric.value);
    }
    return figures;
}

}  // namespace stormglass
