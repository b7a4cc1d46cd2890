// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include "scenarios/results_json.h"

#include <nlohmann/json.hpp>

using namespace stormglass::test;

/// The worker protocol, with the engine behind it.
class WorkerCommandTest : public QObject {
    Q_OBJECT

private slots:
    void everyOrderHasOneLastReply();
    void ordersThatCannotBeUsedAreRefused_data();
    void ordersThatCannotBeUsedAreRefused();
    void cancelledRunDeliversWhatItHasMeasured();
};

namespace {

QByteArray orderFor(const QByteArray& scenario, const QByteArray& design, int replication = 0)
{
    const auto parsed = nlohmann::ordered_json::parse(scenario.toStdString());
    const nlohmann::ordered_json order{
        {"type", "run"}, {"scenario", parsed}, {"design", design.toStdString()}, {"replication", replication}};
    return QByteArray::fromStdString(order.dump()) + '\n';
}

/// The replies that are not progress.
std::vector<nlohmann::json> lastReplies(const QByteArray& output)
{
    std::vector<nlohmann::json> replies;
    for (const QByteArray& line : output.trimmed().split('\n')) {
        nlohmann::json reply = nlohmann::json::parse(line.toStdString());
        if (reply["type"] != "progress")
            replies.push_back(std::move(reply));
    }
    return replies;
}

std::vector<nlohmann::json> repliesTo(const QByteArray& orders)
{
    QProcess worker;
    worker.start(programPath(), {QStringLiteral("worker")});
    worker.write(orders);
    worker.closeWriteChannel();
    if (!worker.waitForFinished(60'000) || worker.exitCode() != 0)
        return {};
    return lastReplies(worker.readAllStandardOutput());
}

}  // namespace

void WorkerCommandTest::everyOrderHasOneLastReply()
{
    const auto replies = repliesTo(orderFor(smallShop(), "sync") + orderFor(smallShop(), "events", 3));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(replies[0]["result"]["design"].get<std::string>(), std::string("sync"));
    QCOMPARE(replies[1]["result"]["design"].get<std::string>(), std::string("events"));
    QCOMPARE(replies[1]["result"]["replication"].get<int>(), 3);
    QVERIFY(stormglass::readRunResult(replies[1]["result"]).isOk());
}

void WorkerCommandTest::ordersThatCannotBeUsedAreRefused_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("no JSON") << QByteArray("run!\n") << QByteArray("cannot be read");
    QTest::newRow("no type") << QByteArray("{}\n") << QByteArray("expected the type run or cancel");
    QTest::newRow("no scenario") << QByteArray("{\"type\":\"run\"}\n") << QByteArray("expected a scenario");
    QTest::newRow("an unknown design") << orderFor(smallShop(), "sinc") << QByteArray("did you mean \"sync\"?");
    QTest::newRow("an invalid scenario") << orderFor(smallShopExpecting("1 < 2"), "sync") << QByteArray("expected");
}

void WorkerCommandTest::ordersThatCannotBeUsedAreRefused()
{
    QFETCH(QByteArray, order);
    QFETCH(QByteArray, expected);

    const auto replies = repliesTo(order + orderFor(smallShop(), "sync"));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(replies[0]["type"].get<std::string>(), std::string("error"));
    QVERIFY(QByteArray::fromStdString(replies[0]["issues"][0]["message"].get<std::string>()).contains(expected));
    QCOMPARE(replies[1]["type"].get<std::string>(), std::string("result"));
}

void WorkerCommandTest::cancelledRunDeliversWhatItHasMeasured()
{
    QProcess worker;
    worker.start(programPath(), {QStringLiteral("worker")});
    worker.write(orderFor(smallShop().replace("\"duration\": \"20s\"", "\"duration\": \"100d\""), "sync"));
    QVERIFY(worker.waitForReadyRead(20'000));  // The first progress: the run is under way.

    worker.write("{\"type\":\"cancel\"}\n");
    worker.closeWriteChannel();

    QVERIFY(worker.waitForFinished(20'000));
    const auto replies = lastReplies(worker.readAllStandardOutput());
    QCOMPARE(replies.size(), std::size_t{1});
    QCOMPARE(replies[0]["result"]["partial"].get<bool>(), true);
}

QTEST_GUILESS_MAIN(WorkerCommandTest)
#include "tst_worker_command.moc"
