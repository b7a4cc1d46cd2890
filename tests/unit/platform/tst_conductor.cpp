// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/calendar.h"
#include "simcore/calendar/timer.h"
#include "simcore/platform/conductor.h"
#include "simcore/platform/waiting.h"
#include "simcore/process/delay.h"
#include "simcore/process/first_of.h"
#include "simcore/process/scope.h"
#include "simcore/process/task.h"
#include "tests/support/child_process.h"
#include "tests/unit/platform/recorder.h"

#include <QtTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace stormglass;
using namespace Qt::StringLiterals;
using test::inChild;
using test::Recorder;

namespace {

constexpr HostId kA{0};
constexpr HostId kB{1};
constexpr HostId kC{2};

/// Hosts a (2 cores) and b, c; flow links between a and b (1 ms, 1 MB/s) and b and c, mode latency between a and c.
PlatformSettings threeHosts()
{
    PlatformSettings settings;
    settings.hosts = {{.name = "a", .cores = 2}, {.name = "b", .cores = 1, .speed = 0.5}, {.name = "c"}};
    const auto link = [](const char* first, const char* second, TransferMode mode) {
        return LinkSettings{.name = std::string(first) + second,
                            .between = {first, second},
                            .latency = 1ms,
                            .bandwidth = 1e6,
                            .mode = mode};
    };
    settings.links = {link("a", "b", TransferMode::Flow), link("b", "c", TransferMode::Flow),
                      link("a", "c", TransferMode::Latency)};
    return settings;
}

/// What a test plays with; lives in the child.
struct World {
    Platform platform{threeHosts()};
    Calendar calendar;
    Conductor conductor{platform, calendar};
    std::string text;
    std::vector<std::unique_ptr<Recorder>> recorders;
    std::vector<std::unique_ptr<Timer>> timers;

    Recorder& recorder(const std::string& name)
    {
        recorders.push_back(std::make_unique<Recorder>(conductor, name, text));
        return *recorders.back();
    }

    void at(Duration when, std::function<void()> act)
    {
        timers.push_back(std::make_unique<Timer>(calendar, std::move(act)));
        timers.back()->startAt(kStartOfRun + when);
    }
    void note(Duration when, const std::string& name)
    {
        at(when, [this, name] { text += name + " " + std::to_string(instant()) + "\n"; });
    }
    std::int64_t instant() const { return calendar.now().time_since_epoch().count(); }
};

std::string lineOf(World& world, const char* what)
{
    return std::string(what) + " " + std::to_string(world.instant()) + "\n";
}

/// Over a link, works, and over a link that may break.
Task<> commute(World& world)
{
    static_cast<void>(co_await transfer(world.conductor, kA, kB, 1000));
    world.text += lineOf(world, "arrived");
    static_cast<void>(co_await execute(world.conductor, kB, 0.05));
    world.text += lineOf(world, "worked");
    const ActivityEnd failure = co_await transfer(world.conductor, kB, kC, 100'000);
    world.text += lineOf(world, failure == ActivityFailure::LinkDown ? "link down at" : "arrived");
    const auto slow = co_await firstOf(transfer(world.conductor, kA, kC, 1'000'000), delay(1ms));
    world.text += lineOf(world, slow.index() == 1 ? "too slow" : "arrived");
}

QString play(const std::function<void(World&)>& act)
{
    return QString::fromStdString(inChild([&act] {
        World world;
        act(world);
        return world.text;
    }));
}

}  // namespace

class ConductorTest : public QObject {
    Q_OBJECT

private slots:
    void transferTakesLatencyAndSizeOverBandwidth()
    {
        const QString text = play([](World& world) {
            world.at(7ns, [&world] { world.conductor.transfer(kA, kB, 500'000, world.recorder("flow")); });
            world.at(7ns, [&world] { world.conductor.transfer(kA, kC, 500'000, world.recorder("latency")); });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"latency 501000007\nflow 501000007\n"_s);
    }

    void twoFlowsShareALinkFairly()
    {
        const QString text = play([](World& world) {
            // Alone for 100 ms (of which 1 ms latency), then half each until the first has its 200 kB.
            world.conductor.transfer(kA, kB, 200'000, world.recorder("first"));
            world.at(100ms, [&world] { world.conductor.transfer(kA, kB, 200'000, world.recorder("second")); });
            world.conductor.run(kNever);
        });
        // At 101 ms the first has 100 kB, left are 100 kB at half speed: until 301 ms; the second then has 100 kB.
        QCOMPARE(text, u"first 301000000\nsecond 401000000\n"_s);
    }

    void directionsOfALinkDoNotDisturbEachOther()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 200'000, world.recorder("there"));
            world.conductor.transfer(kB, kA, 200'000, world.recorder("back"));
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"there 201000000\nback 201000000\n"_s);
    }

    void executionsShareCores()
    {
        const QString text = play([](World& world) {
            world.conductor.execute(kA, 0.1, world.recorder("one"));
            world.conductor.execute(kA, 0.1, world.recorder("two"));
            world.conductor.execute(kA, 0.2, world.recorder("three"));
            world.conductor.execute(kB, 0.1, world.recorder("slow"));
            world.conductor.run(kNever);
        });
        // Two cores for three: 2/3 each until the short ones are done at 150 ms; the long one goes on with a core of its own.
        QCOMPARE(text, u"one 150000000\ntwo 150000000\nslow 200000000\nthree 250000000\n"_s);
    }

    void hostFailureFailsWhatIsInFlight()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 200'000, world.recorder("flow"));
            world.conductor.transfer(kB, kC, 200'000, world.recorder("from b"));
            world.conductor.transfer(kA, kC, 200'000, world.recorder("elsewhere"));
            world.conductor.execute(kB, 1, world.recorder("work"));
            world.at(50ms, [&world] { world.conductor.setHostUp(kB, false); });
            world.at(60ms, [&world] { world.conductor.transfer(kA, kB, 1, world.recorder("too late")); });
            world.at(70ms, [&world] { world.conductor.setHostUp(kB, true); });
            world.at(80ms, [&world] { world.conductor.transfer(kA, kB, 1000, world.recorder("again")); });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"flow destination down at 50000000\n"
                       u"from b source down at 50000000\n"
                       u"work source down at 50000000\n"
                       u"too late destination down at 60000000\n"
                       u"again 82000000\n"
                       u"elsewhere 201000000\n"_s);
    }

    void linkFailureFailsWhatIsInFlight()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 200'000, world.recorder("flow"));
            world.conductor.transfer(kB, kC, 200'000, world.recorder("other"));
            world.at(500us, [&world] { world.conductor.setLinkUp(LinkId{0}, false); });
            world.at(1ms, [&world] { world.conductor.transfer(kB, kA, 0, world.recorder("empty")); });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"flow link down at 500000\nempty link down at 1000000\nother 201000000\n"_s);
    }

    void survivorsOfAFailureGetItsBandwidth()
    {
        const QString text = play([](World& world) {
            auto doomed = std::make_unique<Recorder>(world.conductor, "doomed", world.text);
            world.conductor.transfer(kA, kB, 1'000'000, *doomed);
            world.conductor.transfer(kA, kB, 200'000, world.recorder("survivor"));
            world.at(101ms, [&doomed] { doomed.reset(); });
            for (int i = 0; i < 40; ++i)  // so that there is something to run ahead to
                world.at(i * 10ms, [] { });
            world.conductor.run(kNever);
        });
        // 50 kB in the first 100 ms after the latency, 150 kB alone.
        QCOMPARE(text, u"survivor 251000000\n"_s);
    }

    void endFollowsTheEventsThatWereScheduledForItsInstant()
    {
        const QString text = play([](World& world) {
            world.note(2ms, "before");
            world.at(2ms, [&world] { world.timers.front()->startIn(Duration{0}); });  // "before" once more
            world.conductor.transfer(kA, kB, 1000, world.recorder("end"));
            world.at(1ms, [&world] { world.note(2ms, "scheduled later"); });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"before 2000000\nscheduled later 2000000\nend 2000000\nbefore 2000000\n"_s);
    }

    void runStopsAtItsEndAndGoesOn()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 200'000, world.recorder("flow"));
            const RunEnd half = world.conductor.run(kStartOfRun + 100ms);
            world.text += std::to_string(half.inFlight) + " in flight at " + std::to_string(world.instant()) + "\n";
            const RunEnd whole = world.conductor.run(kStartOfRun + 300ms);
            world.text += std::to_string(whole.inFlight) + " in flight at " + std::to_string(world.instant()) + "\n";
        });
        QCOMPARE(text, u"1 in flight at 100000000\nflow 201000000\n0 in flight at 300000000\n"_s);
    }

    void runWithNothingInFlightIsThatOfTheCalendar()
    {
        const QString text = play([](World& world) {
            world.note(5ms, "event");
            const RunEnd end = world.conductor.run(kStartOfRun + 1s);
            world.text += end == RunEnd{EndOfRun::ReachedEnd, kStartOfRun + 1s, 0} ? "reached the end\n" : "did not\n";
            const RunEnd rest = world.conductor.run(kNever);
            world.text += rest == RunEnd{EndOfRun::NothingLeft, kStartOfRun + 1s, 0} ? "nothing left\n" : "something\n";
        });
        QCOMPARE(text, u"event 5000000\nreached the end\nnothing left\n"_s);
    }

    void stopRequestEndsTheRunInTheMiddleOfATransfer()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 200'000, world.recorder("flow"));
            world.at(10ms, [&world] { world.calendar.requestStop(); });
            const RunEnd end = world.conductor.run(kNever);
            world.text += end == RunEnd{EndOfRun::Stopped, kStartOfRun + 10ms, 1} ? "stopped" : "did not";
        });
        QCOMPARE(text, u"stopped"_s);
    }

    void errorOfTheModelLeavesTheRun()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 200'000, world.recorder("flow"));
            world.at(10ms, [] { throw std::runtime_error("the model is wrong"); });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"threw: the model is wrong"_s);
    }

    void tenThousandTransfersLeaveNothing()
    {
        const QString text = play([](World& world) {
            for (int i = 0; i < 10'000; ++i)
                world.at(std::chrono::milliseconds(i), [&world, i] {
                    Recorder& recorder = world.recorder("");
                    world.conductor.transfer(i % 2 == 0 ? kA : kC, kB, 1 + i % 1000, recorder);
                    if (i % 7 == 0)
                        recorder.cancel();
                });
            world.at(5s, [&world] { world.conductor.setHostUp(kA, false); });
            world.at(6s, [&world] { world.conductor.setHostUp(kA, true); });
            const RunEnd end = world.conductor.run(kNever);
            const ActivityLedger& ledger = world.conductor.ledger();
            world.text = std::to_string(ledger.started) + " started, " + std::to_string(ledger.cancelled)
                + " cancelled, " + std::to_string(end.inFlight) + " in flight, "
                + (ledger.failed > 0 ? "some" : "none") + " failed, "
                + (ledger.completed > 8000 ? "most" : "few") + " completed";
        });
        QCOMPARE(text, u"10000 started, 1429 cancelled, 0 in flight, some failed, most completed"_s);
    }

    void processAwaitsActivities()
    {
        const QString text = play([](World& world) {
            Scope scope(world.calendar);
            scope.spawn(commute(world));
            world.at(150ms, [&world] { world.conductor.setLinkUp(LinkId{1}, false); });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"arrived 2000000\nworked 102000000\nlink down at 150000000\ntoo slow 151000000\n"_s);
    }

    void crashedProcessCancelsItsActivity()
    {
        const QString text = play([](World& world) {
            auto scope = std::make_unique<Scope>(world.calendar);
            scope->spawn(commute(world));
            world.at(50ms, [&scope] { scope.reset(); });
            const RunEnd end = world.conductor.run(kNever);
            world.text += std::to_string(end.inFlight) + " in flight at " + std::to_string(world.instant());
        });
        QCOMPARE(text, u"arrived 2000000\n0 in flight at 50000000"_s);
    }

    void manyStartsAndCancelsAtOneInstantAreCarriedOutInOrder()
    {
        const QString text = play([](World& world) {
            world.conductor.transfer(kA, kB, 100'000, world.recorder("first"));
            world.at(51ms, [&world] {  // half of it has been carried
                Recorder& brief = world.recorder("brief");
                world.conductor.transfer(kA, kB, 100'000, brief);
                world.recorders.front()->cancel();
                world.conductor.transfer(kA, kB, 50'000, *world.recorders.front());
                brief.cancel();
                world.conductor.transfer(kA, kB, 50'000, brief);
            });
            world.conductor.run(kNever);
        });
        QCOMPARE(text, u"first 152000000\nbrief 152000000\n"_s);
    }

    void engineLeavesSignalHandlersAlone()
    {
        const QString text = play([](World& world) {
            std::signal(SIGINT, SIG_IGN);
            world.conductor.transfer(kA, kB, 1, world.recorder("flow"));
            world.text += std::signal(SIGINT, SIG_DFL) == SIG_IGN ? "kept" : "replaced";
        });
        QCOMPARE(text, u"kept"_s);
    }
};

QTEST_APPLESS_MAIN(ConductorTest)
#include "tst_conductor.moc"
