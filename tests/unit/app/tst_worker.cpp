// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/worker.h"

#include <QtTest>

#include <csignal>
#include <cstdio>
#include <stdexcept>

using namespace stormglass;

/// A worker with a made-up engine.
class WorkerTest : public QObject {
    Q_OBJECT

private slots:
    void ordersAreCarriedOutInOrder();
    void exceptionIsABreakdown();
    void killedRunIsABreakdownWithItsLastWords();
    void runAfterAKilledOneIsCarriedOut();
    void cancelledOrdersThatWaitAreAnswered();
    void progressComesBeforeTheResult();
    void workerLeavesWhenNobodyReadsItsReplies();
    void orderSurvivesTheWayOverThePipe();
    void smallOrderRefersToTheScenarioBefore();
    void orderWithoutAnyScenarioIsRefused();
    void scenarioIsShownBeforeItsRun();
    void brokenOrderIsRefused_data();
    void brokenOrderIsRefused();
};

namespace {

/// What the made-up engine does follows from the name of the design.
Reply madeUpRun(const RunOrder& order, const RunWatch& watch)
{
    if (order.design == "throws")
        throw std::runtime_error("a promise was broken");
    if (order.design == "dies") {
        std::fputs("so long", stderr);
        std::raise(SIGKILL);
    }
    if (order.design == "tells")
        watch.progressed({0.5, 30});
    while (order.design == "goes on" && !watch.isStopWanted)
        watch.progressed({0.5, 30});
    results::RunResult result;
    result.design = order.design;
    result.replication = order.replication;
    return result;
}

std::string order(const std::string& design, std::int64_t replication = 0)
{
    return toLine(Order{RunOrder{"{}", design, replication}});
}

/// Everything that a worker replies to these orders.
std::vector<Reply> repliesTo(const std::string& orders)
{
    Pipe toWorker = makePipe();
    Pipe fromWorker = makePipe();
    if (!writeAll(toWorker.write.value(), orders))
        return {};
    toWorker.write.close();
    Worker(toWorker.read.value(), fromWorker.write.value(), madeUpRun).work();
    fromWorker.write.close();

    LineReader lines;
    while (lines.readFrom(fromWorker.read.value())) { }
    std::vector<Reply> replies;
    while (lines.hasLine())
        replies.push_back(readReply(lines.takeLine()).value());
    return replies;
}

}  // namespace

void WorkerTest::ordersAreCarriedOutInOrder()
{
    const std::vector<Reply> replies = repliesTo(order("sync", 2) + order("events"));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(std::get<results::RunResult>(replies[0]).design, std::string("sync"));
    QCOMPARE(std::get<results::RunResult>(replies[0]).replication, std::int64_t{2});
    QCOMPARE(std::get<results::RunResult>(replies[1]).design, std::string("events"));
}

void WorkerTest::exceptionIsABreakdown()
{
    const std::vector<Reply> replies = repliesTo(order("throws"));

    QCOMPARE(replies.size(), std::size_t{1});
    QCOMPARE(std::get<Breakdown>(replies[0]).message, std::string("a promise was broken"));
}

void WorkerTest::killedRunIsABreakdownWithItsLastWords()
{
    const std::vector<Reply> replies = repliesTo(order("dies"));

    QCOMPARE(replies.size(), std::size_t{1});
    QCOMPARE(std::get<Breakdown>(replies[0]).message,
             std::string("the run was ended by signal 9 (Killed); its last words: so long"));
}

void WorkerTest::runAfterAKilledOneIsCarriedOut()
{
    const std::vector<Reply> replies = repliesTo(order("dies") + order("sync"));

    QCOMPARE(replies.size(), std::size_t{2});
    QVERIFY(std::holds_alternative<results::RunResult>(replies[1]));
}

void WorkerTest::cancelledOrdersThatWaitAreAnswered()
{
    // Whoever gave them waits for as many replies.
    QCOMPARE(repliesTo(order("sync") + order("events") + toLine(Order{CancelOrder{}})).size(), std::size_t{2});
}

void WorkerTest::progressComesBeforeTheResult()
{
    const std::vector<Reply> replies = repliesTo(order("tells"));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(std::get<Progress>(replies[0]).fraction, 0.5);
    QVERIFY(std::holds_alternative<results::RunResult>(replies[1]));
}

void WorkerTest::workerLeavesWhenNobodyReadsItsReplies()
{
    Pipe toWorker = makePipe();
    Pipe fromWorker = makePipe();
    QVERIFY(writeAll(toWorker.write.value(), order("goes on")));
    fromWorker.read.close();

    QCOMPARE(Worker(toWorker.read.value(), fromWorker.write.value(), madeUpRun).work(), 0);
}

void WorkerTest::orderSurvivesTheWayOverThePipe()
{
    const std::string line = toLine(Order{RunOrder{R"({"name":"a \"b\""})", "sync", 7}});

    QCOMPARE(std::count(line.begin(), line.end(), '\n'), std::ptrdiff_t{1});
    const Result<Order> back = readOrder(line);
    QVERIFY(back.isOk());
    QCOMPARE(std::get<RunOrder>(back.value()).scenario, std::string(R"({"name":"a \"b\""})"));
    QCOMPARE(std::get<RunOrder>(back.value()).design, std::string("sync"));
    QCOMPARE(std::get<RunOrder>(back.value()).replication, std::int64_t{7});
}

void WorkerTest::smallOrderRefersToTheScenarioBefore()
{
    const RunOrder small{.scenario = {}, .design = "sync", .chaos = R"([{"name":"a"}])", .figures = {"late", "ack.p99"}};
    const std::string line = toLine(Order{small});

    const auto back = std::get<RunOrder>(readOrder(line).value());
    QVERIFY(back.scenario.empty());
    QCOMPARE(back.chaos, small.chaos);
    QCOMPARE(back.figures, small.figures);
    QCOMPARE(repliesTo(order("events") + line).size(), std::size_t{2});
}

void WorkerTest::orderWithoutAnyScenarioIsRefused()
{
    const std::vector<Reply> replies = repliesTo(toLine(Order{RunOrder{.scenario = {}, .design = "sync"}}));

    QCOMPARE(replies.size(), std::size_t{1});
    QVERIFY(std::holds_alternative<Rejection>(replies[0]));
}

void WorkerTest::scenarioIsShownBeforeItsRun()
{
    Pipe toWorker = makePipe();
    Pipe fromWorker = makePipe();
    QVERIFY(writeAll(toWorker.write.value(), order("sync") + toLine(Order{RunOrder{.scenario = {}, .design = "events"}})));
    toWorker.write.close();
    std::string shown;
    const auto run = [&](const RunOrder& order, const RunWatch&) -> Reply {
        return Breakdown{order.design + " of " + order.scenario + " after " + shown};
    };

    Worker(toWorker.read.value(), fromWorker.write.value(), run, [&](const std::string& scenario) { shown += scenario + " "; }).work();

    LineReader lines;
    QVERIFY(lines.readFrom(fromWorker.read.value()));
    QCOMPARE(std::get<Breakdown>(readReply(lines.takeLine()).value()).message, std::string("sync of {} after {} "));
    while (!lines.hasLine())
        QVERIFY(lines.readFrom(fromWorker.read.value()));
    QCOMPARE(std::get<Breakdown>(readReply(lines.takeLine()).value()).message, std::string("events of {} after {} {} "));
}

void WorkerTest::brokenOrderIsRefused_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::newRow("a scenario that is no object") << QByteArray(R"({"type":"run","scenario":[]})");
    QTest::newRow("chaos that is no list") << QByteArray(R"({"type":"run","scenario":{},"chaos":{}})");
    QTest::newRow("figures that are no list") << QByteArray(R"({"type":"run","scenario":{},"figures":"late"})");
    QTest::newRow("figures that are no names") << QByteArray(R"({"type":"run","scenario":{},"figures":[1]})");
}

void WorkerTest::brokenOrderIsRefused()
{
    QFETCH(QByteArray, order);

    QVERIFY(!readOrder(order.toStdString()).isOk());
}

QTEST_APPLESS_MAIN(WorkerTest)
#include "tst_worker.moc"
