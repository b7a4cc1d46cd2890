// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/network/two_hosts.h"

#include <QTest>

#include <cmath>
#include <vector>

namespace stormglass::tests {

class WayRulesTest : public QObject {
    Q_OBJECT

private slots:
    void uniformJitterStaysWithinItsBounds();
    void jitterHasTheSpreadThatWasAskedFor_data();
    void jitterHasTheSpreadThatWasAskedFor();
    void correlatedJitterFollowsTheLastDraw();
    void lossesHaveTheirShareAndComeInBursts_data();
    void lossesHaveTheirShareAndComeInBursts();
    void eachSenderHasABucketOfItsOwnUnlessItIsALinks();
};

namespace {

constexpr int kDraws = 200'000;

std::vector<double> delaysOf(const spec::Latency& settings)
{
    SlowWays rule(forwards(), settings, RandomStream(7), false);
    std::vector<double> milliseconds;
    for (int i = 0; i < kDraws; ++i)
        milliseconds.push_back(toSeconds(rule.pass({.from = kA, .to = kB}).delay) * 1e3);
    return milliseconds;
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

/// Of neighbours at that distance; 0 apart it is the variance.
double covarianceOf(const std::vector<double>& values, std::size_t apart)
{
    const double mean = meanOf(values);
    double sum = 0;
    for (std::size_t i = apart; i < values.size(); ++i)
        sum += (values[i] - mean) * (values[i - apart] - mean);
    return sum / static_cast<double>(values.size() - apart);
}

spec::Latency jittery(spec::JitterForm form, double correlation = 0)
{
    spec::Latency settings;
    settings.delay = 100ms;
    settings.jitter = 20ms;
    settings.form = form;
    settings.correlation = correlation;
    return settings;
}

}  // namespace

void WayRulesTest::uniformJitterStaysWithinItsBounds()
{
    const std::vector<double> delays = delaysOf(jittery(spec::JitterForm::Uniform));

    const auto [least, most] = std::ranges::minmax(delays);
    QVERIFY(least >= 80 && least < 80.1);
    QVERIFY(most <= 120 && most > 119.9);
    QVERIFY(std::abs(meanOf(delays) - 100) < 0.1);
}

void WayRulesTest::jitterHasTheSpreadThatWasAskedFor_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("deviation");

    QTest::newRow("normal") << static_cast<int>(spec::JitterForm::Normal) << 100.0 << 20.0;
    // Cut off at four deviations, with 0.8 % of the mass beyond: that takes 0.0234 deviations from the mean and leaves
    // 0.5435 of the variance.
    QTest::newRow("Pareto") << static_cast<int>(spec::JitterForm::Pareto) << 99.53 << 14.74;
}

void WayRulesTest::jitterHasTheSpreadThatWasAskedFor()
{
    QFETCH(int, form);
    QFETCH(double, mean);
    QFETCH(double, deviation);

    const std::vector<double> delays = delaysOf(jittery(static_cast<spec::JitterForm>(form)));

    QVERIFY2(std::abs(meanOf(delays) - mean) < 0.2, qPrintable(QString::number(meanOf(delays))));
    const double measured = std::sqrt(covarianceOf(delays, 0));
    QVERIFY2(std::abs(measured - deviation) < 0.3, qPrintable(QString::number(measured)));
}

void WayRulesTest::correlatedJitterFollowsTheLastDraw()
{
    const std::vector<double> delays = delaysOf(jittery(spec::JitterForm::Uniform, 0.5));

    // Half the last draw and half a new one: neighbours correlate by a half.
    QVERIFY(std::abs(covarianceOf(delays, 1) / covarianceOf(delays, 0) - 0.5) < 0.01);
}

void WayRulesTest::lossesHaveTheirShareAndComeInBursts_data()
{
    QTest::addColumn<double>("loss");
    QTest::addColumn<double>("correlation");

    QTest::newRow("one by one") << 0.1 << 0.0;
    QTest::newRow("in bursts of 2.5") << 0.2 << 0.5;
    QTest::newRow("in bursts of 10.5") << 0.05 << 0.9;
}

void WayRulesTest::lossesHaveTheirShareAndComeInBursts()
{
    QFETCH(double, loss);
    QFETCH(double, correlation);
    LossyWays rule(forwards(), loss, correlation, RandomStream(7), false);

    int losses = 0;
    int bursts = 0;
    bool wasLost = false;
    for (int i = 0; i < kDraws; ++i) {
        const bool isLost = rule.pass({.from = kA, .to = kB}).lost > 0;
        losses += isLost ? 1 : 0;
        bursts += isLost && !wasLost ? 1 : 0;
        wasLost = isLost;
    }

    const double share = losses / static_cast<double>(kDraws);
    const double burst = losses / static_cast<double>(bursts);
    // Three standard errors; neighbours that correlate count for less.
    const double error = std::sqrt((1 - loss) / loss / kDraws * (1 + correlation) / (1 - correlation));
    QVERIFY2(std::abs(share / loss - 1) < 3 * error, qPrintable(QString::number(share)));
    QVERIFY2(std::abs(burst * (1 - loss) * (1 - correlation) - 1) < 0.1, qPrintable(QString::number(burst)));
}

void WayRulesTest::eachSenderHasABucketOfItsOwnUnlessItIsALinks()
{
    NarrowWays own(HostPairs(3), 1000, 0, 0, RandomStream(7), false);
    NarrowWays link(HostPairs(3), 1000, 0, 0, RandomStream(7), true);

    const auto secondSender = [](NarrowWays& rule) {
        static_cast<void>(rule.pass({.from = kA, .to = kC, .bytes = 100}));
        return rule.pass({.from = kB, .to = kC, .bytes = 100}).queued;
    };

    QCOMPARE(secondSender(own), Duration{100ms});
    QCOMPARE(secondSender(link), Duration{200ms});
}

}  // namespace stormglass::tests

QTEST_APPLESS_MAIN(stormglass::tests::WayRulesTest)
#include "tst_way_rules.moc"
