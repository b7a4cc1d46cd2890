// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/impact/impact_watch.h"

#include <QTest>

namespace stormglass {
namespace {

using results::Limit;

SimTime at(Duration time) { return SimTime{time}; }

/// Ten requests a second of 20 ms each, from a second on that has been learnt from.
class Watched {
public:
    Watched() { watch.learn(at(0s)); }

    void serveFor(Duration from, Duration to, Duration took = 20ms)
    {
        for (Duration now = from; now < to; now += 100ms) {
            watch.arrived(at(now));
            watch.served(at(now + took), took);
        }
    }

    ImpactWatch watch;
};

std::vector<Episode> of(const ImpactWatch& watch, Limit limit)
{
    std::vector<Episode> all = watch.episodes();
    std::erase_if(all, [limit](const Episode& episode) { return episode.limit != limit; });
    return all;
}

}  // namespace

class ImpactWatchTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsNoticedBeforeTheFirstFault();
    void whatIsNormalIsNoBreach();
    void theFirstErrorIsTheInstantOfTheBreach();
    void slowAnswersAreNoticedByTheFirstOfThem();
    void anEpisodeEndsAfterASecondOfCalm();
    void aBacklogLastsUntilItHasShrunk();
    void whoIsNoLongerAskedStarves();
    void theEndOfTheArrivalsIsNoStarvation();
    void busyWorkersAreSaturatedAfterAWindow();
    void whatIsStillWrongAtTheEndIsOpen();
};

void ImpactWatchTest::nothingIsNoticedBeforeTheFirstFault()
{
    Watched world;

    world.watch.failed(at(1s));
    world.watch.backlog(at(1s), 1000);
    world.watch.finish(at(2s));

    QVERIFY(world.watch.episodes().empty());
}

void ImpactWatchTest::whatIsNormalIsNoBreach()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    world.serveFor(10s, 20s, 24ms);
    world.watch.backlog(at(15s), 10);
    world.watch.finish(at(20s));

    QVERIFY(world.watch.episodes().empty());
}

void ImpactWatchTest::theFirstErrorIsTheInstantOfTheBreach()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    world.watch.arrived(at(10'123ms));
    world.watch.failed(at(10'123ms));
    world.watch.finish(at(20s));

    const std::vector<Episode> errors = of(world.watch, Limit::Errors);
    QCOMPARE(errors.size(), 1U);
    QCOMPARE(errors[0].begin, at(10'123ms));
    QVERIFY(!errors[0].isOpen);
}

void ImpactWatchTest::slowAnswersAreNoticedByTheFirstOfThem()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    world.serveFor(10s, 11s);
    world.serveFor(11s, 12s, 60ms);
    world.watch.finish(at(20s));

    const std::vector<Episode> slow = of(world.watch, Limit::Latency);
    QCOMPARE(slow.size(), 1U);
    QCOMPARE(slow[0].begin, at(11'060ms));
    QCOMPARE(slow[0].last, at(12s));
}

void ImpactWatchTest::anEpisodeEndsAfterASecondOfCalm()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    for (const Duration instant : {11'050ms, 11'950ms, 14'050ms})
        world.watch.failed(at(instant));
    world.watch.finish(at(20s));

    const std::vector<Episode> errors = of(world.watch, Limit::Errors);
    QCOMPARE(errors.size(), 2U);
    QCOMPARE(errors[0].begin, at(11'050ms));
    QCOMPARE(errors[0].last, at(12s));
    QCOMPARE(errors[1].begin, at(14'050ms));
}

void ImpactWatchTest::aBacklogLastsUntilItHasShrunk()
{
    Watched world;
    world.watch.backlog(at(1s), 5);
    world.watch.alert(at(10s));

    world.watch.backlog(at(11s), 20);  // twice the normal and ten more is the limit
    world.watch.backlog(at(12s), 21);
    world.watch.backlog(at(18s), 20);
    world.watch.finish(at(20s));

    const std::vector<Episode> backlog = of(world.watch, Limit::Backlog);
    QCOMPARE(backlog.size(), 1U);
    QCOMPARE(backlog[0].begin, at(12s));
    QCOMPARE(backlog[0].last, at(18s));
    QVERIFY(!backlog[0].isOpen);
}

void ImpactWatchTest::whoIsNoLongerAskedStarves()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    world.watch.arrived(at(10s));
    world.watch.arrived(at(15s));  // gaps of 100 ms were normal, so a second is the limit
    world.watch.finish(at(15'500ms));

    const std::vector<Episode> starved = of(world.watch, Limit::Starvation);
    QCOMPARE(starved.size(), 1U);
    QCOMPARE(starved[0].begin, at(11s));
    QCOMPARE(starved[0].last, at(15s));
}

void ImpactWatchTest::theEndOfTheArrivalsIsNoStarvation()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    world.watch.arrived(at(10s));
    world.watch.endArrivals(at(10'500ms));
    world.watch.finish(at(60s));

    QVERIFY(world.watch.episodes().empty());
}

void ImpactWatchTest::busyWorkersAreSaturatedAfterAWindow()
{
    Watched world;
    world.watch.alert(at(10s));

    world.watch.saturated(at(11s), true);
    world.watch.saturated(at(11'050ms), false);  // for less than a window
    world.watch.saturated(at(13s), true);
    world.watch.saturated(at(14s), false);
    world.watch.finish(at(20s));

    const std::vector<Episode> saturated = of(world.watch, Limit::Saturation);
    QCOMPARE(saturated.size(), 1U);
    QCOMPARE(saturated[0].begin, at(13s));
    QCOMPARE(saturated[0].last, at(14s));
}

void ImpactWatchTest::whatIsStillWrongAtTheEndIsOpen()
{
    Watched world;
    world.serveFor(0s, 10s);
    world.watch.alert(at(10s));

    world.watch.backlog(at(12s), 100);
    world.watch.endArrivals(at(15s));
    world.watch.finish(at(60s));

    const std::vector<Episode> episodes = world.watch.episodes();
    QCOMPARE(episodes.size(), 2U);
    QCOMPARE(episodes[0].limit, Limit::Starvation);
    QCOMPARE(episodes[1].limit, Limit::Backlog);
    for (const Episode& episode : episodes) {
        QVERIFY(episode.isOpen);
        QCOMPARE(episode.last, at(60s));
    }
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::ImpactWatchTest)
#include "tst_impact_watch.moc"
