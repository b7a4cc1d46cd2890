// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What losses add to the delay of a way, against closed forms of the retransmission timeout of TCP.
#include "models/network/impairments.h"
#include "models/network/way_rules.h"
#include "simcore/measure/interval.h"

#include <QTest>

#include <cmath>

namespace stormglass {
namespace {

constexpr int kSeeds = 20;
constexpr int kParcels = 20'000;
constexpr HostId kHere{0};
constexpr HostId kThere{1};

class MillisecondWays final : public Ways {
public:
    Duration timeFor(HostId, HostId, std::int64_t) override { return 1ms; }
    Duration uncontendedTime(HostId, HostId, std::int64_t) const override { return 1ms; }
    void transfer(HostId, HostId, std::int64_t, Parcel&) override { }
};

/// The round trip of 2 ms and the least deviation of Linux.
constexpr double kTimeout = 0.202;

/// Seconds that a parcel of so many segments takes longer: it is there when the last of them is, and the k-th repetition
/// of a segment comes 2^k - 1 timeouts after the first. Sum over k of P(some segment is lost k times in a row) times the
/// timeout that this costs, which is 2^(k-1) first ones. For one segment it is p / (1 - 2 p).
double addedDelay(double loss, int segments)
{
    double sum = 0;
    for (int k = 1; k <= 15; ++k)
        sum += (1 - std::pow(1 - std::pow(loss, k), segments)) * std::min(std::pow(2, k - 1) * kTimeout, 120.0);
    return sum;
}

/// Mean of what the parcels of one run took longer. They are so far apart that none waits for another.
double meanDelay(double loss, std::int64_t bytes, std::uint64_t seed)
{
    Calendar calendar;
    MillisecondWays ways;
    Network network(calendar, ways);
    HostPairs pairs(2);
    pairs.add(kHere, kThere);
    LossyWays rule(pairs, loss, 0, RandomStream(seed), false);
    network.impairments().add(rule);
    Duration sum{};
    for (int i = 0; i < kParcels; ++i) {
        const SimTime sentAt = calendar.now();
        network.send(kHere, kThere, bytes, [&] { sum += calendar.now() - sentAt - 1ms; });
        calendar.runUntil(sentAt + 1000s);
    }
    network.impairments().remove(rule);
    return toSeconds(sum) / kParcels;
}

}  // namespace

class LossyWayTest : public QObject {
    Q_OBJECT

private slots:
    void lossesAddWhatTheTimeoutsCost_data();
    void lossesAddWhatTheTimeoutsCost();
    void oneSegmentTakesTheShortFormula();
};

void LossyWayTest::lossesAddWhatTheTimeoutsCost_data()
{
    QTest::addColumn<double>("loss");
    QTest::addColumn<int>("segments");

    QTest::newRow("1 %, one segment") << 0.01 << 1;
    QTest::newRow("5 %, one segment") << 0.05 << 1;
    QTest::newRow("10 %, one segment") << 0.1 << 1;
    QTest::newRow("2 %, ten segments") << 0.02 << 10;
}

void LossyWayTest::lossesAddWhatTheTimeoutsCost()
{
    QFETCH(double, loss);
    QFETCH(int, segments);
    const double theory = addedDelay(loss, segments);

    std::vector<double> means;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed)
        means.push_back(meanDelay(loss, 1448 * segments, seed));

    const Interval interval = studentInterval(means, 0.99);
    qInfo("theory %.4g ms, measured %.4g +- %.2g ms", theory * 1e3, interval.mean * 1e3, interval.halfWidth * 1e3);
    QVERIFY(std::abs(interval.mean - theory) <= interval.halfWidth);
    QVERIFY(interval.halfWidth < 0.06 * theory);
}

void LossyWayTest::oneSegmentTakesTheShortFormula()
{
    QVERIFY(std::abs(addedDelay(0.1, 1) / (kTimeout * 0.1 / (1 - 2 * 0.1)) - 1) < 1e-6);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::LossyWayTest)
#include "tst_lossy_way.moc"
