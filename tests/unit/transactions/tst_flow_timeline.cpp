// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transactions/flow_statistics.h"

#include <QTest>

namespace stormglass {

class FlowTimelineTest : public QObject {
    Q_OBJECT

private slots:
    void aShortRunHasWindowsOfASecond();
    void aLongRunHasLongerWindowsAndNotMore();
    void aQuietWindowKeepsTheNumberUnfinished();
    void phasesAddUp();
};

void FlowTimelineTest::aShortRunHasWindowsOfASecond()
{
    FlowTimeline timeline(100);

    ++timeline.at(0.999).offered;
    ++timeline.at(1.0).offered;
    ++timeline.at(1.5).offered;

    QCOMPARE(timeline.windowLength(), 1.0);
    QCOMPARE(timeline.windows().size(), 2U);
    QCOMPARE(timeline.windows()[0].offered, 1U);
    QCOMPARE(timeline.windows()[1].offered, 2U);
}

void FlowTimelineTest::aLongRunHasLongerWindowsAndNotMore()
{
    constexpr double kDay = 86400;
    FlowTimeline timeline(kDay);

    for (double second = 0; second < kDay; second += 10)
        ++timeline.at(second).offered;

    QVERIFY(timeline.windows().size() <= FlowTimeline::kMostWindows);
    QVERIFY(timeline.windowLength() >= kDay / FlowTimeline::kMostWindows);
    std::uint64_t offered = 0;
    for (const FlowSecond& window : timeline.windows())
        offered += window.offered;
    QCOMPARE(offered, 8640U);
}

void FlowTimelineTest::aQuietWindowKeepsTheNumberUnfinished()
{
    FlowTimeline timeline(100);

    timeline.at(2).unfinished = 7;
    timeline.at(2).mostUnfinished = 9;
    static_cast<void>(timeline.at(5));

    QCOMPARE(timeline.windows()[1].unfinished, 0U);
    QCOMPARE(timeline.windows()[3].unfinished, 7U);
    QCOMPARE(timeline.windows()[4].unfinished, 7U);
    QCOMPARE(timeline.windows()[4].mostUnfinished, 7U);
}

void FlowTimelineTest::phasesAddUp()
{
    FlowStatistics statistics(100);
    for (std::size_t i = 0; i < 3; ++i) {
        statistics.phases[i].offered = i + 1;
        statistics.phases[i].duplicates = 10;
        statistics.phases[i].completion.record(1ms);
    }

    const PhaseStatistics total = statistics.total();

    QCOMPARE(total.offered, 6U);
    QCOMPARE(total.duplicates, 30U);
    QCOMPARE(total.completion.count(), 3U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::FlowTimelineTest)
#include "tst_flow_timeline.moc"
