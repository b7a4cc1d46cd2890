// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read replicas: who executes a read, and what it does not see.
#include "models/stores/replicas.h"

#include "tests/unit/services/service_world.h"

#include <QTest>

#include <cmath>
#include <map>

namespace stormglass {

using namespace tests;

namespace {

/// A primary and two replicas; a read takes 10 ms, a write 1 ms.
struct ReplicaWorld {
    explicit ReplicaWorld(Duration lag = 0s) : database(world.addDatabase(settings(lag), 3))
    {
        database.addReplicas();
        spec::DatabaseSettings many = settings(lag);
        many.concurrency = 10;
        manyAtATime = &world.addDatabase(many, 2);
        manyAtATime->addReplicas();
        reader = &world.addStation(plentyOfWorkers(), {{instruction::Access{&database, false}}});
        writer = &world.addStation(plentyOfWorkers(), {{instruction::Access{&database, true}}});
    }
    static spec::DatabaseSettings settings(Duration lag)
    {
        spec::DatabaseSettings settings;
        settings.maximumPoolSize = 1000;
        settings.maxConnections = 100'000;
        settings.concurrency = 1;
        settings.readTime = Distribution{distribution::Constant{10ms}};
        settings.writeTime = Distribution{distribution::Constant{1ms}};
        settings.replicaLag = Distribution{distribution::Constant{lag}};
        return settings;
    }
    static StationSettings plentyOfWorkers()
    {
        StationSettings settings = oneWorker();
        settings.workers.concurrency = 100'000;
        return settings;
    }
    [[nodiscard]] std::map<std::string, double> figures() const { return figuresOf(database); }
    [[nodiscard]] static std::map<std::string, double> figuresOf(const Database& of)
    {
        std::map<std::string, double> all;
        of.addFigures([&](const char* name, double value, std::uint64_t) { all[name] = value; });
        return all;
    }

    ServiceWorld world;
    Database& database;
    Database* manyAtATime = nullptr;  // another one
    Station* reader = nullptr;
    Station* writer = nullptr;
};

}  // namespace

class ReplicasTest : public QObject {
    Q_OBJECT

private slots:
    void readsGoToTheReplicasInTurnAndWritesToThePrimary();
    void theOneThatIsDownIsLeftOut();
    void withoutAnyThePrimaryIsRead();
    void afterAFailoverTheNewPrimaryIsNotRead();
    void anOutageIsOneOfTheNodesThatItHits_data();
    void anOutageIsOneOfTheNodesThatItHits();
    void aReadJustAfterAWriteIsStale();
    void whatIsWrittenDuringAReadIsNotMissing();
    void twoWritesMayComeAtOnce();
    void readsAreStaleAsOftenAsTheLagSays();
};

void ReplicasTest::readsGoToTheReplicasInTurnAndWritesToThePrimary()
{
    ReplicaWorld shop;

    for (int i = 0; i < 4; ++i)
        shop.world.ask(*shop.reader);
    for (int i = 0; i < 2; ++i)
        shop.world.ask(*shop.writer);
    shop.world.runUntil(1s);

    QCOMPARE(shop.world.heard(), "Ok 10, Ok 10, Ok 20, Ok 20, Ok 1, Ok 2");
    QCOMPARE(shop.database.probe().served(), 6U);  // the figures are those of all nodes
    QCOMPARE(shop.database.probe().littlesLawGap(shop.world.calendar.now()), 0.0);
    QCOMPARE(shop.figures().at("replica_reads"), 4.0);
}

void ReplicasTest::theOneThatIsDownIsLeftOut()
{
    ReplicaWorld shop;

    shop.world.ask(*shop.reader);  // at the second node
    shop.world.runUntil(5ms);
    shop.database.crash(1, false);
    for (int i = 0; i < 2; ++i)
        shop.world.ask(*shop.reader);
    shop.world.runUntil(1s);
    shop.database.restart(1);
    for (int i = 0; i < 2; ++i)
        shop.world.ask(*shop.reader);
    shop.world.runUntil(2s);

    QCOMPARE(shop.world.heard(), "Reset 5, Ok 15, Ok 25, Ok 1010, Ok 1010");
}

void ReplicasTest::withoutAnyThePrimaryIsRead()
{
    ReplicaWorld shop;
    shop.database.crash(1, false);
    shop.database.crash(2, false);

    shop.world.ask(*shop.reader);
    shop.world.runUntil(1s);

    QCOMPARE(shop.world.heard(), "Ok 10");
    QCOMPARE(shop.figures().at("replica_reads"), 0.0);
}

void ReplicasTest::afterAFailoverTheNewPrimaryIsNotRead()
{
    ReplicaWorld shop;
    static_cast<void>(shop.database.losePrimary());
    shop.database.takeOver();  // by the second; the first is gone

    for (int i = 0; i < 2; ++i)
        shop.world.ask(*shop.reader);
    shop.world.ask(*shop.writer);
    shop.world.runUntil(1s);

    QCOMPARE(shop.world.heard(), "Ok 10, Ok 20, Ok 1");
}

void ReplicasTest::anOutageIsOneOfTheNodesThatItHits_data()
{
    QTest::addColumn<QList<int>>("nodes");
    QTest::addColumn<QString>("heard");

    QTest::newRow("all") << QList<int>{0, 1, 2} << "Unavailable 0, Unavailable 0, Unavailable 0, Ok 1010";
    QTest::newRow("the primary") << QList<int>{0} << "Ok 10, Ok 10, Unavailable 0, Ok 1010";
    QTest::newRow("a replica") << QList<int>{1} << "Unavailable 0, Ok 10, Ok 1, Ok 1010";
}

void ReplicasTest::anOutageIsOneOfTheNodesThatItHits()
{
    QFETCH(QList<int>, nodes);
    QFETCH(QString, heard);
    ReplicaWorld shop;
    for (const int node : nodes)
        shop.database.refuse(static_cast<std::size_t>(node), this);

    for (int i = 0; i < 2; ++i)
        shop.world.ask(*shop.reader);  // at the second node and the third
    shop.world.ask(*shop.writer);
    shop.world.runUntil(1s);
    for (const int node : nodes)
        shop.database.answerAgain(static_cast<std::size_t>(node), this);
    shop.world.ask(*shop.reader);
    shop.world.runUntil(2s);

    QCOMPARE(QString::fromStdString(shop.world.heard()), heard);
    // What was refused has read nothing.
    QCOMPARE(shop.figures().at("replica_reads"), static_cast<double>(heard.first(heard.lastIndexOf(QLatin1Char(','))).count(QLatin1String("Ok 10"))) + 1);
}

void ReplicasTest::aReadJustAfterAWriteIsStale()
{
    ReplicaWorld shop(100ms);
    const TransactionRef order = shop.world.newTransaction();
    const TransactionRef other = shop.world.newTransaction();
    const auto write = [&](const TransactionRef& of) { shop.database.query(HostId{0}, of, true, {}); };
    const auto read = [&](const TransactionRef& of) { shop.database.toRead().query(HostId{0}, of, false, {}); };

    write(order);
    shop.world.runUntil(50ms);
    read(order);
    read(other);
    shop.world.runUntil(100ms);
    QCOMPARE(shop.figures().at("stale_reads"), 1.0);
    shop.world.runUntil(150ms);
    read(order);
    shop.world.runUntil(200ms);

    QCOMPARE(shop.figures().at("stale_reads"), 1.0);
    QCOMPARE(shop.figures().at("replica_reads"), 3.0);
    QVERIFY(std::abs(shop.figures().at("staleness.mean") - 0.1) < 1e-9);
}

/// The read begins before the write, and ends after it.
void ReplicasTest::whatIsWrittenDuringAReadIsNotMissing()
{
    ReplicaWorld shop(100ms);
    const TransactionRef order = shop.world.newTransaction();

    shop.database.toRead().query(HostId{0}, order, false, {});
    shop.database.query(HostId{0}, order, true, {});
    shop.world.runUntil(1s);

    QCOMPARE(shop.figures().at("replica_reads"), 1.0);
    QCOMPARE(shop.figures().at("stale_reads"), 0.0);
}

void ReplicasTest::twoWritesMayComeAtOnce()
{
    ReplicaWorld shop(100ms);
    const TransactionRef order = shop.world.newTransaction();
    const TransactionRef other = shop.world.newTransaction();
    const auto write = [&](const TransactionRef& of) { shop.manyAtATime->query(HostId{0}, of, true, {}); };

    write(order);
    write(order);
    shop.world.runUntil(1h);  // both are forgotten
    write(other);
    shop.world.runUntil(1h + 10ms);
    shop.manyAtATime->toRead().query(HostId{0}, other, false, {});
    shop.world.runUntil(2h);

    QCOMPARE(ReplicaWorld::figuresOf(*shop.manyAtATime).at("stale_reads"), 1.0);
}

/// Writes of a key at a rate r, a lag of L: a read at any time misses the newest write with probability 1 - exp(-rL).
void ReplicasTest::readsAreStaleAsOftenAsTheLagSays()
{
    ReplicaWorld shop(200ms);
    constexpr double kRate = 2;
    constexpr int kReads = 20'000;
    Replicas replicas(shop.world.world, "database", ReplicaWorld::settings(200ms));

    RandomStream draws(3);
    double nextWrite = 0;
    for (int i = 0; i < kReads; ++i) {
        const double now = i * 0.37;
        for (; nextWrite < now; nextWrite -= std::log(draws.uniform()) / kRate)
            replicas.noteWrite({nullptr, 1}, SimTime{Duration{static_cast<std::int64_t>(nextWrite * 1e9)}});
        replicas.noteRead({nullptr, 1}, SimTime{Duration{static_cast<std::int64_t>(now * 1e9)}});
    }

    double stale = 0;
    replicas.addFigures([&](const char* name, double value, std::uint64_t) { stale = name == std::string("stale_reads") ? value : stale; });
    const double expected = 1 - std::exp(-kRate * 0.2);
    QVERIFY2(std::abs(stale / kReads - expected) < 0.015, qPrintable(QStringLiteral("%1, expected %2").arg(stale / kReads).arg(expected)));
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::ReplicasTest)
#include "tst_replicas.moc"
