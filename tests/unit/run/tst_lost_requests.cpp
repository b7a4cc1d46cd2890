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
    void deadLettersThatNobodyReadsAreNotCompleted_data();
    void deadLettersThatNobodyReadsAreNotCompleted();
    void deadLettersThatSomebodyReadsAreCompleted_data();
    void deadLettersThatSomebodyReadsAreCompleted();
    void aStuckFlowTellsOfItsDeadLetter();
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

/// "dead" beside "orders"; what is given up goes there, by the consumer's doing or by the broker's.
std::vector<std::string> withDeadLetters(const std::string& broker, bool isBrokers)
{
    const std::string kind = broker + (broker == "kafka" ? "-topic" : "-queue");
    std::string orders = R"({"name": "orders", "broker": ")" + broker + R"(", "kind": ")" + kind + '"';
    if (isBrokers && broker == "rabbitmq")
        orders += R"(, "x-dead-letter-exchange": "dead")";
    if (isBrokers && broker == "sqs")
        orders += R"(, "deadLetterTargetArn": "dead", "maxReceiveCount": 1)";
    std::vector<std::string> changes{"topology/channels=[" + orders + R"(}, {"name": "dead", "broker": ")" + broker + R"(", "kind": ")"
                                     + kind + R"("}])"};
    if (!isBrokers)
        changes.push_back(
            R"(topology/components/worker/failed_messages={"max_attempts": 1, "then": "dead-letter", "dead_letter_channel": "dead"})");
    return changes;
}

void addDeadLetterRows()
{
    QTest::addColumn<QString>("broker");
    QTest::addColumn<bool>("isBrokers");
    for (const char* broker : {"kafka", "rabbitmq", "sqs"})
        QTest::addRow("laid aside by the consumer, %s", broker) << QString::fromLatin1(broker) << false;
    for (const char* broker : {"rabbitmq", "sqs"})
        QTest::addRow("laid aside by the broker, %s", broker) << QString::fromLatin1(broker) << true;
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

void LostRequestsTest::deadLettersThatNobodyReadsAreNotCompleted_data() { addDeadLetterRows(); }

void LostRequestsTest::deadLettersThatNobodyReadsAreNotCompleted()
{
    QFETCH(const QString, broker);
    QFETCH(const bool, isBrokers);
    std::vector<std::string> changes = withDeadLetters(broker.toStdString(), isBrokers);
    changes.push_back(kEveryFifthIsPoison);

    const results::RunResult result = runText(kImpatientShop, {}, changes);

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "orders", "dead-lettered"), 3U);
    QCOMPARE(accountOf(result, "buyers", "completed"), 16U);
    QCOMPARE(accountOf(result, "buyers", "lost: dead-lettered"), 3U);
    QCOMPARE(figureOf(result, "buyers.rejected"), 3.0);
}

void LostRequestsTest::deadLettersThatSomebodyReadsAreCompleted_data() { addDeadLetterRows(); }

void LostRequestsTest::deadLettersThatSomebodyReadsAreCompleted()
{
    QFETCH(const QString, broker);
    QFETCH(const bool, isBrokers);
    std::vector<std::string> changes = withDeadLetters(broker.toStdString(), isBrokers);
    changes.push_back(R"(chaos=[{"name": "f", "fault": "error", "target": "worker", "requests": "100%", "at": "0s"}])");
    changes.push_back(R"(topology/components/shop/operations=[
        {"name": "buy", "program": [{"do": "publish", "channel": "orders"}]},
        {"name": "inspect", "consumes": ["dead"], "program": [{"do": "work", "time": "1ms"}]}])");

    const results::RunResult result = runText(kImpatientShop, {}, changes);

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(accountOf(result, "orders", "dead-lettered"), 19U);
    QCOMPARE(accountOf(result, "buyers", "completed"), 19U);
}

void LostRequestsTest::aStuckFlowTellsOfItsDeadLetter()
{
    const results::RunResult result = runText(R"({
  "format": "stormglass/1", "name": "shop",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"}, {"name": "orders", "kind": "service"},
      {"name": "payment", "kind": "service",
       "failed_messages": {"max_attempts": 2, "then": "dead-letter", "dead_letter_channel": "dead"}},
      {"name": "rabbitmq", "kind": "rabbitmq"}
    ],
    "channels": [{"name": "dead", "broker": "rabbitmq", "kind": "rabbitmq-queue"}]
  },
  "flows": [{"name": "order", "client": "web", "steps": [{"name": "place", "component": "orders", "time": "1ms"},
    {"name": "pay", "component": "payment", "after": ["place"], "time": "1ms"}]}],
  "designs": [{"name": "events", "style": "choreography", "broker": "rabbitmq"}],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "constant", "rate": "10/s"}],
  "chaos": [{"name": "broken", "fault": "error", "target": "payment", "requests": "100%", "at": "1s", "for": "1s"}],
  "run": {"duration": "3s", "drain": "20s"}
})", {.design = "events"});

    QCOMPARE(failuresOf(result), std::string());
    QVERIFY2(figureOf(result, "order.inconsistent") > 5, "the effect of the first step stands, and nobody goes on");
    QCOMPARE(result.stuck.front().cause, std::string("dead-lettered"));
    QCOMPARE(result.stuck.front().open, std::vector<std::string>{"pay"});
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
