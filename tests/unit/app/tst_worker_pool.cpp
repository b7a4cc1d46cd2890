// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/worker_pool.h"
#include "app/worker/worker.h"

#include <QtTest>

#include <csignal>
#include <set>

#include <unistd.h>

using namespace stormglass;

/// Plans on several workers. This program is its own worker, with a made-up engine.
class WorkerPoolTest : public QObject {
    Q_OBJECT

private slots:
    void everyRunHasItsPlace_data();
    void everyRunHasItsPlace();
    void brokenRunLeavesTheOthersAlone();
    void programThatIsNoWorkerIsABreakdownOfEachRun();
    void programThatIsNotThereIsTold();
    void progressEndsWithEverything();
    void workersStayForTheNextPlan();
    void aWorkerThatASecondInterruptEndsHasNotBrokenDown();
};

namespace {

constexpr std::int64_t kDeadlyReplication = 2;

Reply madeUpReply(const RunOrder& order, const RunWatch&)
{
    if (order.design == "deadly" && order.replication == kDeadlyReplication)
        std::raise(SIGKILL);
    results::RunResult result;
    if (order.design == "process")
        result.events = static_cast<std::uint64_t>(::getppid());
    result.design = order.design;
    result.replication = order.replication;
    return result;
}

RunOutcomes carryOut(const std::vector<std::string>& command, int jobs, const std::string& secondDesign)
{
    const RunPlan plan{"{}", {"first", secondDesign}, 5};
    return WorkerPool(command, jobs).carryOut(plan, [](const PlanProgress&) { });
}

std::vector<std::string> ownWorker() { return {ownPath(), "worker"}; }

}  // namespace

void WorkerPoolTest::everyRunHasItsPlace_data()
{
    QTest::addColumn<int>("jobs");
    QTest::newRow("one worker") << 1;
    QTest::newRow("some workers") << 3;
    QTest::newRow("more workers than runs") << 20;
}

void WorkerPoolTest::everyRunHasItsPlace()
{
    QFETCH(int, jobs);

    const RunOutcomes outcomes = carryOut(ownWorker(), jobs, "second");

    QCOMPARE(outcomes.replies.size(), std::size_t{10});
    for (std::size_t i = 0; i < outcomes.replies.size(); ++i) {
        const auto& result = std::get<results::RunResult>(outcomes.replies[i].value());
        QCOMPARE(result.design, std::string(i < 5 ? "first" : "second"));
        QCOMPARE(result.replication, static_cast<std::int64_t>(i % 5));
    }
    QVERIFY(!outcomes.wasInterrupted);
}

void WorkerPoolTest::brokenRunLeavesTheOthersAlone()
{
    const RunOutcomes outcomes = carryOut(ownWorker(), 2, "deadly");

    for (std::size_t i = 0; i < outcomes.replies.size(); ++i) {
        const bool isDeadly = i == 5 + static_cast<std::size_t>(kDeadlyReplication);
        QCOMPARE(std::holds_alternative<Breakdown>(outcomes.replies[i].value()), isDeadly);
    }
}

void WorkerPoolTest::programThatIsNoWorkerIsABreakdownOfEachRun()
{
    const RunOutcomes outcomes = carryOut({"/bin/false"}, 2, "second");

    for (const std::optional<Reply>& reply : outcomes.replies)
        QCOMPARE(std::get<Breakdown>(reply.value()).message, std::string("the worker process ended with code 1"));
}

void WorkerPoolTest::programThatIsNotThereIsTold()
{
    QVERIFY_EXCEPTION_THROWN(carryOut({"/nowhere/stormglass"}, 2, "second"), std::system_error);
}

void WorkerPoolTest::progressEndsWithEverything()
{
    const RunPlan plan{"{}", {"first"}, 4};
    PlanProgress last;

    static_cast<void>(WorkerPool(ownWorker(), 2).carryOut(plan, [&](const PlanProgress& now) { last = now; }));

    QCOMPARE(last.finished, std::size_t{4});
    QCOMPARE(last.total, std::size_t{4});
    QCOMPARE(last.fraction, 1.0);
}

void WorkerPoolTest::workersStayForTheNextPlan()
{
    const RunPlan plan{"{}", {"process"}, 4};
    WorkerPool pool(ownWorker(), 1);
    const auto parentsOf = [&] {
        std::set<std::int64_t> parents;
        const RunOutcomes outcomes = pool.carryOut(plan, [](const PlanProgress&) { });
        for (const std::optional<Reply>& reply : outcomes.replies)
            parents.insert(static_cast<std::int64_t>(std::get<results::RunResult>(reply.value()).events));
        return parents;
    };

    const auto first = parentsOf();

    QCOMPARE(first.size(), std::size_t{1});
    QVERIFY(parentsOf() == first);
}

void WorkerPoolTest::aWorkerThatASecondInterruptEndsHasNotBrokenDown()
{
    const RunPlan plan{"{}", {"first"}, 1};
    WorkerPool pool({"/bin/sleep", "60"}, 1);
    std::raise(SIGINT);  // asks for an end that does not come

    const RunOutcomes outcomes = pool.carryOut(plan, [](const PlanProgress&) { std::raise(SIGINT); });

    QVERIFY(outcomes.wasInterrupted);
    QVERIFY(!outcomes.replies.front());
}

int main(int argumentCount, char** arguments)
{
    if (argumentCount == 2 && std::string_view(arguments[1]) == "worker")
        return Worker(STDIN_FILENO, STDOUT_FILENO, madeUpReply).work();
    WorkerPoolTest test;
    return QTest::qExec(&test, argumentCount, arguments);
}

#include "tst_worker_pool.moc"
