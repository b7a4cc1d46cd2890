// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run needs memory for what is under way, not for what has been: ten times the simulated time takes no more.
#include "tests/support/child_process.h"
#include "tests/support/scenario_run.h"

#include <QTest>

#include <sys/resource.h>

namespace stormglass {

using namespace test;

namespace {

constexpr const char* kLongRun = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "consumers": 4},
      {"name": "payment", "kind": "service", "consumers": 8},
      {"name": "director", "kind": "orchestrator", "consumers": 4},
      {"name": "orders-db", "kind": "database"},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s",
       "consumer": {"auto.commit.interval.ms": "200ms"}},
      {"name": "rabbit", "kind": "rabbitmq"},
      {"name": "sqs", "kind": "sqs"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "exponential(1ms)", "store": "orders-db", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "exponential(2ms)", "rejection": "5%"}]}
  ],
  "designs": [
    {"name": "sync", "style": "request-response"},
    {"name": "choreography", "style": "choreography", "broker": "kafka"},
    {"name": "orchestration", "style": "orchestration", "broker": "kafka", "orchestrator": "director"}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "500/s"}],
  "run": {"warm_up": "1s", "drain": "20s"}
})json";

/// Kilobytes of the greatest resident set of a process that has run the scenario for so long; 0 when the run failed.
long peakMemory(const std::string& design, const std::string& broker, Duration duration)
{
    std::vector<std::string> overrides{"run/duration=" + std::to_string(duration / 1s) + "s"};
    if (!broker.empty())
        overrides.push_back("designs/" + design + "/broker=" + broker);
    const std::string answer = inChild([&] {
        const results::RunResult result = runScenario(readText(kLongRun, overrides), {.design = design});
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return result.failures.empty() ? std::to_string(usage.ru_maxrss) : failuresOf(result);
    });
    return QByteArray::fromStdString(answer).toLong();
}

}  // namespace

class MemoryTest : public QObject {
    Q_OBJECT

private slots:
    void tenTimesTheTimeTakesTheSameMemory_data();
    void tenTimesTheTimeTakesTheSameMemory();
};

void MemoryTest::tenTimesTheTimeTakesTheSameMemory_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("broker");

    QTest::newRow("calls") << QStringLiteral("sync") << QString();
    for (const char* broker : {"kafka", "rabbit", "sqs"}) {
        QTest::addRow("choreography over %s", broker) << QStringLiteral("choreography") << QString::fromLatin1(broker);
        QTest::addRow("orchestration over %s", broker) << QStringLiteral("orchestration") << QString::fromLatin1(broker);
    }
}

void MemoryTest::tenTimesTheTimeTakesTheSameMemory()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("the sanitizer keeps what is freed");
#endif
    QFETCH(QString, design);
    QFETCH(QString, broker);

    const long brief = peakMemory(design.toStdString(), broker.toStdString(), 4s);
    const long extended = peakMemory(design.toStdString(), broker.toStdString(), 40s);

    qInfo("%ld KiB in 4 s, %ld KiB in 40 s", brief, extended);
    QVERIFY(brief > 0 && extended > 0);
    QVERIFY(static_cast<double>(extended) < 1.03 * static_cast<double>(brief));
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::MemoryTest)
#include "tst_memory.moc"
