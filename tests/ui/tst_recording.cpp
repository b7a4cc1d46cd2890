// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "ui/run/frame_sum.h"
#include "ui/run/recording.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

namespace {

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr qint64 kPage = 4096;
    return file.readAll().split(' ').at(1).toLongLong() * kPage;
}

}  // namespace

class RecordingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyRecordingShowsNothing();
    void everyFrameComesBackAsItWas();
    void aMomentShowsTheFrameThatHoldsIt();
    void nothingMeasuredStaysNothing();
    void sumsAreThoseOfTheFrames();
    void chartsGetAFewThousandPointsWithAllCountsAndPeaks();
    void eightHoursStayInBoundedMemoryAndJumpAtOnce();
    void aNewRunForgetsTheOneBefore();
};

void RecordingTest::anEmptyRecordingShowsNothing()
{
    const Recording recording;

    QVERIFY(recording.isEmpty());
    QVERIFY(recording.frameAt(3) == nullptr);
    QCOMPARE(recording.end(), 0.0);
    QVERIFY(recording.sumsAt(3).flows.empty());
}

void RecordingTest::everyFrameComesBackAsItWas()
{
    constexpr qint64 kTiny = 10'000;  // so that most is read from the disk
    const results::Roster roster = someRoster();
    const std::vector<results::Frame> run = someRun(1000, 0.1, roster);
    Recording recording(kTiny);
    recording.begin(roster);
    for (const results::Frame& frame : run)
        recording.append(frame);

    QVERIFY(recording.bytesOnDisk() > 0);
    QCOMPARE(recording.count(), run.size());
    for (std::size_t i = 0; i < run.size(); ++i)
        QVERIFY2(*recording.frame(i) == run[i], qPrintable(QStringLiteral("frame %1").arg(i)));
    QVERIFY(recording.frame(run.size()) == nullptr);
    QCOMPARE(recording.events().size(), std::size_t{6});
}

void RecordingTest::aMomentShowsTheFrameThatHoldsIt()
{
    const results::Roster roster = someRoster();
    Recording recording;
    recording.begin(roster);
    for (const results::Frame& frame : someRun(1000, 0.5, roster))
        recording.append(frame);

    QCOMPARE(recording.frameAt(-1)->at, 0.5);
    QCOMPARE(recording.frameAt(0.2)->at, 0.5);
    QCOMPARE(recording.frameAt(0.5)->at, 0.5);
    QCOMPARE(recording.frameAt(0.51)->at, 1.0);
    QCOMPARE(recording.frameAt(64.0)->at, 64.0);   // the last of the first piece
    QCOMPARE(recording.frameAt(64.1)->at, 64.5);
    QCOMPARE(recording.frameAt(1e9)->at, 500.0);
}

void RecordingTest::nothingMeasuredStaysNothing()
{
    Recording recording;
    recording.begin({.components = {"a"}, .channels = {}, .flows = {"f"}, .dropCauses = {}, .lossCauses = {}});
    for (int i = 1; i <= 300; ++i) {
        results::Frame frame{.at = i * 1.0, .span = 1, .components = {{}}, .channels = {}, .flows = {{}}, .traffic = {}, .events = {},
                             .impacts = {}};
        recording.append(frame);
    }

    QVERIFY(std::isnan(recording.frame(3)->components.front().utilisation));
    QVERIFY(std::isnan(recording.frame(3)->flows.front().completionP99));
    QVERIFY(std::isnan(recording.tallies().points().front().flows.front().acknowledgementP50));
}

void RecordingTest::sumsAreThoseOfTheFrames()
{
    const results::Roster roster = someRoster();
    const std::vector<results::Frame> run = someRun(700, 0.1, roster);
    Recording recording(0);
    recording.begin(roster);
    for (const results::Frame& frame : run)
        recording.append(frame);

    for (const std::size_t last : {std::size_t{0}, std::size_t{127}, std::size_t{128}, std::size_t{400}, std::size_t{699}}) {
        std::uint64_t completed = 0, drops = 0, consumersLost = 0;
        for (std::size_t i = 0; i <= last; ++i) {
            completed += run[i].flows.front().completed;
            for (const results::CauseCount& drop : run[i].components[3].drops)
                drops += drop.count;
            for (const results::CauseCount& again : run[i].channels[1].redeliveries)
                consumersLost += again.cause == 1 ? again.count : 0;
        }
        const results::Frame sums = recording.sumsAt(run[last].at);
        QCOMPARE(sums.flows.front().completed, completed);
        QCOMPARE(sums.components[3].drops.empty() ? 0 : sums.components[3].drops.front().count, drops);
        const auto again = std::ranges::find(sums.channels[1].redeliveries, 1u, &results::CauseCount::cause);
        QCOMPARE(again == sums.channels[1].redeliveries.end() ? 0 : again->count, consumersLost);
        QCOMPARE(sums.channels[1].backlog, run[last].channels[1].backlog);
    }
}

void RecordingTest::chartsGetAFewThousandPointsWithAllCountsAndPeaks()
{
    const results::Roster roster = someRoster(3, 2);
    Tallies tallies;
    tallies.begin(roster);
    std::uint64_t started = 0;
    for (std::size_t i = 0; i < 50'000; ++i) {
        results::Frame frame = someFrame(i, 0.1, roster);
        frame.channels[0].backlog = i == 31'234 ? 1e6 : 1;
        started += frame.flows.front().started;
        tallies.add(frame);
    }

    const std::vector<results::Frame>& points = tallies.points();
    QVERIFY(points.size() <= Tallies::kMostPoints && points.size() >= Tallies::kMostPoints / 2);
    std::uint64_t sum = 0;
    double peak = 0;
    for (const results::Frame& point : points) {
        sum += point.flows.front().started;
        if (point.channels[0].backlog > 1) {
            peak = point.channels[0].backlog;
            QVERIFY(point.at - point.span <= 3123.5 && 3123.4 <= point.at);
        }
    }
    QCOMPARE(sum, started);
    QCOMPARE(peak, 1e6);
}

void RecordingTest::eightHoursStayInBoundedMemoryAndJumpAtOnce()
{
    constexpr std::size_t kFrames = 8 * 3600 * 10;
    const results::Roster roster = someRoster();
    Recording recording;
    recording.begin(roster);
    const qint64 before = residentBytes();
    QElapsedTimer clock;
    clock.start();
    for (std::size_t i = 0; i < kFrames; ++i)
        recording.append(someFrame(i, 0.1, roster));
    const qint64 recordingTime = clock.elapsed();

    QRandomGenerator random(7);
    qint64 slowest = 0;
    for (int i = 0; i < 300; ++i) {
        const std::size_t number = random.bounded(static_cast<quint32>(kFrames));
        clock.restart();
        const auto frame = recording.frameAt((static_cast<double>(number) + 0.5) * 0.1);
        slowest = std::max(slowest, clock.nsecsElapsed());
        QVERIFY(*frame == someFrame(number, 0.1, roster));
    }

    constexpr qint64 kMegabyte = 1024 * 1024;
    const qint64 grown = residentBytes() - before;
    qInfo("%zu frames in %lld ms; slowest jump %.2f ms; %lld MB more in memory, %lld MB on disk", kFrames, recordingTime,
          static_cast<double>(slowest) / 1e6, grown / kMegabyte, recording.bytesOnDisk() / kMegabyte);
    QVERIFY(slowest < 100'000'000);
    QVERIFY(recording.bytesInMemory() < 64 * kMegabyte);
    QVERIFY(grown < 150 * kMegabyte);
}

void RecordingTest::aNewRunForgetsTheOneBefore()
{
    const results::Roster roster = someRoster();
    Recording recording;
    recording.begin(roster);
    for (const results::Frame& frame : someRun(300, 0.1, roster))
        recording.append(frame);

    recording.begin(roster);

    QVERIFY(recording.isEmpty());
    QVERIFY(recording.events().empty());
    QVERIFY(recording.tallies().points().empty());
    recording.append(someFrame(0, 1, roster));
    QCOMPARE(recording.sumsAt(9).flows.front().started, someFrame(0, 1, roster).flows.front().started);
}

QTEST_GUILESS_MAIN(RecordingTest)
#include "tst_recording.moc"
