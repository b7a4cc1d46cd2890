// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests of a workload without a flow whose messages do not all come to something.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::test;

class LostRequestsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsGivenUpIsNotCompleted_data();
    void whatIsGivenUpIsNotCompleted();
    void completionIsTheEndOfTheHandler();
};

namespace {

/// Ten requests a second for two seconds are published by "shop", and handled in 10 ms by "worker", which tries once.
const std::string kImpatientShop = R"({
  "format": "stormglass/1", "name": "shop",
  "topology": {
    "network": {"same_host": "0s", "same_zone": "1ms", "between_zones": "1ms", "bandwidth": "1000000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "shop", "kind": "service", "operations": [{"name": "buy", "program": [{"do": "publish", "channel": "orders"}]}]},
      {"name": "worker", "kind": "service", "failed_messages": {"max_attempts": 1},
       "operations": [{"name": "handle", "consumes": ["orders"], "program": [{"do": "work", "time": "10ms"}]}]},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s", "producer": {"linger.ms": "0s"}},
      {"name": "rabbitmq", "kind": "rabbitmq"},
      {"name": "sqs", "kind": "sqs"}
    ],
    "channels": [{"name": "orders", "broker": "kafka", "kind": "kafka-topic"}]
  },
  "workload": [{"name": "buyers", "client": "web", "component": "shop", "operation": "buy", "arrivals": "constant", "rate": "10/s"}],
  "run": {"duration": "2s", "drain": "20s"}
})";

const std::string kEveryFifthIsPoison
    = R"(chaos=[{"name": "f", "fault": "poison", "channel": "orders", "nth": 5, "at": "0s"}])";

std::string ordersAt(const std::string& broker)
{
    return R"(topology/channels=[{"name": "orders", "broker": ")" + broker + R"(", "kind": ")" + broker
        + (broker == "kafka" ? R"(-topic"}])" : R"(-queue"}])");
}

}  // namespace

void LostRequestsTest::whatIsGivenUpIsNotCompleted_data()
{
    QTest::addColumn<QString>("broker");
    for (const char* broker : {"kafka", "rabbitmq", "sqs"})
        QTest::addRow("%s", broker) << QString::fromLatin1(broker);
}

void LostRequestsTest::whatIsGivenUpIsNotCompleted()
{
    QFETCH(const QString, broker);

    const results::RunResult result = runText(kImpatientShop, {}, {ordersAt(broker.toStdString()), kEveryFifthIsPoison});

    // Nineteen requests, of which the 5th, 10th and 15th are skipped for good.
    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 16U);
    QCOMPARE(accountOf(result, "buyers", "lost: discarded"), 3U);
    QCOMPARE(figureOf(result, "buyers.rejected"), 3.0);
    QCOMPARE(figureOf(result, "buyers.completion.p99") < 0.1, true);
}

void LostRequestsTest::completionIsTheEndOfTheHandler()
{
    const results::RunResult result = runText(kImpatientShop, {});

    // Client to shop, shop to broker, 10 ms of work 2 ms later: not the commit, which follows within 5 s.
    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "buyers", "completed"), 19U);
    QVERIFY2(figureOf(result, "buyers.completion.p99") < 0.03, std::to_string(figureOf(result, "buyers.completion.p99")).c_str());
    QVERIFY(figureOf(result, "buyers.completion.p50") > 0.01);
}

QTEST_GUILESS_MAIN(LostRequestsTest)
#include "tst_lost_requests.moc"
