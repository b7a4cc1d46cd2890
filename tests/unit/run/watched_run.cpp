// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/run/watched_run.h"

#include "scenarios/worker_protocol.h"
#include "tests/support/child_process.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace stormglass::test {
namespace {

std::size_t placeIn(const std::vector<std::string>& names, const std::string& name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        throw std::out_of_range(name + " is not in the roster");
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::size_t WatchedRun::component(const std::string& name) const { return placeIn(roster.components, name); }
std::size_t WatchedRun::channel(const std::string& name) const { return placeIn(roster.channels, name); }
std::size_t WatchedRun::flow(const std::string& name) const { return placeIn(roster.flows, name); }

std::uint64_t WatchedRun::trafficBetween(std::size_t from, std::size_t to) const
{
    std::uint64_t sum = 0;
    for (const results::Frame& frame : frames) {
        for (const results::Traffic& traffic : frame.traffic)
            sum += traffic.from == from && traffic.to == to ? traffic.count : 0;
    }
    return sum;
}

std::vector<results::RunEvent> WatchedRun::events() const
{
    std::vector<results::RunEvent> all;
    for (const results::Frame& frame : frames)
        all.insert(all.end(), frame.events.begin(), frame.events.end());
    return all;
}

std::vector<results::Impact> WatchedRun::impacts() const
{
    std::vector<results::Impact> all;
    for (const results::Frame& frame : frames)
        all.insert(all.end(), frame.impacts.begin(), frame.impacts.end());
    return all;
}

WatchedRun watchText(const std::string& scenario, const RunRequest& request, Duration span,
                     const std::vector<std::string>& overrides)
{
    const std::string text = inChild([&] {
        std::string lines;
        const auto tell = [&](const Reply& reply) { lines += toLine(reply); };
        const RunHooks hooks{.frameSpan = [&] { return span; }, .introduced = tell, .framed = tell};
        tell(runScenario(readText(scenario, overrides), request, hooks));
        return lines;
    });
    WatchedRun run;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        Result<Reply> reply = readReply(line);
        if (!reply)
            throw std::runtime_error(reply.message() + ": " + line);
        if (auto* roster = std::get_if<results::Roster>(&reply.value()))
            run.roster = std::move(*roster);
        else if (auto* frame = std::get_if<results::Frame>(&reply.value()))
            run.frames.push_back(std::move(*frame));
        else
            run.result = std::get<results::RunResult>(std::move(reply).value());
    }
    return run;
}

}  // namespace stormglass::test
