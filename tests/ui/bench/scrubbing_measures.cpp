// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bench/measure.h"

#include "scenarios/scenario_writer.h"
#include "scenarios/worker_protocol.h"
#include "tests/ui/fake_run.h"
#include "ui/run/recording.h"
#include "ui/window/main_window.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace stormglass::ui::bench {
namespace {

constexpr double kSpan = 0.1;
constexpr double kHours = 8;
constexpr std::size_t kFrames = static_cast<std::size_t>(kHours * 3600 / kSpan);
constexpr double kFaultEvery = 600;  // seconds

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr qint64 kPage = 4096;
    return file.readAll().split(' ').at(1).toLongLong() * kPage;
}

/// A scenario with the parts of the run that is made up.
spec::Scenario theScenario(const results::Roster& roster)
{
    spec::Scenario scenario = grid(static_cast<int>(roster.components.size()), 4);
    for (std::size_t i = 0; i < roster.components.size(); ++i) {
        scenario.topology.components[i].name = roster.components[i];
        scenario.layout[i].name = roster.components[i];
    }
    return scenario;
}

/// Every ten minutes somebody is killed, and others follow.
void addFault(results::Frame& frame, const results::Roster& roster)
{
    using Kind = results::RunEvent::Kind;
    const double within = std::fmod(frame.at, kFaultEvery);
    const auto number = static_cast<std::size_t>(frame.at / kFaultEvery);
    const std::string name = "fault-" + std::to_string(number);
    const std::string& victim = roster.components[number % roster.components.size()];
    const auto isAt = [&](double second) { return within <= second && within + kSpan > second; };
    if (isAt(100)) {
        frame.events = {{Kind::FaultBegan, frame.at, results::SubjectKind::Fault, name, victim + " was down"},
                        {Kind::InstanceDown, frame.at, results::SubjectKind::Component, victim, "instance 1 went down"}};
        frame.impacts = {{.fault = name, .kind = results::SubjectKind::Component, .subject = victim, .at = frame.at}};
    }
    if (isAt(101))
        frame.events = {{Kind::LimitExceeded, frame.at, results::SubjectKind::Flow, "order", "latency over its limit"}};
    if (isAt(130))
        frame.events = {{Kind::FaultEnded, frame.at, results::SubjectKind::Fault, name, victim + " is back"},
                        {Kind::InstanceUp, frame.at, results::SubjectKind::Component, victim, "instance 1 came up"}};
    if (isAt(150))
        frame.events = {{Kind::LimitKept, frame.at, results::SubjectKind::Flow, "order", "latency within its limit"}};
}

/// The slowest of many jumps, with everything painted.
double slowestJump(MainWindow& window, const char* panel)
{
    window.showPanel(panel);
    QTest::qWait(300);
    double slowest = 0;
    QElapsedTimer clock;
    for (std::uint64_t i = 0; i < 100; ++i) {
        const double moment = static_cast<double>(i * 7919 % 1000) / 1000 * kHours * 3600;
        clock.start();
        window.session().showAt(moment);
        QCoreApplication::processEvents();
        slowest = std::max(slowest, static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    return slowest;
}

}  // namespace

int playLongRun()
{
    std::string order;
    std::getline(std::cin, order);
    const results::Roster roster = test::someRoster();
    std::cout << toLine(Reply{roster});
    for (std::size_t i = 0; i < kFrames; ++i) {
        results::Frame frame = test::someFrame(i, kSpan, roster);
        addFault(frame, roster);
        std::cout << toLine(Reply{frame});
    }
    std::cout << toLine(Reply{test::someResult(kHours * 3600)}) << std::flush;
    while (std::getline(std::cin, order)) { }
    return 0;
}

Measures measureScrubbing()
{
    constexpr int kPatience = 600'000;  // milliseconds
    constexpr double kMegabyte = 1024 * 1024;
    QTemporaryDir state;
    MainWindow window({QCoreApplication::applicationFilePath(), QDir(QStringLiteral(STORMGLASS_LIBRARY)), QDir(state.path())});
    window.resize(1600, 1000);
    window.show();
    const spec::Scenario scenario = theScenario(test::someRoster());
    window.document().start(scenario);
    QTest::qWait(300);
    const qint64 before = residentBytes();
    window.session().start({.scenario = toFileText(toJson(scenario)), .duration = kHours * 3600, .pace = 0});
    if (!QTest::qWaitFor([&] { return window.session().result() != nullptr; }, kPatience))
        qFatal("the long run does not end");
    if (window.session().recording().count() != kFrames)
        qFatal("frames are missing");

    double slowest = 0;
    for (const char* panel : {"charts", "events", "cascade", "chaos", "trace", "results"}) {
        const double jump = slowestJump(window, panel);
        std::fprintf(stderr, "  slowest jump with the panel %s: %.1f ms\n", panel, jump);
        slowest = std::max(slowest, jump);
    }
    const double grown = static_cast<double>(residentBytes() - before) / kMegabyte;
    const double onDisk = static_cast<double>(window.session().recording().bytesOnDisk()) / kMegabyte;
    return {{QStringLiteral("8 h in %1 frames: the slowest of 600 jumps").arg(kFrames), 100, slowest, QStringLiteral("ms")},
            {QStringLiteral("8 h: more memory for the window"), 200, grown, QStringLiteral("MB"), onDisk,
             QStringLiteral("MB on disk beside it")}};
}

}  // namespace stormglass::ui::bench
