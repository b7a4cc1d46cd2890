// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/scaling_rule.h"

#include <QTest>

namespace stormglass {

namespace {

constexpr spec::Autoscaling kHalf{
    .metric = spec::ScalingMetric::Utilisation, .targetUtilisation = 0.5, .maxInstances = 100};

ScalingRule::Look look(Duration now, std::int64_t instances, double metric)
{
    return {.now = SimTime{now}, .instances = instances, .ready = instances, .metric = metric};
}

}  // namespace

class ScalingRuleTest : public QObject {
    Q_OBJECT

private slots:
    void theNumberFollowsTheMetric_data();
    void theNumberFollowsTheMetric();
    void lengthsAreSharedOut();
    void whoIsNotReadyCountsAsIdle();
    void growthIsLimitedByShareOrNumber();
    void shrinkingWaitsForTheLargestOfTheWindow();
    void aWindowUpwardsWaitsForTheSmallest();
    void shrinkingIsLimitedByShare();
    void theLimitsHold();
};

void ScalingRuleTest::theNumberFollowsTheMetric_data()
{
    QTest::addColumn<double>("utilisation");
    QTest::addColumn<std::int64_t>("expected");

    QTest::newRow("twice the target") << 1.0 << std::int64_t{20};
    QTest::newRow("within the tolerance") << 0.55 << std::int64_t{10};
    QTest::newRow("just beyond it") << 0.56 << std::int64_t{12};
    QTest::newRow("rounded up") << 0.81 << std::int64_t{17};
    QTest::newRow("below, within the tolerance") << 0.45 << std::int64_t{10};
}

void ScalingRuleTest::theNumberFollowsTheMetric()
{
    QFETCH(double, utilisation);
    QFETCH(std::int64_t, expected);
    ScalingRule rule(kHalf, 10);

    QCOMPARE(rule.decide(look(15s, 10, utilisation)), expected);
}

void ScalingRuleTest::lengthsAreSharedOut()
{
    spec::Autoscaling settings = kHalf;
    settings.metric = spec::ScalingMetric::Lag;
    settings.targetLength = 10;
    settings.stabilisationDown = 0s;
    ScalingRule rule(settings, 2);

    QCOMPARE(rule.decide(look(15s, 2, 22)), 2);
    QCOMPARE(rule.decide(look(30s, 2, 41)), 5);
    QCOMPARE(rule.decide(look(45s, 5, 9)), 1);
}

void ScalingRuleTest::whoIsNotReadyCountsAsIdle()
{
    ScalingRule rule(kHalf, 4);
    ScalingRule::Look seen = look(15s, 8, 1.0);

    seen.ready = 4;  // 4 at 100 % and 4 at 0 %: right on the target
    QCOMPARE(rule.decide(seen), 8);
    seen.ready = 6;  // 6 x 100 % / 8 is one and a half times the target
    QCOMPARE(rule.decide(seen), 12);
    seen.ready = 2;  // less than the target: but nobody is removed while the others start
    QCOMPARE(rule.decide(seen), 8);
    seen.ready = 0;
    QCOMPARE(rule.decide(seen), 8);
}

void ScalingRuleTest::growthIsLimitedByShareOrNumber()
{
    ScalingRule rule(kHalf, 1);

    QCOMPARE(rule.decide(look(15s, 1, 10.0)), 5);    // 4 more
    QCOMPARE(rule.decide(look(30s, 5, 10.0)), 10);   // twice as many
    QCOMPARE(rule.decide(look(37s, 10, 10.0)), 10);  // all of that was in the last 15 s
    QCOMPARE(rule.decide(look(45s, 10, 10.0)), 20);
}

void ScalingRuleTest::shrinkingWaitsForTheLargestOfTheWindow()
{
    ScalingRule rule(kHalf, 10);
    QCOMPARE(rule.decide(look(15s, 10, 0.7)), 14);

    for (Duration now = 30s; now < 315s; now += 15s)
        QCOMPARE(rule.decide(look(now, 14, 0.1)), 14);

    QCOMPARE(rule.decide(look(315s, 14, 0.1)), 3);
}

void ScalingRuleTest::aWindowUpwardsWaitsForTheSmallest()
{
    spec::Autoscaling settings = kHalf;
    settings.stabilisationUp = 30s;
    ScalingRule rule(settings, 10);

    QCOMPARE(rule.decide(look(15s, 10, 1.0)), 10);  // ten were enough at the start
    QCOMPARE(rule.decide(look(30s, 10, 0.8)), 16);
    QCOMPARE(rule.decide(look(45s, 16, 1.0)), 16);
}

void ScalingRuleTest::shrinkingIsLimitedByShare()
{
    spec::Autoscaling settings = kHalf;
    settings.stabilisationDown = 0s;
    settings.downShare = 0.25;
    settings.downPeriod = 1min;
    ScalingRule rule(settings, 20);

    QCOMPARE(rule.decide(look(15s, 20, 0.0)), 15);
    QCOMPARE(rule.decide(look(30s, 15, 0.0)), 15);
    QCOMPARE(rule.decide(look(75s, 15, 0.0)), 11);
}

void ScalingRuleTest::theLimitsHold()
{
    spec::Autoscaling settings = kHalf;
    settings.minInstances = 3;
    settings.maxInstances = 5;
    settings.stabilisationDown = 0s;
    ScalingRule rule(settings, 4);

    QCOMPARE(rule.decide(look(15s, 4, 1.0)), 5);
    QCOMPARE(rule.decide(look(30s, 5, 0.0)), 3);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::ScalingRuleTest)
#include "tst_scaling_rule.moc"
