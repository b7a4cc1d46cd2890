// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests and queries whose way is cut: nobody waits for ever, and what was under way is accounted for.
#include "models/network/impairments.h"
#include "models/network/lost_names.h"
#include "models/network/way_rules.h"
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

constexpr HostId kBackend{0};
constexpr HostId kFront{1};

HostPairs ways(std::initializer_list<std::pair<HostId, HostId>> each)
{
    HostPairs pairs(8);
    for (const auto& [from, to] : each)
        pairs.add(from, to);
    return pairs;
}

/// A front that calls a backend over a way that will be cut.
struct Pair {
    explicit Pair(Duration work = 10ms)
        : backend(world.addStation(oneWorker(), {world.work(work)}))
        , front(world.addStation(oneWorker(), {world.call(backend, {.timeout = 1s, .maxAttempts = 1})}))
    {
    }

    void cut(CutWays& rule) { world.network.impairments().add(rule); }
    void mend(CutWays& rule) { world.network.impairments().remove(rule); }

    ServiceWorld world;
    Station& backend;
    Station& front;
};

}  // namespace

class CutWaysTest : public QObject {
    Q_OBJECT

private slots:
    void aStoppedWayRefusesTheCall();
    void aJamIsNoticedByTheTimeoutAndTheWorkIsDoneAfterwards();
    void anAnswerThatIsRefusedResetsTheCall();
    void anAnswerThatIsJammedComesTooLate();
    void aStopResetsWhatWasJammed();
    void queriesFailLikeCalls_data();
    void queriesFailLikeCalls();
    void aNameThatIsLostFailsAtOnce();
    void aRequestThatIsLostLetsGoOfItsTransaction();
};

void CutWaysTest::aStoppedWayRefusesTheCall()
{
    Pair pair;
    CutWays stop(ways({{kFront, kBackend}, {kBackend, kFront}}), Reach::Refused, RandomStream(1));
    pair.cut(stop);

    pair.world.ask(pair.front);
    pair.world.runUntil(1s);
    pair.mend(stop);
    pair.world.ask(pair.front);
    pair.world.runUntil(3s);

    QCOMPARE(pair.world.heard(), "Unavailable 0, Ok 1010");
}

void CutWaysTest::aJamIsNoticedByTheTimeoutAndTheWorkIsDoneAfterwards()
{
    Pair pair;
    CutWays jam(ways({{kFront, kBackend}}), Reach::Silent, RandomStream(1));
    pair.cut(jam);

    pair.world.ask(pair.front);
    pair.world.runUntil(2s);
    const std::uint64_t before = pair.backend.probe().arrivals();
    pair.mend(jam);
    pair.world.runUntil(10s);

    QCOMPARE(pair.world.heard(), "TimedOut 1000");
    QCOMPARE(before, 0U);
    QCOMPARE(pair.backend.probe().served(), 1U);
}

void CutWaysTest::anAnswerThatIsRefusedResetsTheCall()
{
    Pair pair;
    CutWays stop(ways({{kBackend, kFront}}), Reach::Refused, RandomStream(1));
    pair.cut(stop);

    pair.world.ask(pair.front);
    pair.world.runUntil(1s);

    QCOMPARE(pair.world.heard(), "Reset 10");
    QCOMPARE(pair.backend.probe().served(), 1U);
    pair.mend(stop);
}

void CutWaysTest::anAnswerThatIsJammedComesTooLate()
{
    Pair pair;
    CutWays jam(ways({{kBackend, kFront}}), Reach::Silent, RandomStream(1));
    pair.cut(jam);

    pair.world.ask(pair.front);
    pair.world.runUntil(5s);
    pair.mend(jam);
    pair.world.runUntil(20s);

    QCOMPARE(pair.world.heard(), "TimedOut 1000");
    QVERIFY(!pair.world.network.isImpaired());
}

void CutWaysTest::aStopResetsWhatWasJammed()
{
    Pair pair;
    CutWays jam(ways({{kFront, kBackend}}), Reach::Silent, RandomStream(1));
    CutWays stop(ways({{kFront, kBackend}}), Reach::Refused, RandomStream(1));
    pair.cut(jam);
    pair.world.ask(pair.front);
    pair.world.runUntil(500ms);

    pair.cut(stop);
    pair.world.runUntil(2s);

    QCOMPARE(pair.world.heard(), "Reset 500");
    QCOMPARE(pair.backend.probe().arrivals(), 0U);
    pair.mend(stop);
    pair.mend(jam);
}

void CutWaysTest::queriesFailLikeCalls_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::addColumn<QString>("heard");

    QTest::newRow("stopped") << true << QStringLiteral("Unavailable 0");
    QTest::newRow("jammed: the timeout of the query") << false << QStringLiteral("TimedOut 2000");
}

void CutWaysTest::queriesFailLikeCalls()
{
    QFETCH(bool, isStopped);
    QFETCH(QString, heard);
    ServiceWorld world;
    spec::DatabaseSettings settings;
    settings.queryTimeout = 2s;
    Database& database = world.addDatabase(settings);
    Station& front = world.addStation(oneWorker(), {ServiceWorld::access(database)});
    CutWays rule(ways({{kFront, kBackend}}), isStopped ? Reach::Refused : Reach::Silent, RandomStream(1));
    world.network.impairments().add(rule);

    world.ask(front);
    world.runUntil(10s);

    QCOMPARE(QString::fromStdString(world.heard()), heard);
    QCOMPARE(database.probe().arrivals(), 0U);
    world.network.impairments().remove(rule);
}

void CutWaysTest::aNameThatIsLostFailsAtOnce()
{
    Pair pair;
    LostName name{"station", 1, RandomStream(1)};
    pair.world.network.lostNames().add(name);

    pair.world.ask(pair.front);
    pair.world.runUntil(1s);
    pair.world.network.lostNames().remove(name);
    pair.world.ask(pair.front);
    pair.world.runUntil(2s);

    QCOMPARE(pair.world.heard(), "Unavailable 0, Ok 1010");
    QCOMPARE(pair.front.probe().arrivals(), 1U);
}

void CutWaysTest::aRequestThatIsLostLetsGoOfItsTransaction()
{
    Pair pair;
    CutWays jam(ways({{kFront, kBackend}}), Reach::Silent, RandomStream(1));
    pair.cut(jam);

    pair.world.ask(pair.front);
    pair.world.runUntil(900s);
    const std::uint64_t during = pair.world.tracker.unfinished();
    pair.world.runUntil(1000s);

    QCOMPARE(during, 1U);
    QCOMPARE(pair.world.tracker.unfinished(), 0U);
    pair.mend(jam);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::CutWaysTest)
#include "tst_cut_ways.moc"
