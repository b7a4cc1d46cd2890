// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/schedule.h"

#include <QTest>

#include <numeric>

namespace stormglass {
namespace {

spec::Fault timedFault(const std::string& name, spec::FaultTiming timing)
{
    return {.name = name, .settings = spec::Crash{.victims = {.target = "payment"}}, .timing = std::move(timing)};
}

std::vector<FaultSpans> spansOf(std::vector<spec::Fault> faults, std::uint32_t replication = 0)
{
    spec::Scenario scenario;
    scenario.run.duration = 60s;
    scenario.run.drain = 40s;
    scenario.chaos = std::move(faults);
    return faultSpans(scenario, RandomStreams(7, replication));
}

FaultSpan span(Duration begin, Duration end) { return {SimTime{begin}, SimTime{end}}; }

}  // namespace

class FaultScheduleTest : public QObject {
    Q_OBJECT

private slots:
    void aFaultWithoutAnEndLasts();
    void everyRepeatsUntilTimesAreUp();
    void withoutTimesItRepeatsUntilTheRunEnds();
    void afterStartsAtTheLastEndOfTheOther();
    void whoWaitsForALastingFaultNeverStarts();
    void withinDrawsBySeedAndReplication();
    void spellsHaveTheirMeanLengths();
    void phasesReachFromTheFirstStartToTheLastEnd();
    void aFailoverLastsUntilTheTakeover_data();
    void aFailoverLastsUntilTheTakeover();
    void aTakeoverAfterTheRunIsNone();
};

void FaultScheduleTest::aFaultWithoutAnEndLasts()
{
    const auto spans = spansOf({timedFault("a", {.at = 20s})});

    QCOMPARE(spans[0], FaultSpans({{SimTime{20s}, kNever}}));
}

void FaultScheduleTest::everyRepeatsUntilTimesAreUp()
{
    const auto spans = spansOf({timedFault("a", {.at = 20s, .lasting = 2s, .every = 5s, .times = 3})});

    QCOMPARE(spans[0], FaultSpans({span(20s, 22s), span(25s, 27s), span(30s, 32s)}));
}

void FaultScheduleTest::withoutTimesItRepeatsUntilTheRunEnds()
{
    const auto spans = spansOf({timedFault("a", {.at = 70s, .lasting = 5s, .every = 10s})});

    QCOMPARE(spans[0], FaultSpans({span(70s, 75s), span(80s, 85s), span(90s, 95s)}));
}

void FaultScheduleTest::afterStartsAtTheLastEndOfTheOther()
{
    const auto spans = spansOf({timedFault("second", {.at = 3s, .lasting = 1s, .after = "first"}),
                                timedFault("first", {.at = 20s, .lasting = 2s, .every = 5s, .times = 2})});

    QCOMPARE(spans[0], FaultSpans({span(30s, 31s)}));
}

void FaultScheduleTest::whoWaitsForALastingFaultNeverStarts()
{
    const auto spans = spansOf({timedFault("first", {.at = 20s}), timedFault("second", {.lasting = 1s, .after = "first"})});

    QVERIFY(spans[1].empty());
}

void FaultScheduleTest::withinDrawsBySeedAndReplication()
{
    const spec::Fault drawn = timedFault("a", {.at = 20s, .lasting = 1s, .within = 10s});

    const SimTime first = spansOf({drawn})[0].front().begin;
    const SimTime again = spansOf({timedFault("other", {.at = 1s, .lasting = 1s, .within = 10s}), drawn})[1].front().begin;
    const SimTime other = spansOf({drawn}, 1)[0].front().begin;

    QVERIFY(first >= SimTime{20s} && first <= SimTime{30s});
    QCOMPARE(again, first);
    QVERIFY(other != first);
}

void FaultScheduleTest::spellsHaveTheirMeanLengths()
{
    Duration down{};
    Duration up{};
    std::size_t spells = 0;
    for (std::uint32_t replication = 0; replication < 400; ++replication) {
        const FaultSpans spans
            = spansOf({timedFault("a", {.at = 0s, .meanUp = 4s, .meanDown = 1s})}, replication)[0];
        SimTime last = kStartOfRun;
        for (const FaultSpan& spell : spans) {
            up += spell.begin - last;
            down += spell.end - spell.begin;
            last = spell.end;
            ++spells;
        }
    }

    // Some 8,000 spells: the standard error of a mean is 1.1 %, and what the end of the run cuts off is less.
    QVERIFY(spells > 7000);
    QVERIFY(std::abs(toSeconds(down) / static_cast<double>(spells) - 1.0) < 0.05);
    QVERIFY(std::abs(toSeconds(up) / static_cast<double>(spells) - 4.0) < 0.25);
}

void FaultScheduleTest::phasesReachFromTheFirstStartToTheLastEnd()
{
    spec::Scenario scenario;
    const FaultRecords faults{{{}, {span(30s, 40s)}}, {{}, {}}, {{}, {span(20s, 22s), span(50s, 52s)}}};

    const PhaseBounds bounds = phaseBounds(scenario, faults);

    QCOMPARE(bounds.firstFault, SimTime{20s});
    QCOMPARE(bounds.lastFaultEnd, SimTime{52s});
    QVERIFY(!phaseBounds(scenario, {}).hasFaults());
}

void FaultScheduleTest::aFailoverLastsUntilTheTakeover_data()
{
    QTest::addColumn<int>("lasting");
    QTest::addColumn<int>("end");

    QTest::newRow("the old primary is back before") << 2 << 28;
    QTest::newRow("the old primary is back afterwards") << 11 << 31;
}

void FaultScheduleTest::aFailoverLastsUntilTheTakeover()
{
    QFETCH(int, lasting);
    QFETCH(int, end);
    spec::Fault failover = timedFault("over", {.at = 20s, .lasting = std::chrono::seconds(lasting)});
    failover.settings = spec::Failover{.target = "db", .takeover = Distribution{distribution::Constant{8s}}};

    const auto spans = spansOf({failover, timedFault("next", {.at = 1s, .lasting = 1s, .after = "over"})});

    QCOMPARE(spans[0], FaultSpans({span(20s, std::chrono::seconds(end))}));
    QCOMPARE(spans[1], FaultSpans({span(std::chrono::seconds(end + 1), std::chrono::seconds(end + 2))}));
}

void FaultScheduleTest::aTakeoverAfterTheRunIsNone()
{
    spec::Fault failover = timedFault("over", {.at = 20s, .lasting = 10s});
    failover.settings = spec::Failover{.target = "db", .takeover = Distribution{distribution::Constant{1000s}}};

    QCOMPARE(spansOf({failover})[0], FaultSpans({{SimTime{20s}, kNever}}));
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::FaultScheduleTest)
#include "tst_fault_schedule.moc"
