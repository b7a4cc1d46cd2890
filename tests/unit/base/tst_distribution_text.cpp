// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::distribution;

Q_DECLARE_METATYPE(stormglass::Distribution)

class DistributionTextTest : public QObject {
    Q_OBJECT

private slots:
    void textMeansTheDistribution_data();
    void textMeansTheDistribution();
    void distributionSurvivesTheWayToTextAndBack_data() { textMeansTheDistribution_data(); }
    void distributionSurvivesTheWayToTextAndBack();
    void malformedTextIsRefusedWithItsReason_data();
    void malformedTextIsRefusedWithItsReason();
};

void DistributionTextTest::textMeansTheDistribution_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Distribution>("expected");
    const auto row = [](const char* text, Distribution expected) {
        QTest::newRow(text) << QByteArray(text) << std::move(expected);
    };

    row("10ms", {Constant{10ms}});
    row("0s", {Constant{0ms}});
    row("constant(10ms)", {Constant{10ms}});
    row("  uniform ( 1ms ,3ms ) ", {Uniform{1ms, 3ms}});
    row("uniform(0ns, 1ns)", {Uniform{0ns, 1ns}});
    row("exponential(5ms)", {Exponential{5ms}});
    row("exponential(1m30s)", {Exponential{90s}});
    row("erlang(4, 10ms)", {Erlang{4, 10ms}});
    row("hyperexponential(0.1: 50ms, 0.9: 5ms)", {Hyperexponential{{{0.1, 50ms}, {0.9, 5ms}}}});
    row("lognormal(mean 20ms, cv 1.5)", {Lognormal{20ms, 1.5}});
    row("lognormal(cv 1.5, mean 20ms)", {Lognormal{20ms, 1.5}});
    row("lognormal(p50 10ms, p99 80ms)", {LognormalQuantiles{10ms, 80ms}});
    row("gamma(mean 10ms, cv 0.5)", {Gamma{10ms, 0.5}});
    row("weibull(mean 10ms, shape 0.7)", {Weibull{10ms, 0.7}});
    row("pareto(min 1ms, max 1s, shape 1.5)", {Pareto{1ms, 1s, 1.5}});
    row("empirical(1ms: 5, 2ms: 3, 10ms: 1)", {Empirical{{{1ms, 5}, {2ms, 3}, {10ms, 1}}}});
    row("empirical(7ns: 0.3)", {Empirical{{{7ns, 0.3}}}});
}

void DistributionTextTest::textMeansTheDistribution()
{
    QFETCH(QByteArray, text);
    QFETCH(Distribution, expected);

    const Result<Distribution> actual = readDistribution(text.toStdString());

    QVERIFY2(actual.isOk(), actual.isOk() ? "" : actual.message().c_str());
    QVERIFY(actual.value() == expected);
}

void DistributionTextTest::distributionSurvivesTheWayToTextAndBack()
{
    QFETCH(Distribution, expected);

    const Result<Distribution> actual = readDistribution(toText(expected));

    QVERIFY2(actual.isOk(), actual.isOk() ? "" : actual.message().c_str());
    QVERIFY(actual.value() == expected);
}

void DistributionTextTest::malformedTextIsRefusedWithItsReason_data()
{
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* text, const char* message) { QTest::newRow(text) << QByteArray(message); };

    row("", R"x(expected a duration such as "10ms" or a distribution such as "exponential(5ms)", found "")x");
    row("fast", R"x(expected a duration such as "10ms" or a distribution such as "exponential(5ms)", found "fast")x");
    row("10", R"x(expected a duration such as "10ms", found "10" without a unit)x");
    row("-10ms", R"x(expected at least 0s, found "-10ms")x");
    row("300y", R"x(expected a duration such as "10ms", found "300y")x");
    row("exponential", R"x(exponential: expected its arguments in parentheses, as in "exponential(5ms)")x");
    row("exponentail(5ms)", R"x(unknown distribution "exponentail"; did you mean exponential?)x");
    row("zipf(5ms)", "unknown distribution \"zipf\"; expected one of constant, uniform, exponential, erlang, "
                     "hyperexponential, lognormal, gamma, weibull, pareto, empirical");
    row("exponential(5ms", R"x(expected ")" at the end, found "exponential(5ms")x");
    row("exponential(5)", R"x(exponential: mean: expected a duration such as "10ms", found "5" without a unit)x");
    row("exponential(-5ms)", R"x(exponential: mean: expected at least 1ns, found "-5ms")x");
    row("exponential(0s)", R"x(exponential: mean: expected at least 1ns, found "0s")x");
    row("exponential()", R"x(exponential: mean: expected a duration such as "10ms", found "")x");
    row("exponential(5ms, 6ms)",
        R"x(exponential: expected 1 argument (mean), found 2, as in "exponential(5ms)")x");
    row("uniform(1ms)", R"x(uniform: expected 2 arguments (low, high), found 1, as in "uniform(1ms, 3ms)")x");
    row("uniform(3ms, 1ms)", R"x(uniform: low: expected less than high (1ms), found "3ms")x");
    row("erlang(2.5, 10ms)", R"x(erlang: stages: expected a whole number, found "2.5")x");
    row("erlang(0, 10ms)", R"x(erlang: stages: expected at least 1, found "0")x");
    row("erlang(100000, 10ms)", R"x(erlang: stages: expected at most 1000, found "100000")x");
    row("gamma(mean 10ms, cv 0.5ms)", R"x(gamma: cv: expected a number, found "0.5ms")x");
    row("gamma(mean 10ms, cv -1)", R"x(gamma: cv: expected at least 0.001, found "-1")x");
    row("gamma(mean 10ms, cv nan)", R"x(gamma: cv: expected a number, found "nan")x");
    row("gamma(mean 10ms)", R"x(gamma: cv: missing, as in "gamma(mean 10ms, cv 0.5)")x");
    row("gamma(mean 10ms, mean 10ms)", "gamma: mean: given twice");
    row("weibull(10ms, 0.7)",
        R"x(weibull: unknown argument "10ms"; expected mean, shape, as in "weibull(mean 10ms, shape 0.7)")x");
    row("weibull(mean 10ms, shap 0.7)", R"x(weibull: unknown argument "shap 0.7"; did you mean shape?)x");
    row("lognormal(p50 80ms, p99 10ms)", R"x(lognormal: p50: expected less than p99 (10ms), found "80ms")x");
    row("lognormal(p50 10ms, cv 1)",
        "lognormal: unknown argument \"cv 1\"; expected p50, p99, as in \"lognormal(p50 10ms, p99 80ms)\"");
    row("pareto(min 1s, max 1s, shape 1.5)", R"x(pareto: min: expected less than max (1s), found "1s")x");
    row("empirical(1ms)",
        R"x(empirical: expected a pair "value: weight", found "1ms", as in "empirical(1ms: 5, 2ms: 3, 10ms: 1)")x");
    row("empirical(1ms: 0, 2ms: 0)", "empirical: weight: expected at least one above 0, found only zeros");
    row("empirical(1ms: -1)", R"x(empirical: weight: expected at least 0, found "-1")x");
    row("hyperexponential(0: 5ms)", R"x(hyperexponential: weight: expected at least 0.000000001, found "0")x");
    row("hyperexponential(0.5: 5ms,)",
        "hyperexponential: expected a pair \"weight: mean\", found \"\", as in "
        "\"hyperexponential(0.1: 50ms, 0.9: 5ms)\"");
}

void DistributionTextTest::malformedTextIsRefusedWithItsReason()
{
    QFETCH(QByteArray, message);

    const Result<Distribution> actual = readDistribution(QTest::currentDataTag());

    QVERIFY(!actual.isOk());
    QCOMPARE(QByteArray::fromStdString(actual.message()), message);
}

QTEST_APPLESS_MAIN(DistributionTextTest)
#include "tst_distribution_text.moc"
