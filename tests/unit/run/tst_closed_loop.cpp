// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A closed loop: so many users, each of whom thinks, asks, and waits for the answer.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>

namespace stormglass {

using namespace test;

namespace {

/// 5 ms there, 30 ms of work, 5 ms back. The bandwidth is so great that sizes do not count.
constexpr const char* kClosedLoop = R"json({
  "format": "stormglass/1",
  "name": "closed loop",
  "topology": {
    "network": {"same_zone": "5ms", "bandwidth": "1000000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "server", "kind": "service", "concurrency": 8,
       "operations": [{"name": "serve", "program": [{"do": "work", "time": "30ms"}]}]}
    ]
  },
  "workload": [{"name": "users", "client": "web", "component": "server", "operation": "serve", "arrivals": "closed",
                "users": 4, "think_time": "60ms"}],
  "run": {"duration": "9600ms", "warm_up": "2400ms", "drain": "10s"}
})json";

/// The most requests that were at the server at the same time.
int mostPresent(const results::RunResult& result)
{
    std::vector<std::pair<double, int>> changes;
    for (const results::Span& span : result.spans) {
        changes.emplace_back(span.start, 1);
        changes.emplace_back(span.end, -1);
    }
    std::ranges::sort(changes);  // at the same instant, who leaves goes first
    int present = 0;
    int most = 0;
    for (const auto& [at, change] : changes) {
        present += change;
        most = std::max(most, present);
    }
    return most;
}

}  // namespace

class ClosedLoopTest : public QObject {
    Q_OBJECT

private slots:
    void throughputIsUsersByTheTimeOfARound_data();
    void throughputIsUsersByTheTimeOfARound();
    void neverMoreRequestsThanUsers_data();
    void neverMoreRequestsThanUsers();
    void aLargeRequestTakesItsTimeOnTheWay();
};

void ClosedLoopTest::throughputIsUsersByTheTimeOfARound_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("workers");
    QTest::addColumn<QString>("think");
    QTest::addColumn<double>("thinkSeconds");
    QTest::addColumn<double>("response");

    QTest::newRow("nobody waits") << 4 << 8 << QStringLiteral("60ms") << 0.06 << 0.04;
    QTest::newRow("nobody thinks") << 3 << 8 << QStringLiteral("0s") << 0.0 << 0.04;
    QTest::newRow("one user alone") << 1 << 1 << QStringLiteral("60ms") << 0.06 << 0.04;
    // One worker serves four in 120 ms; a round without waiting would take 100 ms.
    QTest::newRow("they wait for each other") << 4 << 1 << QStringLiteral("60ms") << 0.06 << 0.06;
    QTest::newRow("they wait and do not think") << 4 << 1 << QStringLiteral("0s") << 0.0 << 0.12;
}

void ClosedLoopTest::throughputIsUsersByTheTimeOfARound()
{
    QFETCH(int, users);
    QFETCH(int, workers);
    QFETCH(QString, think);
    QFETCH(double, thinkSeconds);
    QFETCH(double, response);

    const results::RunResult result
        = runText(kClosedLoop, {}, {"workload/users/users=" + std::to_string(users),
                                  "workload/users/think_time=" + think.toStdString(),
                                  "topology/components/server/concurrency=" + std::to_string(workers)});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "users.ack.mean"), response);
    QCOMPARE(figureOf(result, "users.throughput"), users / (response + thinkSeconds));  // of 7.2 s, full rounds all
    QCOMPARE(figureOf(result, "users.accepted"), 1.0);
}

void ClosedLoopTest::neverMoreRequestsThanUsers_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("workers");

    QTest::newRow("enough workers") << 7 << 8;
    QTest::newRow("fewer workers than users") << 7 << 2;
}

void ClosedLoopTest::neverMoreRequestsThanUsers()
{
    QFETCH(int, users);
    QFETCH(int, workers);

    const results::RunResult result
        = runText(kClosedLoop, {.tracedFlows = 1'000'000},
                  {"workload/users/users=" + std::to_string(users), "workload/users/think_time=exponential(20ms)",
                   "topology/components/server/concurrency=" + std::to_string(workers),
                   "topology/components/server/operations/serve/program/0/time=exponential(30ms)"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY(result.spans.size() > 400);
    QCOMPARE(mostPresent(result), users);  // and in such a time, once all of them
    QVERIFY(std::ranges::max(seriesOf(result, "users", "unfinished")) <= users);
}

void ClosedLoopTest::aLargeRequestTakesItsTimeOnTheWay()
{
    const std::vector<std::string> onOneMegabytePerSecond{"topology/network/bandwidth=1MB/s", "workload/users/users=1"};
    std::vector<std::string> large = onOneMegabytePerSecond;
    large.push_back("workload/users/message_size=101024B");

    const results::RunResult usual = runText(kClosedLoop, {}, onOneMegabytePerSecond);
    const results::RunResult result = runText(kClosedLoop, {}, large);

    QCOMPARE(figureOf(result, "users.ack.mean") - figureOf(usual, "users.ack.mean"), 0.1);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::ClosedLoopTest)
#include "tst_closed_loop.moc"
