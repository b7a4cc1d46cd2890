// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One choreography over the managed services of AWS: who gets what, in which order, and what it costs.
#include "tests/support/scenario_run.h"

#include <QTest>

namespace stormglass {

using namespace test;

namespace {

/// Orders at 20/s for 20 s. The topics come before the queues that they deliver to.
constexpr const char* kManagedShop = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service"},
      {"name": "payment", "kind": "service", "instances": 2},
      {"name": "mail", "kind": "service"},
      {"name": "sns", "kind": "sns", "queues": "sqs"},
      {"name": "sqs", "kind": "sqs"}
    ],
    "channels": CHANNELS
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "2ms"},
      {"name": "tell", "component": "mail", "after": ["place"], "time": "2ms"}]}
  ],
  "designs": [
    {"name": "sns", "style": "choreography", "broker": "sns"},
    {"name": "sqs", "style": "choreography", "broker": "sqs"}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "constant", "rate": "20/s"}],
  "chaos": FAULTS,
  "run": {"duration": "20s", "drain": "3m"}
})json";

results::RunResult runManaged(const std::string& design, const std::string& channels, const std::string& faults = "[]")
{
    std::string text = kManagedShop;
    text.replace(text.find("CHANNELS"), 8, channels);
    text.replace(text.find("FAULTS"), 6, faults);
    return runText(text, {.design = design});
}

const std::string kHttpsTopic = R"([{"name": "orders-events", "broker": "sns", "kind": "sns-topic", "Protocol": "https"}])";

}  // namespace

class ManagedQueuesTest : public QObject {
    Q_OBJECT

private slots:
    void everyOrderIsPaidAndTold_data();
    void everyOrderIsPaidAndTold();
    void aTopicDeliversWhatFailedLater_data();
    void aTopicDeliversWhatFailedLater();
    void anOutageOfSnsLosesNothingThatItTook();
    void duplicatesOfAFifoQueueAreDropped_data();
    void duplicatesOfAFifoQueueAreDropped();
    void aMessageCostsASendAReceiveAndADelete();
};

void ManagedQueuesTest::everyOrderIsPaidAndTold_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("channels");

    QTest::newRow("sqs") << "sqs" << "[]";
    QTest::newRow("FIFO queues") << "sqs" << R"([{"name": "orders-events", "broker": "sqs", "kind": "sqs-queue", "FifoQueue": true, "message_groups": 4}])";
    QTest::newRow("sns to queues") << "sns" << "[]";
    QTest::newRow("sns to services") << "sns" << QString::fromStdString(kHttpsTopic);
    QTest::newRow("FIFO topics") << "sns" << R"([{"name": "orders-events", "broker": "sns", "kind": "sns-topic", "FifoTopic": true, "queue": {"FifoQueue": true}}])";
}

void ManagedQueuesTest::everyOrderIsPaidAndTold()
{
    QFETCH(QString, design);
    QFETCH(QString, channels);

    const results::RunResult result = runManaged(design.toStdString(), channels.toStdString());

    QCOMPARE(failuresOf(result), "");
    QCOMPARE(accountOf(result, "order", "completed"), accountOf(result, "orders-events", "delivered") / 2);
    QVERIFY(accountOf(result, "order", "completed") >= 399);
}

void ManagedQueuesTest::aTopicDeliversWhatFailedLater_data()
{
    QTest::addColumn<QString>("channels");
    QTest::addColumn<QString>("fault");

    QTest::newRow("the queues are down") << "[]" << R"("fault": "outage", "target": "sqs")";
    QTest::newRow("a service is down") << QString::fromStdString(kHttpsTopic) << R"("fault": "crash", "target": "mail")";
}

void ManagedQueuesTest::aTopicDeliversWhatFailedLater()
{
    QFETCH(QString, channels);
    QFETCH(QString, fault);

    const results::RunResult result = runManaged("sns", channels.toStdString(), R"([{"name": "down", )" + fault.toStdString() + R"(, "at": "5s", "for": "5s"}])");

    QCOMPARE(failuresOf(result), "");
    QVERIFY(accountOf(result, "order", "completed") >= 399);
}

void ManagedQueuesTest::anOutageOfSnsLosesNothingThatItTook()
{
    const results::RunResult result = runManaged("sns", "[]", R"([{"name": "down", "fault": "outage", "target": "sns", "at": "5s", "for": "5s"}])");

    QCOMPARE(failuresOf(result), "");
    QVERIFY(accountOf(result, "order", "completed") >= 399);
    QVERIFY2(figureOf(result, "order.completion.p99.9") > 4, "the first order of the outage waits for its end");
}

void ManagedQueuesTest::duplicatesOfAFifoQueueAreDropped_data()
{
    QTest::addColumn<QString>("channels");
    QTest::addColumn<bool>("areDropped");

    QTest::newRow("standard") << "[]" << false;
    QTest::newRow("FIFO") << R"([{"name": "orders-events", "broker": "sqs", "kind": "sqs-queue", "FifoQueue": true}])" << true;
}

void ManagedQueuesTest::duplicatesOfAFifoQueueAreDropped()
{
    QFETCH(QString, channels);
    QFETCH(bool, areDropped);
    const std::string fault = R"([{"name": "twice", "fault": "duplicate", "channel": "orders-events", "at": "0s", "for": "20s"}])";

    const results::RunResult result = runManaged("sqs", channels.toStdString(), fault);

    QCOMPARE(failuresOf(result), "");
    QCOMPARE(figureOf(result, "orders-events.deduplicated") > 0, areDropped);
    QCOMPARE(figureOf(result, "order.duplicates") > 0, !areDropped);
}

void ManagedQueuesTest::aMessageCostsASendAReceiveAndADelete()
{
    const results::RunResult result = runManaged("sqs", "[]");

    // One send goes to two queues, each with a receive and a delete for a message, as nearly none come together.
    const double sent = figureOf(result, "orders-events.published") / 2;
    const double useful = figureOf(result, "orders-events.requests") - figureOf(result, "orders-events.requests.empty");
    QVERIFY(useful > 4.5 * sent && useful <= 5 * sent);
    QVERIFY(std::abs(figureOf(result, "orders-events.cost") - 0.40e-6 * figureOf(result, "orders-events.requests")) < 1e-12);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::ManagedQueuesTest)
#include "tst_managed_queues.moc"
