// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bench/measure.h"

#include <QElapsedTimer>

#include <algorithm>
#include <ctime>

namespace stormglass::ui::bench {
namespace {

double middleOf(std::vector<double> times)
{
    std::ranges::sort(times);
    return times[times.size() / 2];
}

}  // namespace

spec::Scenario grid(int count, int columns, bool isPlaced)
{
    spec::Scenario scenario;
    scenario.name = "grid";
    for (int i = 0; i < count; ++i) {
        const std::string name = "s" + std::to_string(i);
        spec::ServiceSettings service;
        spec::Program program;
        for (const int next : {i + 1, i + columns}) {
            if (next < count)
                program.push_back({spec::Call{.component = "s" + std::to_string(next), .operation = "handle", .policy = {}}});
        }
        service.operations.push_back({.name = "handle", .program = program, .consumes = {}});
        scenario.topology.components.push_back({name, service});
        if (isPlaced)
            scenario.layout.push_back({name, i % columns * 232.0, i / columns * 104.0});
    }
    return scenario;
}

double middleTime(int rounds, const std::function<void(int)>& step)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const std::clock_t began = std::clock();
        step(round);
        times.push_back(static_cast<double>(std::clock() - began) * 1e3 / CLOCKS_PER_SEC);
    }
    return middleOf(std::move(times));
}

double middleWait(int rounds, const std::function<void(int)>& step)
{
    std::vector<double> times;
    QElapsedTimer clock;
    for (int round = 0; round < rounds; ++round) {
        clock.start();
        step(round);
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    return middleOf(std::move(times));
}

}  // namespace stormglass::ui::bench
