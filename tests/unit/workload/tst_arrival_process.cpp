// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/arrival_process.h"
#include "simcore/random/random_streams.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace stormglass {
namespace {

using Arrivals = decltype(spec::Workload::arrivals);

std::vector<SimTime> arrivalsUntil(Duration end, const Arrivals& arrivals, std::uint64_t seed = 1)
{
    spec::Workload workload;
    workload.arrivals = arrivals;
    ArrivalProcess process(workload, RandomStreams(seed, 0).stream("workload", "arrivals"));
    std::vector<SimTime> instants;
    for (SimTime at = process.next(); at < SimTime{end}; at = process.next())
        instants.push_back(at);
    return instants;
}

double countBetween(const std::vector<SimTime>& instants, Duration from, Duration to)
{
    return static_cast<double>(std::ranges::count_if(
        instants, [=](SimTime at) { return at >= SimTime{from} && at < SimTime{to}; }));
}

/// Of a run of 1,000 s.
std::vector<double> countsBySecond(const std::vector<SimTime>& instants)
{
    std::vector<double> counts(1000);
    for (const SimTime at : instants)
        ++counts[static_cast<std::size_t>(at.time_since_epoch() / 1s)];
    return counts;
}

/// A Poisson count lies within four standard deviations of its mean (seeds are fixed: it does so always or never).
bool isPoissonWith(double mean, double count) { return std::abs(count - mean) <= 4 * std::sqrt(mean); }

}  // namespace

class ArrivalProcessTest : public QObject {
    Q_OBJECT

private slots:
    void constantGapsDoNotDrift();
    void poissonHasItsRateAndVariance();
    void aRampRisesAndStays();
    void aRampMayFallToNothing();
    void aDayHasItsPeakAndItsNight();
    void burstsHaveTheMeanOfBothStates();
    void withoutAnyRateNobodyComes();
    void instantsDoNotGoBack_data();
    void instantsDoNotGoBack();
    void theSameSeedHasTheSameArrivals();
};

void ArrivalProcessTest::constantGapsDoNotDrift()
{
    const std::vector<SimTime> instants = arrivalsUntil(1000s, spec::ConstantArrivals{.rate = 3});

    QCOMPARE(instants.size(), 2999U);  // the first after a third of a second, the 3000th at 1000 s
    QCOMPARE(instants[0], SimTime{333'333'333ns});
    QCOMPARE(instants[2], SimTime{1s});
    QCOMPARE(instants[2996], SimTime{999s});
}

void ArrivalProcessTest::poissonHasItsRateAndVariance()
{
    const std::vector<SimTime> instants = arrivalsUntil(1000s, spec::PoissonArrivals{.rate = 50});

    QVERIFY(isPoissonWith(50'000, static_cast<double>(instants.size())));
    double squares = 0;
    for (const double count : countsBySecond(instants))
        squares += std::pow(count - 50, 2);
    QVERIFY2(std::abs(squares / 1000 / 50 - 1) < 0.2, "the variance of the counts is their mean");
}

void ArrivalProcessTest::aRampRisesAndStays()
{
    const auto instants = arrivalsUntil(200s, spec::RampArrivals{.from = 20, .to = 220, .over = 100s});

    QVERIFY(isPoissonWith(50 * (20 + 120) / 2.0, countBetween(instants, 0s, 50s)));
    QVERIFY(isPoissonWith(50 * (120 + 220) / 2.0, countBetween(instants, 50s, 100s)));
    QVERIFY(isPoissonWith(100 * 220, countBetween(instants, 100s, 200s)));
}

void ArrivalProcessTest::aRampMayFallToNothing()
{
    const auto instants = arrivalsUntil(100s, spec::RampArrivals{.from = 100, .to = 0, .over = 50s});

    QVERIFY(isPoissonWith(2500, static_cast<double>(instants.size())));
    QVERIFY(instants.back() < SimTime{50s});
}

void ArrivalProcessTest::aDayHasItsPeakAndItsNight()
{
    const auto instants = arrivalsUntil(1000s, spec::DiurnalArrivals{.mean = 50, .amplitude = 0.8, .period = 100s});

    double peaks = 0;
    double nights = 0;
    for (auto start = 0s; start < 1000s; start += 100s) {
        peaks += countBetween(instants, start, start + 50s);
        nights += countBetween(instants, start + 50s, start + 100s);
    }
    // Over half a period, the sine has the mean 2 / pi.
    const double swing = 0.8 * 2 / M_PI;
    QVERIFY(isPoissonWith(500 * 50 * (1 + swing), peaks));
    QVERIFY(isPoissonWith(500 * 50 * (1 - swing), nights));
}

void ArrivalProcessTest::burstsHaveTheMeanOfBothStates()
{
    const spec::BurstyArrivals bursty{.calmRate = 10, .burstRate = 200, .meanCalm = 9s, .meanBurst = 1s};
    double sum = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        sum += static_cast<double>(arrivalsUntil(1000s, bursty, seed).size());

    const double mean = 0.9 * 10 + 0.1 * 200;
    QVERIFY2(std::abs(sum / 20'000 / mean - 1) < 0.06, qPrintable(QString::number(sum / 20'000)));
    const auto instants = arrivalsUntil(1000s, bursty);
    const auto busy = std::ranges::count_if(countsBySecond(instants), [](double count) { return count > 60; });
    QVERIFY2(busy > 50 && busy < 300, "there are seconds of calm and of burst");
}

void ArrivalProcessTest::withoutAnyRateNobodyComes()
{
    QVERIFY(arrivalsUntil(1h, spec::DiurnalArrivals{.mean = 0}).empty());
    QVERIFY(arrivalsUntil(1h, spec::RampArrivals{.from = 0, .to = 0}).empty());
    QVERIFY(arrivalsUntil(1h, spec::BurstyArrivals{.calmRate = 0, .burstRate = 0}).empty());
}

void ArrivalProcessTest::instantsDoNotGoBack_data()
{
    QTest::addColumn<int>("kind");

    for (int kind = 0; kind < 5; ++kind)
        QTest::addRow("kind %d", kind) << kind;
}

void ArrivalProcessTest::instantsDoNotGoBack()
{
    QFETCH(int, kind);
    const Arrivals kinds[] = {spec::PoissonArrivals{}, spec::ConstantArrivals{}, spec::RampArrivals{},
                              spec::BurstyArrivals{}, spec::DiurnalArrivals{}};

    const std::vector<SimTime> instants = arrivalsUntil(100s, kinds[kind]);

    QVERIFY(instants.size() > 100);
    QVERIFY(std::ranges::is_sorted(instants));
}

void ArrivalProcessTest::theSameSeedHasTheSameArrivals()
{
    QCOMPARE(arrivalsUntil(10s, spec::PoissonArrivals{}, 7), arrivalsUntil(10s, spec::PoissonArrivals{}, 7));
    QVERIFY(arrivalsUntil(10s, spec::PoissonArrivals{}, 7) != arrivalsUntil(10s, spec::PoissonArrivals{}, 8));
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::ArrivalProcessTest)
#include "tst_arrival_process.moc"
