// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/json.h"
#include "scenarios/trace_events.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <vector>

namespace stormglass {

class TraceEventsTest : public QObject {
    Q_OBJECT

private slots:
    void aSpanIsAPairOfEventsOnTheTrackOfItsFlow();
    void waitingIsASpanWithinTheSpan();
    void componentsAreNamedProcesses();
};

namespace {

results::RunResult tracedRun()
{
    results::RunResult run;
    run.design = "sync";
    run.spans.push_back({.flow = "order", .number = 7, .component = "payment", .instance = 1, .what = "charge",
                         .start = 1.5, .served = 1.75, .end = 2});
    return run;
}

Json eventsOf(const results::RunResult& run)
{
    const results::RunResult* runs[] = {&run};
    return Json::parse(toTraceEvents(runs)).at("traceEvents");
}

std::vector<Json> eventsNamed(const Json& events, const std::string& name)
{
    std::vector<Json> named;
    for (const Json& event : events) {
        if (event.at("name") == name)
            named.push_back(event);
    }
    return named;
}

}  // namespace

void TraceEventsTest::aSpanIsAPairOfEventsOnTheTrackOfItsFlow()
{
    const std::vector<Json> pair = eventsNamed(eventsOf(tracedRun()), "charge");

    QCOMPARE(pair.size(), std::size_t{2});
    QVERIFY(pair[0].at("ph") == "b" && pair[1].at("ph") == "e");
    QVERIFY(pair[0].at("id") == "sync/order/7" && pair[1].at("id") == "sync/order/7");
    QCOMPARE(pair[0].at("ts").get<double>(), 1'500'000.0);
    QCOMPARE(pair[1].at("ts").get<double>(), 2'000'000.0);
}

void TraceEventsTest::waitingIsASpanWithinTheSpan()
{
    const std::vector<Json> pair = eventsNamed(eventsOf(tracedRun()), "waiting for a worker");

    QCOMPARE(pair.size(), std::size_t{2});
    QCOMPARE(pair[0].at("ts").get<double>(), 1'500'000.0);
    QCOMPARE(pair[1].at("ts").get<double>(), 1'750'000.0);
}

void TraceEventsTest::componentsAreNamedProcesses()
{
    const std::vector<Json> names = eventsNamed(eventsOf(tracedRun()), "process_name");

    QCOMPARE(names.size(), std::size_t{1});
    QVERIFY(names[0].at("args").at("name") == "sync: payment");
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::TraceEventsTest)
#include "tst_trace_events.moc"
