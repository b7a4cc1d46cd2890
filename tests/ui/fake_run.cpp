// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "scenarios/worker_protocol.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

#include <QFile>
#include <QtTest>

namespace stormglass::ui::test {
namespace {

/// Spreads a number over all bits, for figures that look like figures.
std::uint64_t scatter(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

double share(std::uint64_t value) { return static_cast<double>(scatter(value) % 1000) / 1000; }

}  // namespace

results::Roster someRoster(std::size_t components, std::size_t channels)
{
    results::Roster roster;
    for (std::size_t i = 0; i < components; ++i)
        roster.components.push_back("component-" + std::to_string(i));
    for (std::size_t i = 0; i < channels; ++i)
        roster.channels.push_back("channel-" + std::to_string(i));
    roster.flows = {"order"};
    roster.dropCauses = {"queue full", "timeout"};
    roster.lossCauses = {"expired"};
    roster.redeliveryCauses = {"rejected", "consumer-lost"};
    return roster;
}

results::Frame someFrame(std::size_t number, double span, const results::Roster& roster)
{
    results::Frame frame;
    frame.at = static_cast<double>(number + 1) * span;
    frame.span = span;
    const std::uint64_t seed = number * 1000;
    for (std::size_t i = 0; i < roster.components.size(); ++i) {
        results::ComponentState state{.utilisation = share(seed + i), .waiting = static_cast<double>(scatter(seed + i) % 40),
                                      .instances = 3, .up = 3, .arrivals = scatter(seed + i) % 30, .served = scatter(seed + i) % 29,
                                      .sojournMean = 0.01 + share(seed + i) / 10};
        if (scatter(seed + i) % 5 == 0)
            state.drops = {{static_cast<std::uint32_t>(i % 2), 2}};
        frame.components.push_back(state);
    }
    for (std::size_t i = 0; i < roster.channels.size(); ++i) {
        results::ChannelState& state = frame.channels.emplace_back();
        state = {.backlog = static_cast<double>(scatter(seed + 100 + i) % 500), .published = scatter(seed + i) % 20,
                 .delivered = scatter(seed + i) % 19, .redelivered = scatter(seed + i) % 3, .deadLettered = 0};
        if (state.redelivered > 0)
            state.redeliveries = {{static_cast<std::uint32_t>(number % 2), state.redelivered}};
    }
    const std::uint64_t started = 15 + scatter(seed) % 10;
    frame.flows.push_back({.started = started, .accepted = started - 1, .refused = 1, .completed = started - 3, .late = 1,
                           .compensated = 1, .inconsistent = 0, .open = static_cast<double>(scatter(seed) % 200),
                           .acknowledgementP50 = 0.01, .acknowledgementP99 = 0.03 + share(seed) / 20, .completionP50 = 0.2,
                           .completionP99 = 0.6 + share(seed)});
    for (std::uint32_t i = 0; i + 1 < roster.components.size(); ++i)
        frame.traffic.push_back({i, i + 1, scatter(seed + i) % 30});
    return frame;
}

std::vector<results::Frame> someRun(std::size_t frames, double span, const results::Roster& roster)
{
    using Kind = results::RunEvent::Kind;
    const results::RunEvent events[] = {
        {Kind::FaultBegan, 2.0, results::SubjectKind::Fault, "kill", "component-1 was down"},
        {Kind::InstanceDown, 2.0, results::SubjectKind::Component, "component-1", "instance 1 went down"},
        {Kind::LimitExceeded, 2.4, results::SubjectKind::Flow, "order", "latency over its limit"},
        {Kind::FaultEnded, 3.0, results::SubjectKind::Fault, "kill", "component-1 is back"},
        {Kind::InstanceUp, 3.2, results::SubjectKind::Component, "component-1", "instance 1 came up"},
        {Kind::LimitKept, 3.6, results::SubjectKind::Flow, "order", "latency within its limit"},
    };
    std::vector<results::Frame> run;
    for (std::size_t i = 0; i < frames; ++i) {
        results::Frame frame = someFrame(i, span, roster);
        for (const results::RunEvent& event : events) {
            if (event.at > frame.at - span && event.at <= frame.at)
                frame.events.push_back(event);
        }
        run.push_back(std::move(frame));
    }
    return run;
}

results::RunResult someResult(double seconds)
{
    results::RunResult result;
    result.design = "sync";
    result.simulatedSeconds = seconds;
    result.metrics = {
        {results::SubjectKind::Flow, "order", "ack.p99", 0.031, 1000},
        {results::SubjectKind::Flow, "order", "completion.p99", 0.82, 990},
        {results::SubjectKind::Flow, "order", "success", 0.987, 1000},
        {results::SubjectKind::Component, "component-1", "utilisation", 0.42, 1000},
        {results::SubjectKind::Channel, "channel-1", "published", 512, 512},
    };
    result.ledgers = {{results::SubjectKind::Flow, "order", 1000, {{"completed", 990}, {"compensated", 10}}}};
    // Flow 1 is quick, flow 2 is slow and undone.
    result.spans = {
        {"order", 1, "component-0", 0, "place-order", 2.0, 2.001, 2.005},
        {"order", 1, "component-1", 1, "payment", 2.006, 2.010, 2.050},
        {"order", 2, "component-0", 0, "place-order", 3.0, 3.0, 3.004},
        {"order", 2, "component-1", 2, "payment", 3.005, 3.4, 3.45},
        {"order", 2, "component-0", 0, "cancel-order", 3.5, 3.5, 3.51},
    };
    result.notes = {"Links were used up to 12 % of their bandwidth."};
    return result;
}

std::string someScenario()
{
    return R"({
  "format": "stormglass/1", "name": "Small",
  "topology": {"components": [{"name": "client", "kind": "client"}, {"name": "component-1", "kind": "service"}]},
  "flows": [{"name": "order", "client": "client", "steps": [{"name": "place-order", "component": "component-1", "compensation": "cancel-order"}]}],
  "chaos": [{"name": "kill", "fault": "crash", "target": "component-1", "at": "2s", "for": "1s"}],
  "run": {"duration": "8s", "warm_up": "1s", "drain": "2s"}
})";
}

results::Frame asTold(const results::Frame& frame)
{
    std::string line = toLine(Reply{frame});
    line.pop_back();
    return std::get<results::Frame>(readReply(line).value());
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x2b2f36), QColor(0x1e2126));
    palette.setColor(QPalette::Base, QColor(0x17191d));
    palette.setColor(QPalette::AlternateBase, QColor(0x1e2126));
    palette.setColor(QPalette::Highlight, QColor(0x4c9bff));
    palette.setColor(QPalette::PlaceholderText, QColor(0x8a94a3));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, QColor(0xe6e9ee));
    return palette;
}

FakeWorker::FakeWorker(const QByteArray& script)
{
    QFile file(program());
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no fake worker");
    file.write("#!/bin/sh\ncd " + m_folder.path().toUtf8() + "\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString FakeWorker::program() const { return m_folder.filePath(QStringLiteral("worker.sh")); }

void FakeWorker::write(const QString& name, const std::string& content) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no room for a fake run");
    file.write(content.data(), static_cast<qint64>(content.size()));
}

void FakeWorker::writeRun(std::size_t frames, double span) const
{
    const results::Roster roster = someRoster();
    write(QStringLiteral("roster"), toLine(Reply{roster}));
    std::string lines;
    for (const results::Frame& frame : someRun(frames, span, roster))
        lines += toLine(Reply{frame});
    write(QStringLiteral("frames"), lines);
    write(QStringLiteral("result"), toLine(Reply{someResult(static_cast<double>(frames) * span)}));
}

void play(RunSession& session, std::size_t frames)
{
    constexpr int kMostMilliseconds = 30'000;
    session.start({.scenario = someScenario(), .duration = 10});
    const auto isThere = [&] { return !session.isUnderWay() || session.recording().count() >= frames; };
    if (!QTest::qWaitFor(isThere, kMostMilliseconds))
        qFatal("the fake run does not arrive");
}

}  // namespace stormglass::ui::test
