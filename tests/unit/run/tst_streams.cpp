// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stream processors, read models, pagers and dashboards in a run: nothing is counted twice, whoever dies.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <cmath>

namespace stormglass {

using namespace test;

namespace {

/// 100 events/s for 40 s. The pager tells of each result.
constexpr const char* kPipeline = R"json({
  "format": "stormglass/1",
  "name": "pipeline",
  "topology": {
    "components": [
      {"name": "apps", "kind": "client"},
      {"name": "collector", "kind": "service", "operations": [{"name": "track", "program": [{"do": "publish", "channel": "events"}]}]},
      {"name": "kafka", "kind": "kafka", "group.initial.rebalance.delay.ms": "1s", "consumer": {}},
      {"name": "flink", "kind": "stream-processor", "instances": 2, "source": "events", "results": "counts", "store": "series",
       "size": "2s", "keys": 5, "out_of_orderness": "1s", "checkpoint_interval": "3s", "checkpoint_pause": "50ms", "startup_time": "1s",
       "idleness": "5s"},
      {"name": "series", "kind": "time-series-store", "batch_rows": 100, "batch_interval": "500ms"},
      {"name": "screen", "kind": "dashboard", "store": "series", "refresh": "1s", "min_refresh_interval": "1s", "panels": 2},
      {"name": "view", "kind": "read-model", "consumes": ["events"], "apply_time": "1ms", "consumers": 4},
      {"name": "pager", "kind": "pager", "consumes": ["counts"], "notify_time": "1ms"}
    ],
    "channels": [
      {"name": "events", "broker": "kafka", "kind": "kafka-topic", "partitions": 4},
      {"name": "counts", "broker": "kafka", "kind": "kafka-topic", "partitions": 4}
    ]
  },
  "workload": [{"name": "events", "client": "apps", "component": "collector", "operation": "track", "arrivals": "constant", "rate": "100/s"}],
  "run": {"duration": "40s", "drain": "20s"}
})json";

const std::string kCrash = "chaos=[{\"name\": \"dead\", \"fault\": \"crash\", \"target\": \"flink\", \"mode\": \"one\", \"at\": \"20s\", \"for\": \"5s\"}]";

}  // namespace

class StreamsTest : public QObject {
    Q_OBJECT

private slots:
    void everyRecordIsInOneResult();
    void afterACrashNothingIsCountedTwice();
    void exactlyWhatCameAfterTheCheckpointIsReadAgain();
    void withoutCheckpointsACrashLosesCounts();
    void withoutARestartStrategyACrashEndsTheJob_data();
    void withoutARestartStrategyACrashEndsTheJob();
    void aPartitionWithoutRecordsHoldsTheWatermark();
    void aSinkThatIsDownStopsTheReading();
    void backpressureCountsWhoStillWaits();
    void thereAreNoCheckpointsWhileTheJobIsDown();
    void checkpointsDoNotDriftWithTheSink();
    void aPausedInstanceHoldsTheCheckpoint();
    void aRebalanceFindsNoGroupAtAStreamProcessor();
    void aDashboardNeedsConnectionsToo();
    void lateEventsAreDroppedByName();
};

void StreamsTest::everyRecordIsInOneResult()
{
    const results::RunResult result = runText(kPipeline, {});

    QCOMPARE(failuresOf(result), "");
    QCOMPARE(figureOf(result, "flink.records"), 3999.0);
    QCOMPARE(figureOf(result, "flink.late_events"), 0.0);
    // Nothing comes behind the last event at 39.99 s, so the window that begins at 38 s stays open.
    QCOMPARE(figureOf(result, "flink.results"), 19 * 5.0);
    QCOMPARE(figureOf(result, "flink.results.counted"), 3799.0);
    QCOMPARE(figureOf(result, "flink.results.open"), 200.0);
    // Whoever is counted in it is done all the same.
    QCOMPARE(figureOf(result, "events.in_flight"), 0.0);
    QCOMPARE(figureOf(result, "pager.alerts"), figureOf(result, "flink.results"));
    QCOMPARE(figureOf(result, "series.rows.written"), figureOf(result, "flink.results"));
    QVERIFY(figureOf(result, "screen.staleness.mean") > 0.5);
    QVERIFY(figureOf(result, "view.staleness.p99") < 5);
}

void StreamsTest::afterACrashNothingIsCountedTwice()
{
    const results::RunResult calm = runText(kPipeline, {});
    const results::RunResult crashed = runText(kPipeline, {}, {kCrash});

    QCOMPARE(failuresOf(crashed), "");
    QCOMPARE(figureOf(crashed, "flink.job_restarts"), 1.0);
    QCOMPARE(figureOf(crashed, "flink.results.counted"), figureOf(calm, "flink.results.counted"));
    QVERIFY(figureOf(crashed, "flink.results.duplicates") > 0);
    QCOMPARE(figureOf(crashed, "pager.alerts") - figureOf(calm, "pager.alerts"), figureOf(crashed, "flink.results.duplicates"));
}

/// The last checkpoint was at 18 s, 200 records ago.
void StreamsTest::exactlyWhatCameAfterTheCheckpointIsReadAgain()
{
    const results::RunResult result = runText(kPipeline, {}, {kCrash});

    QCOMPARE(failuresOf(result), "");
    const double repeated = figureOf(result, "flink.records.repeated");
    QVERIFY2(repeated >= 190 && repeated <= 210, qPrintable(QString::number(repeated)));
    QCOMPARE(figureOf(result, "flink.records"), 3999 + repeated);
}

void StreamsTest::withoutCheckpointsACrashLosesCounts()
{
    std::vector<std::string> off{"topology/components/flink/checkpoint_interval=0s",
                                 "topology/components/flink/restart_strategy=exponential-delay",
                                 "topology/components/kafka/consumer/auto.commit.interval.ms=100ms"};
    const results::RunResult calm = runText(kPipeline, {}, off);
    off.push_back(kCrash);
    const results::RunResult crashed = runText(kPipeline, {}, off);

    QCOMPARE(failuresOf(crashed), "");
    QCOMPARE(figureOf(calm, "flink.results.counted"), 3799.0);
    QVERIFY(figureOf(crashed, "flink.results.counted") < 3700);
}

void StreamsTest::withoutARestartStrategyACrashEndsTheJob_data()
{
    QTest::addColumn<QString>("setting");

    QTest::newRow("none by default, as there are no checkpoints") << "checkpoint_interval=0s";
    QTest::newRow("none by choice") << "restart_strategy=none";
}

/// Half of the records have been read by then, and no more are, though the instance comes back after 5 s.
void StreamsTest::withoutARestartStrategyACrashEndsTheJob()
{
    QFETCH(QString, setting);

    const results::RunResult result = runText(kPipeline, {}, {"topology/components/flink/" + setting.toStdString(), kCrash});

    QCOMPARE(failuresOf(result), "");
    QCOMPARE(figureOf(result, "flink.job_restarts"), 0.0);
    const double records = figureOf(result, "flink.records");
    QVERIFY2(records > 1900 && records <= 2000, qPrintable(QString::number(records)));
}

/// Four partitions, but the messages of one key are all in one of them.
void StreamsTest::aPartitionWithoutRecordsHoldsTheWatermark()
{
    const std::string hot = "chaos=[{\"name\": \"hot\", \"fault\": \"hot-key\", \"transactions\": \"100%\", \"at\": \"10s\", \"for\": \"30s\"}]";

    const results::RunResult waiting = runText(kPipeline, {}, {hot, "topology/components/flink/idleness=0s"});
    const results::RunResult going = runText(kPipeline, {}, {hot});

    QCOMPARE(failuresOf(waiting) + failuresOf(going), "");
    QVERIFY(figureOf(waiting, "flink.results.counted") < 1000);
    QVERIFY(figureOf(going, "flink.results.counted") > 3500);
}

void StreamsTest::aSinkThatIsDownStopsTheReading()
{
    const std::string down = "chaos=[{\"name\": \"down\", \"fault\": \"outage\", \"target\": \"series\", \"at\": \"20s\", \"for\": \"10s\"}]";

    const results::RunResult calm = runText(kPipeline, {});
    const results::RunResult blocked = runText(kPipeline, {}, {down});

    QCOMPARE(failuresOf(blocked), "");
    QVERIFY(figureOf(calm, "flink.backpressure") < 5);
    QVERIFY(figureOf(blocked, "flink.backpressure") > 8);
    QVERIFY(figureOf(blocked, "events.depth.max") > figureOf(calm, "events.depth.max"));
    QCOMPARE(figureOf(blocked, "flink.results.counted"), figureOf(calm, "flink.results.counted"));
    QCOMPARE(figureOf(blocked, "pager.alerts"), figureOf(blocked, "flink.results"));  // the other sink has each result once
}

/// The subtask that has the results of the window that is due at 31 s still waits for the sink when the run ends.
void StreamsTest::backpressureCountsWhoStillWaits()
{
    const std::string down = "chaos=[{\"name\": \"down\", \"fault\": \"outage\", \"target\": \"series\", \"at\": \"30s\", \"for\": \"10s\"}]";

    const results::RunResult result = runText(kPipeline, {}, {down, "run/drain=0s"});

    QCOMPARE(failuresOf(result), "");
    QVERIFY(figureOf(result, "flink.backpressure") > 8);
    QVERIFY(figureOf(result, "flink.backpressure") < 10);
}

/// All instances are down from 10 to 40 s, and start for 1 s.
void StreamsTest::thereAreNoCheckpointsWhileTheJobIsDown()
{
    const std::string gone = "chaos=[{\"name\": \"gone\", \"fault\": \"crash\", \"target\": \"flink\", \"at\": \"10s\", \"for\": \"30s\"}]";

    const results::RunResult result = runText(kPipeline, {}, {gone});

    QCOMPARE(failuresOf(result), "");
    const double checkpoints = figureOf(result, "flink.checkpoints");
    QVERIFY2(checkpoints >= 8 && checkpoints <= 10, qPrintable(QString::number(checkpoints)));
}

/// From start to start: every 600 ms, though the sink confirms after up to 500 ms.
void StreamsTest::checkpointsDoNotDriftWithTheSink()
{
    const results::RunResult result = runText(kPipeline, {}, {"topology/components/series/waits_for_flush=true", "topology/components/flink/checkpoint_interval=600ms"});

    QCOMPARE(failuresOf(result), "");
    QVERIFY(figureOf(result, "flink.alignment.p99") > 0.1);
    QCOMPARE(figureOf(result, "flink.checkpoints"), 100.0);
}

/// The checkpoint that is due at 21 s is complete when the instance goes on at 25.5 s.
void StreamsTest::aPausedInstanceHoldsTheCheckpoint()
{
    const std::string pause = "chaos=[{\"name\": \"pause\", \"fault\": \"pause\", \"target\": \"flink\", \"mode\": \"one\", \"at\": \"20500ms\", \"for\": \"5s\"}]";

    const results::RunResult result = runText(kPipeline, {}, {pause});

    QCOMPARE(failuresOf(result), "");
    const double alignment = figureOf(result, "flink.alignment.p99");
    QVERIFY2(std::abs(alignment - 4.5) < 0.05, qPrintable(QString::number(alignment)));
}

void StreamsTest::aRebalanceFindsNoGroupAtAStreamProcessor()
{
    const std::string storm = "chaos=[{\"name\": \"storm\", \"fault\": \"rebalance\", \"channel\": \"events\", \"at\": \"10s\", \"for\": \"10s\"}]";

    const results::RunResult result = runText(kPipeline, {}, {storm, "topology/components/view/consumes=[\"counts\"]"});

    QCOMPARE(failuresOf(result), "");
    QCOMPARE(result.notes, std::vector<std::string>({"in this design no consumer group reads from events: the fault at it hits nothing"}));
}

void StreamsTest::aDashboardNeedsConnectionsToo()
{
    const std::string leak = "chaos=[{\"name\": \"leak\", \"fault\": \"pool-exhaustion\", \"target\": \"series\", \"client\": \"screen\", \"at\": \"10s\", \"for\": \"20s\"}]";

    const results::RunResult calm = runText(kPipeline, {});
    const results::RunResult leaked = runText(kPipeline, {}, {leak});

    QCOMPARE(failuresOf(leaked), "");
    QVERIFY(figureOf(leaked, "screen.sojourn.p99") > figureOf(calm, "screen.sojourn.p99") + 10);
}

void StreamsTest::lateEventsAreDroppedByName()
{
    const results::RunResult result = runText(kPipeline, {}, {"topology/components/flink/event_delay=exponential(1s)"});

    QCOMPARE(failuresOf(result), "");
    QVERIFY(figureOf(result, "flink.late_events") > 100);
    QVERIFY(figureOf(result, "flink.late_events") < 1500);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::StreamsTest)
#include "tst_streams.moc"
