// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/run_timeline.h"
#include "ui/run/tool_process.h"
#include "ui/run/transport_bar.h"
#include "ui/run/wiring_client.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;
using namespace std::chrono_literals;

namespace {

constexpr int kWait = 60'000;

QString program() { return QStringLiteral(STORMGLASS_PROGRAM); }

std::string shippedScenario()
{
    QFile file(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

RunWish shippedWish(double pace)
{
    return {.scenario = shippedScenario(), .design = "choreography", .duration = 240, .pace = pace};
}

bool isOver(const RunSession& session)
{
    return session.state() == RunSession::State::Ended || session.state() == RunSession::State::Failed;
}

const char* stateWord(const RunSession& session) { return QMetaEnum::fromType<RunSession::State>().valueToKey(int(session.state())); }

}  // namespace

class RunSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSpanOfFramesFollowsPaceAndLength();
    void framesOfAFakeRunArriveWhole();
    void aCrashIsToldWithItsLastWords();
    void aHangIsNoticedAndCanBeEnded();
    void garbageEndsTheRunAndSaysWhatItWas();
    void aLineInPiecesIsOneLine();
    void aMissingProgramIsTold();
    void aKilledWorkerIsTold();
    void aNewRunMayStartWhenTheOldOneHasJustFailed();
    void framesOfARealRunAddUpToItsResult();
    void aRealRunPausesStepsAndGoesOn();
    void aFaultIsInjectedAndMended();
    void cancellingDeliversWhatWasMeasured();
    void aScenarioThatCannotRunIsRefusedWithItsReasons();
    void theBarDrivesARun();
    void aDesignTellsItsWiring();
    void aToolTellsItsProgressAndDeliversItsReport();
};

void RunSessionTest::theSpanOfFramesFollowsPaceAndLength()
{
    QCOMPARE(frameSpanFor(0, 240), 0.24);
    QVERIFY(std::abs(frameSpanFor(1, 240) - 1.0 / 30) < 1e-9);
    QVERIFY(std::abs(frameSpanFor(0.01, 240) - 0.01 / 30) < 1e-9);
    QCOMPARE(frameSpanFor(1000, 240), 0.24);
}

void RunSessionTest::framesOfAFakeRunArriveWhole()
{
    const FakeWorker worker("read order; cat roster frames; cat result; while read more; do :; done\n");
    worker.writeRun(500, 0.02);
    RunSession session(worker.program());
    QSignalSpy results(&session, &RunSession::resultArrived);

    session.start({.scenario = someScenario(), .duration = 10});

    QVERIFY(results.wait(kWait));
    QCOMPARE(session.recording().count(), std::size_t{500});
    const auto run = someRun(500, 0.02, someRoster());
    QVERIFY(*session.recording().frame(321) == run[321]);
    QVERIFY(session.roster() == someRoster());
    QVERIFY(*session.shownFrame() == run.back());
    QCOMPARE(session.timeline().faults.size(), std::size_t{1});
    QCOMPARE(session.timeline().faults.front().end, 3.0);
    QVERIFY(session.timeline().faults.front().hasBegun);
}

void RunSessionTest::aCrashIsToldWithItsLastWords()
{
    const FakeWorker worker("read order; cat roster frames; echo 'out of luck' >&2; kill -SEGV $$\n");
    worker.writeRun(20, 0.1);
    RunSession session(worker.program());
    QSignalSpy failures(&session, &RunSession::failed);

    session.start({.scenario = someScenario(), .duration = 10});

    QVERIFY(failures.wait(kWait));
    const QString why = failures.front().front().toString();
    QVERIFY2(why.contains(QStringLiteral("signal 11")) && why.contains(QStringLiteral("out of luck")), qPrintable(why));
    QCOMPARE(session.state(), RunSession::State::Failed);
    QCOMPARE(session.recording().count(), std::size_t{20});  // what was recorded can still be looked at
    session.showAt(1.0);
    QCOMPARE(session.shownAt(), 1.0);
}

void RunSessionTest::aHangIsNoticedAndCanBeEnded()
{
    const FakeWorker worker("read order; cat roster frames; while read more; do :; done\n");
    worker.writeRun(5, 0.1);
    RunSession session(worker.program());
    session.setPatience(200ms);
    TransportBar bar(session);
    bar.show();
    QSignalSpy stalls(&session, &RunSession::stalledChanged);

    session.start({.scenario = someScenario(), .duration = 10});

    QVERIFY(stalls.wait(kWait));
    QVERIFY(session.isStalled());
    QCOMPARE(session.state(), RunSession::State::Running);
    auto* end = bar.findChild<QPushButton*>(QStringLiteral("endWorker"));
    QVERIFY(end->isVisible());
    QTest::mouseClick(end, Qt::LeftButton);
    QCOMPARE(session.state(), RunSession::State::Failed);
    QVERIFY(!session.isStalled());
}

void RunSessionTest::garbageEndsTheRunAndSaysWhatItWas()
{
    const FakeWorker worker("read order; cat roster; echo 'Hello, world'; while read more; do :; done\n");
    worker.writeRun(5, 0.1);
    RunSession session(worker.program());
    QSignalSpy failures(&session, &RunSession::failed);

    session.start({.scenario = someScenario(), .duration = 10});

    QVERIFY(failures.wait(kWait));
    QVERIFY(failures.front().front().toString().contains(QStringLiteral("Hello, world")));
    QCOMPARE(session.state(), RunSession::State::Failed);
}

void RunSessionTest::aLineInPiecesIsOneLine()
{
    const FakeWorker worker("read order; head -c 700 all; read more; tail -c +701 all; while read more; do :; done\n");
    worker.writeRun(50, 0.1);
    QFile all(worker.path(QStringLiteral("all")));
    QVERIFY(all.open(QIODevice::WriteOnly));
    for (const char* part : {"roster", "frames", "result"}) {
        QFile file(worker.path(QLatin1String(part)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        all.write(file.readAll());
    }
    all.close();
    RunSession session(worker.program());
    QSignalSpy rosters(&session, &RunSession::rosterKnown);
    QSignalSpy results(&session, &RunSession::resultArrived);

    session.start({.scenario = someScenario(), .duration = 10});
    QVERIFY(rosters.wait(kWait));
    session.setPace(2);  // the second line of orders: the worker goes on

    QVERIFY(results.wait(kWait));
    QCOMPARE(session.recording().count(), std::size_t{50});
}

void RunSessionTest::aMissingProgramIsTold()
{
    RunSession session(QStringLiteral("/no/such/program"));
    QSignalSpy failures(&session, &RunSession::failed);

    session.start({.scenario = someScenario()});

    QVERIFY(!failures.isEmpty() || failures.wait(kWait));
    QVERIFY(failures.front().front().toString().contains(QStringLiteral("cannot be started")));
}

void RunSessionTest::aKilledWorkerIsTold()
{
    const FakeWorker worker("read order; cat roster frames; kill -KILL $$\n");
    worker.writeRun(5, 0.1);
    RunSession session(worker.program());
    QSignalSpy failures(&session, &RunSession::failed);

    session.start({.scenario = someScenario(), .duration = 10});

    QVERIFY(failures.wait(kWait));
    QVERIFY(failures.front().front().toString().contains(QStringLiteral("signal 9")));
}

void RunSessionTest::aNewRunMayStartWhenTheOldOneHasJustFailed()
{
    const FakeWorker worker("read order; if mkdir first 2>/dev/null; then exit 3; fi; cat roster frames result\n");
    worker.writeRun(5, 0.1);
    RunSession session(worker.program());
    QSignalSpy results(&session, &RunSession::resultArrived);
    connect(&session, &RunSession::failed, this, [&] { session.start({.scenario = someScenario(), .duration = 10}); });

    session.start({.scenario = someScenario(), .duration = 10});

    QVERIFY(results.wait(kWait));
    QCOMPARE(session.state(), RunSession::State::Ended);
}

void RunSessionTest::framesOfARealRunAddUpToItsResult()
{
    RunSession session(program());
    QSignalSpy results(&session, &RunSession::resultArrived);
    QElapsedTimer clock;
    clock.start();

    session.start(shippedWish(0));
    QVERIFY2(results.wait(kWait), qPrintable(session.lastWords()));

    qInfo("%zu frames in %lld ms", session.recording().count(), clock.elapsed());
    QVERIFY(session.recording().count() > 300);
    const results::RunResult& result = *session.result();
    const results::Frame sums = session.recording().sumsAt(1e9);
    for (const results::Ledger& ledger : result.ledgers) {
        if (ledger.kind != results::SubjectKind::Flow)
            continue;
        const auto place = std::ranges::find(session.roster().flows, ledger.subject);
        QVERIFY(place != session.roster().flows.end());
        QVERIFY(sums.flows[static_cast<std::size_t>(place - session.roster().flows.begin())].started >= ledger.in);
    }
    QVERIFY(sums.flows.front().completed > 0);
    QVERIFY(!result.spans.empty());
    QVERIFY(std::abs(sums.span - session.recording().end()) < 1e-3);
}

void RunSessionTest::aRealRunPausesStepsAndGoesOn()
{
    RunSession session(program());
    QSignalSpy frames(&session, &RunSession::recorded);
    RunWish wish = shippedWish(1);
    wish.startsPaused = true;
    session.start(wish);
    QCOMPARE(session.state(), RunSession::State::Paused);
    frames.clear();

    session.step();
    QVERIFY(frames.wait(kWait));
    QCOMPARE(session.recording().count(), std::size_t{1});
    session.step();
    QTRY_COMPARE_WITH_TIMEOUT(session.recording().count(), std::size_t{2}, kWait);
    QCOMPARE(session.state(), RunSession::State::Paused);

    session.setPace(0);
    session.resume();
    QTRY_VERIFY_WITH_TIMEOUT(isOver(session), kWait);
    QCOMPARE(stateWord(session), "Ended");
    QVERIFY(session.recording().count() > 300);
}

void RunSessionTest::aFaultIsInjectedAndMended()
{
    RunSession session(program());
    QSignalSpy injected(&session, &RunSession::injected);
    QSignalSpy mended(&session, &RunSession::mended);
    QSignalSpy refused(&session, &RunSession::refused);
    RunWish wish = shippedWish(5);
    session.start(wish);
    QTRY_VERIFY_WITH_TIMEOUT(session.recording().count() > 2, kWait);

    session.inject(R"({"name": "by-hand", "fault": "crash", "target": "email-service"})");
    QTRY_COMPARE_WITH_TIMEOUT(injected.size(), 1, kWait);
    session.mend("by-hand");
    QTRY_COMPARE_WITH_TIMEOUT(mended.size(), 1, kWait);
    session.inject(R"({"name": "nonsense", "fault": "crash", "target": "nobody"})");
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kWait);

    QCOMPARE(session.injectedFaults().size(), std::size_t{1});
    QVERIFY2(session.injectedFaults().front().find("\"for\"") != std::string::npos, session.injectedFaults().front().c_str());
    session.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(isOver(session), kWait);
    const auto& faults = session.timeline().faults;
    const auto place = std::ranges::find(faults, "by-hand", &FaultSpan::name);
    QVERIFY(place != faults.end());
    QVERIFY(place->isInjected && place->hasBegun);
}

void RunSessionTest::cancellingDeliversWhatWasMeasured()
{
    RunSession session(program());
    QSignalSpy results(&session, &RunSession::resultArrived);
    session.start(shippedWish(1));
    QTRY_VERIFY_WITH_TIMEOUT(session.recording().count() > 3, kWait);

    session.cancel();

    QVERIFY(session.isEnding());
    QVERIFY(results.wait(kWait));
    QVERIFY(session.result()->isPartial);
    QVERIFY(session.reachedAt() < 120);
}

void RunSessionTest::aScenarioThatCannotRunIsRefusedWithItsReasons()
{
    RunSession session(program());
    QSignalSpy failures(&session, &RunSession::failed);

    session.start({.scenario = R"({"format": "stormglass/1", "name": "x", "topology": {"components": [{"name": "a", "kind": "toaster"}]}})"});

    QVERIFY(failures.wait(kWait));
    QVERIFY2(failures.front().front().toString().contains(QStringLiteral("/topology/components/0")),
             qPrintable(failures.front().front().toString()));
}

void RunSessionTest::theBarDrivesARun()
{
    RunSession session(program());
    TransportBar bar(session);
    bar.setDesigns({QStringLiteral("sync"), QStringLiteral("choreography")});
    bar.setDesign(QStringLiteral("choreography"));
    bar.setPace(1);
    connect(&bar, &TransportBar::startRequested, this, [&](bool isPaused) {
        RunWish wish = shippedWish(bar.pace());
        wish.design = bar.design().toStdString();
        wish.startsPaused = isPaused;
        session.start(wish);
    });
    bar.show();

    QTest::keyClick(&bar, Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(session.recording().count() > 3, kWait);
    QCOMPARE(QString::fromStdString(session.wish().design), QStringLiteral("choreography"));
    QTest::keyClick(&bar, Qt::Key_F5);
    QCOMPARE(session.state(), RunSession::State::Paused);
    auto* edit = bar.findChild<QLineEdit*>(QStringLiteral("paceEdit"));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("max"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(session.wish().pace, 0.0);
    QTest::keyClick(&bar, Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(isOver(session), kWait);

    QCOMPARE(stateWord(session), "Ended");
    QCOMPARE(bar.findChild<QLabel*>(QStringLiteral("runStatus"))->text(), QStringLiteral("Ran to the end"));
    QVERIFY(!bar.findChild<QProgressBar*>(QStringLiteral("runProgress"))->isVisible());
}

void RunSessionTest::aDesignTellsItsWiring()
{
    WiringClient client(program());
    std::optional<results::WiringView> wiring;
    int answers = 0;
    QString trouble;
    connect(&client, &WiringClient::wired, this, [&](const results::WiringView& view) {
        wiring = view;
        ++answers;
    });
    connect(&client, &WiringClient::refused, this, [&](const std::string&, const QString& why) { trouble = why; });

    const std::string scenario = shippedScenario();
    client.ask(scenario, "sync");
    client.ask(scenario, "orchestration");
    client.ask(scenario, "choreography");
    QTRY_VERIFY_WITH_TIMEOUT(wiring.has_value() || !trouble.isEmpty(), kWait);

    QCOMPARE(trouble, QString());
    QCOMPARE(QString::fromStdString(wiring->design), QStringLiteral("choreography"));  // the newest question only
    QCOMPARE(answers, 1);
    QVERIFY(!wiring->edges.empty());
    QVERIFY(client.find(scenario, "choreography") != nullptr);
    client.ask(scenario, "choreography");
    QCOMPARE(answers, 2);
    client.ask("{}", "sync");
    QTRY_VERIFY_WITH_TIMEOUT(!trouble.isEmpty(), kWait);
}

void RunSessionTest::aToolTellsItsProgressAndDeliversItsReport()
{
    const FakeWorker tool("echo 'progress 0.5 1/2 3' >&2; echo 'a warning' >&2; echo 'progress 1 2/2 0' >&2\n"
                          "for last; do :; done; echo '{\"x\": 1}' > \"$last\"; echo \"$1 $3\"; exit 1\n");
    ToolProcess process(tool.program());
    QList<ToolProcess::Progress> steps;
    connect(&process, &ToolProcess::progressed, this, [&](const ToolProcess::Progress& step) { steps << step; });
    QSignalSpy ends(&process, &ToolProcess::finished);

    process.start(QStringLiteral("compare"), someScenario(), {QStringLiteral("--quick")});

    QVERIFY(ends.wait(kWait));
    QCOMPARE(ends.front().front().toInt(), 1);
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps.front().secondsToGo, 3.0);
    QCOMPARE(steps.front().total, 2);
    QCOMPARE(process.report().simplified(), QByteArray("{\"x\": 1}"));
    QCOMPARE(process.output().trimmed(), QByteArray("compare --quick"));
    QCOMPARE(process.lastWords(), QStringLiteral("a warning"));
    QVERIFY(!process.isRunning());
}

QTEST_MAIN(RunSessionTest)
#include "tst_run_session.moc"
