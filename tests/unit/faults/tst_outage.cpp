// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/broker_world.h"
#include "tests/unit/services/service_world.h"
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class OutageTest : public QObject {
    Q_OBJECT

private slots:
    void newRequestsAreRefusedAndOldOnesGoOn();
    void newRequestsAreNeverAnswered();
    void aDatabaseIsOut_data();
    void aDatabaseIsOut();
    void aManagedServiceIsOut_data();
    void aManagedServiceIsOut();
    void theFaultHitsAnExternalSystem();
    void onlyTheInstanceOfADatabaseThatServesIsMissed_data();
    void onlyTheInstanceOfADatabaseThatServesIsMissed();
};

namespace {

const int kFault = 0;

}  // namespace

void OutageTest::newRequestsAreRefusedAndOldOnesGoOn()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    world.ask(station);
    world.ask(station);

    world.runUntil(5ms);
    station.instance(0).condition().refuse(&kFault);
    world.ask(station);
    world.runUntil(15ms);
    station.instance(0).condition().answerAgain(&kFault);
    world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("Ok 10, Ok 20, Unavailable 5, Ok 30"));
}

void OutageTest::newRequestsAreNeverAnswered()
{
    ServiceWorld world;
    Station& station = world.addStation(oneWorker(), {world.work(10ms)});
    Station& caller = world.addStation(oneWorker(), {world.call(station, {.timeout = 50ms})});

    station.instance(0).condition().swallow(&kFault);
    world.ask(station);
    world.ask(caller);
    world.runUntil(60ms);
    station.instance(0).condition().answerAgain(&kFault);
    world.runUntil(1min);

    QCOMPARE(world.heard(), std::string("-, TimedOut 50"));
    QCOMPARE(station.probe().drops(DropCause::Unavailable), std::uint64_t{2});
}

void OutageTest::aDatabaseIsOut_data()
{
    QTest::addColumn<bool>("isSilent");
    QTest::addColumn<QString>("heard");

    QTest::newRow("it refuses") << false << "Ok 10, Unavailable 5";
    QTest::newRow("it does not answer") << true << "Ok 10, TimedOut 105";
}

void OutageTest::aDatabaseIsOut()
{
    QFETCH(bool, isSilent);
    QFETCH(QString, heard);
    ServiceWorld world;
    spec::DatabaseSettings impatient;
    impatient.queryTimeout = 100ms;
    impatient.writeTime = Distribution{distribution::Constant{10ms}};
    Database& store = world.addDatabase(impatient);
    StationSettings settings = oneWorker();
    settings.workers.concurrency = 2;
    Station& station = world.addStation(settings, {ServiceWorld::access(store)});
    world.ask(station);

    world.runUntil(5ms);
    if (isSilent)
        store.swallow(0, &kFault);
    else
        store.refuse(0, &kFault);
    world.ask(station);
    world.runUntil(1s);

    QCOMPARE(QString::fromStdString(world.heard()), heard);
}

void OutageTest::aManagedServiceIsOut_data()
{
    QTest::addColumn<bool>("isSilent");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("at");

    QTest::newRow("it refuses") << false << Outcome::Unavailable << 7;
    QTest::newRow("it does not answer, so the client's timeout decides") << true << Outcome::TimedOut << 30'006;
}

void OutageTest::aManagedServiceIsOut()
{
    QFETCH(bool, isSilent);
    QFETCH(Outcome, outcome);
    QFETCH(int, at);
    BrokerWorld world{spec::SqsSettings{.maxAttempts = 1}};
    const ChannelId queue = world.addChannel("jobs", spec::SqsQueue{});
    static_cast<void>(world.subscribe(queue, "worker"));

    world.broker->crashNode(0, isSilent);
    const Confirm& confirm = world.publish(world.addProducer(), queue, 1);
    world.runUntil(60s);

    QCOMPARE(confirm.outcome, outcome);
    QCOMPARE(confirm.at, SimTime{std::chrono::milliseconds{at}});
    QVERIFY(world.isBalanced());
}

void OutageTest::theFaultHitsAnExternalSystem()
{
    const std::string pay = R"(topology/components/pay={"name": "pay", "kind": "external", "response_time": "10ms",
                               "operations": [{"name": "charge"}]})";
    const FaultRun run(kRequests, R"({"name": "out", "fault": "outage", "target": "pay", "at": "350ms", "for": "300ms"})", {pay});

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 700>710 800>810 900>910"));
    QCOMPARE(run.figure("pay", "dropped: unavailable"), 3.0);
    QVERIFY(run.isBalanced());
}

void OutageTest::onlyTheInstanceOfADatabaseThatServesIsMissed_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<double>("missed");

    QTest::newRow("the host of the primary") << "db1" << "refuse" << 3.0;
    QTest::newRow("the host of the standby") << "db2" << "refuse" << 0.0;
    QTest::newRow("the host of the standby, silently") << "db2" << "hang" << 0.0;
    QTest::newRow("its zone") << "az2" << "refuse" << 0.0;
    QTest::newRow("both") << "db" << "refuse" << 3.0;
}

void OutageTest::onlyTheInstanceOfADatabaseThatServesIsMissed()
{
    QFETCH(QString, target);
    QFETCH(QString, answer);
    QFETCH(double, missed);
    const std::string hosts = R"(topology/hosts=[{"name": "db1", "zone": "az1"}, {"name": "db2", "zone": "az2"}])";
    const std::string components = R"(topology/components=[{"name": "web", "kind": "client"},
        {"name": "db", "kind": "database", "instances": 2, "hosts": ["db1", "db2"]},
        {"name": "pay", "kind": "service", "operations": [{"name": "charge", "program": [{"do": "access", "store": "db"}]}]}])";
    const QString fault = QStringLiteral(R"({"name": "out", "fault": "outage", "target": "%1", "answer": "%2", "at": "350ms", "for": "300ms"})");

    const FaultRun run(kRequests, fault.arg(target, answer).toStdString(),
                       {R"(topology/zones=[{"name": "az1"}, {"name": "az2"}])", hosts, components});

    QCOMPARE(run.figure("db", "dropped: unavailable"), missed);
    QVERIFY(run.isBalanced());
}

QTEST_APPLESS_MAIN(OutageTest)
#include "tst_outage.moc"
