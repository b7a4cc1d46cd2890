// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/hash.h"
#include "simcore/random/random_streams.h"
#include "simcore/random/sampler.h"

#include <QtTest>

#include <boost/math/special_functions/gamma.hpp>

#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace stormglass;

using DistributionFunction = std::function<double(double milliseconds)>;
Q_DECLARE_METATYPE(DistributionFunction)

namespace {

constexpr int kSeeds = 20;
constexpr int kDraws = 8'000;

/// Does the exact value lie in the 99.9 % interval of the 20 means? 3.883 is Student's t for 19 degrees of freedom. (This
/// test asks about 80 times: of 99 % intervals, one would miss the right value.)
QByteArray checkMeans(const std::vector<double>& means, double exact)
{
    double sum = 0;
    for (const double mean : means)
        sum += mean;
    const double overall = sum / kSeeds;
    double squares = 0;
    for (const double mean : means)
        squares += (mean - overall) * (mean - overall);
    const double halfWidth = 3.883 * std::sqrt(squares / (kSeeds - 1) / kSeeds);
    if (std::abs(overall - exact) <= halfWidth + 1e-12 * std::abs(exact))
        return {};
    return "expected " + QByteArray::number(exact, 'g', 12) + ", found " + QByteArray::number(overall, 'g', 12)
        + " +- " + QByteArray::number(halfWidth);
}

/// Where the function reaches the probability, by bisection.
double inverse(const DistributionFunction& function, double probability)
{
    double low = 1e-12;
    double high = 1e6;
    while (high / low > 1 + 1e-14) {
        const double middle = std::sqrt(low * high);
        (function(middle) < probability ? low : high) = middle;
    }
    return high;
}

RandomStream streamOf(int seed)
{
    // A stream per row, or all distributions would share the luck of one.
    return RandomStreams(static_cast<std::uint64_t>(seed), 0).stream(QTest::currentDataTag() ? QTest::currentDataTag() : "", "test");
}

Sampler samplerOf(const char* text) { return Sampler(readDistribution(text).value()); }

}  // namespace

class SamplerTest : public QObject {
    Q_OBJECT

private slots:
    void momentsFollowTheory_data();
    void momentsFollowTheory();
    void sharesFollowTheDistributionFunction_data();
    void sharesFollowTheDistributionFunction();
    void drawsAreTheSameOnEveryMachine_data();
    void drawsAreTheSameOnEveryMachine();
    void numberOfDrawsIsAsDocumented_data();
    void numberOfDrawsIsAsDocumented();
    void boundsAreKept();
    void valuesWithoutWeightAreNeverDrawn();
    void absurdlyLongDurationsAreCut();
    void roundingGoesToTheNearestNanosecond();
};

void SamplerTest::momentsFollowTheory_data()
{
    QTest::addColumn<int>("nothing");
    for (const char* text :
         {"10ms", "uniform(1ms, 3ms)", "exponential(5ms)", "erlang(4, 10ms)", "hyperexponential(0.1: 50ms, 0.9: 5ms)",
          "lognormal(mean 20ms, cv 0.8)", "lognormal(p50 10ms, p99 30ms)", "gamma(mean 10ms, cv 0.5)",
          "gamma(mean 10ms, cv 1.4)", "weibull(mean 10ms, shape 0.8)", "weibull(mean 10ms, shape 3)",
          "pareto(min 1ms, max 20ms, shape 1.5)", "empirical(1ms: 5, 2ms: 3, 10ms: 1)"})
        QTest::newRow(text) << 0;
}

void SamplerTest::momentsFollowTheory()
{
    const Distribution distribution = readDistribution(QTest::currentDataTag()).value();
    const Sampler sampler(distribution);
    const double mean = distribution.meanNanoseconds();
    std::vector<double> firsts;
    std::vector<double> seconds;

    for (int seed = 1; seed <= kSeeds; ++seed) {
        RandomStream stream = streamOf(seed);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < kDraws; ++i) {
            const double x = sampler.sampleNanoseconds(stream);
            sum += x;
            squares += (x - mean) * (x - mean);
        }
        firsts.push_back(sum / kDraws);
        seconds.push_back(squares / kDraws / (mean * mean));
    }

    QCOMPARE(checkMeans(firsts, mean), QByteArray());
    QCOMPARE(checkMeans(seconds, distribution.squaredCoefficientOfVariation()), QByteArray());
}

void SamplerTest::sharesFollowTheDistributionFunction_data()
{
    QTest::addColumn<DistributionFunction>("function");
    const auto row = [](const char* text, DistributionFunction function) { QTest::newRow(text) << function; };
    const auto normal = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };

    row("uniform(1ms, 3ms)", [](double x) { return (x - 1) / 2; });
    row("exponential(5ms)", [](double x) { return 1 - std::exp(-x / 5); });
    row("erlang(4, 10ms)", [](double x) { return boost::math::gamma_p(4.0, x / 2.5); });
    row("hyperexponential(0.1: 50ms, 0.9: 5ms)",
        [](double x) { return 1 - 0.1 * std::exp(-x / 50) - 0.9 * std::exp(-x / 5); });
    row("lognormal(mean 20ms, cv 1.5)", [=](double x) {
        const double variance = std::log(1 + 2.25);
        return normal((std::log(x / 20) + variance / 2) / std::sqrt(variance));
    });
    row("lognormal(p50 10ms, p99 80ms)",
        [=](double x) { return normal(std::log(x / 10) / std::log(8.0) * 2.3263478740408408); });
    row("gamma(mean 10ms, cv 0.5)", [](double x) { return boost::math::gamma_p(4.0, x / 2.5); });
    row("gamma(mean 10ms, cv 2)", [](double x) { return boost::math::gamma_p(0.25, x / 40); });
    row("weibull(mean 10ms, shape 0.7)",
        [](double x) { return 1 - std::exp(-std::pow(x * std::tgamma(1 + 1 / 0.7) / 10, 0.7)); });
    row("pareto(min 1ms, max 1s, shape 1.5)",
        [](double x) { return (1 - std::pow(x, -1.5)) / (1 - std::pow(1000, -1.5)); });
}

void SamplerTest::sharesFollowTheDistributionFunction()
{
    QFETCH(DistributionFunction, function);
    constexpr std::array kProbabilities{0.01, 0.1, 0.5, 0.9, 0.99};
    const Sampler sampler = samplerOf(QTest::currentDataTag());
    std::array<double, kProbabilities.size()> quantiles{};
    for (std::size_t p = 0; p < quantiles.size(); ++p)
        quantiles[p] = inverse(function, kProbabilities[p]);
    std::array<std::vector<double>, kProbabilities.size()> shares;

    for (int seed = 1; seed <= kSeeds; ++seed) {
        RandomStream stream = streamOf(seed);
        std::array<int, kProbabilities.size()> counts{};
        for (int i = 0; i < kDraws; ++i) {
            const double milliseconds = sampler.sampleNanoseconds(stream) * 1e-6;
            for (std::size_t p = 0; p < counts.size(); ++p)
                counts[p] += milliseconds <= quantiles[p] ? 1 : 0;
        }
        for (std::size_t p = 0; p < counts.size(); ++p)
            shares[p].push_back(static_cast<double>(counts[p]) / kDraws);
    }

    for (std::size_t p = 0; p < shares.size(); ++p)
        QCOMPARE(checkMeans(shares[p], kProbabilities[p]), QByteArray());
}

// A hash of 1,000 draws to the last bit. If this changes, every stored result does.
void SamplerTest::drawsAreTheSameOnEveryMachine_data()
{
    QTest::addColumn<quint64>("hash");
    const auto row = [](const char* text, quint64 hash) { QTest::newRow(text) << hash; };

    row("uniform(1ms, 3ms)", 0x73904b6a92da8040);
    row("exponential(5ms)", 0x3fdf4bdaae660c34);
    row("erlang(4, 10ms)", 0x55f1189885a88472);
    row("hyperexponential(0.1: 50ms, 0.9: 5ms)", 0x4c9ea5efe7231fb8);
    row("lognormal(mean 20ms, cv 1.5)", 0x539db6f11bbbcb51);
    row("lognormal(p50 10ms, p99 80ms)", 0xa724bde2643635ea);
    row("gamma(mean 10ms, cv 0.5)", 0xe519ee7f2d9528a0);
    row("gamma(mean 10ms, cv 2)", 0x151ff8fc66a87ad9);
    row("weibull(mean 10ms, shape 0.7)", 0x0de9db052b859aa6);
    row("pareto(min 1ms, max 1s, shape 1.5)", 0x2000d87d90847ae8);
    row("empirical(1ms: 5, 2ms: 3, 10ms: 1)", 0x05da5880e8a55ef8);
}

void SamplerTest::drawsAreTheSameOnEveryMachine()
{
    QFETCH(quint64, hash);
    const Sampler sampler = samplerOf(QTest::currentDataTag());
    RandomStream stream = streamOf(42);

    std::uint64_t actual = kHashSeed;
    for (int i = 0; i < 1000; ++i)
        actual = mixHash(actual, std::bit_cast<std::uint64_t>(sampler.sampleNanoseconds(stream)));

    QCOMPARE(quint64{actual}, hash);
}

void SamplerTest::numberOfDrawsIsAsDocumented_data()
{
    QTest::addColumn<int>("draws");

    QTest::newRow("10ms") << 0;
    QTest::newRow("uniform(1ms, 3ms)") << 1;
    QTest::newRow("exponential(5ms)") << 1;
    QTest::newRow("erlang(4, 10ms)") << 4;
    QTest::newRow("hyperexponential(0.1: 50ms, 0.9: 5ms)") << 2;
    QTest::newRow("lognormal(mean 20ms, cv 1.5)") << 1;
    QTest::newRow("weibull(mean 10ms, shape 0.7)") << 1;
    QTest::newRow("pareto(min 1ms, max 1s, shape 1.5)") << 1;
    QTest::newRow("empirical(1ms: 5, 2ms: 3, 10ms: 1)") << 1;
}

void SamplerTest::numberOfDrawsIsAsDocumented()
{
    QFETCH(int, draws);
    RandomStream used = streamOf(1);
    RandomStream counted = used;

    static_cast<void>(samplerOf(QTest::currentDataTag()).sample(used));

    for (int i = 0; i < draws; ++i)
        static_cast<void>(counted.next64());
    QCOMPARE(quint64{used.next64()}, quint64{counted.next64()});
}

void SamplerTest::boundsAreKept()
{
    const Sampler uniform = samplerOf("uniform(1ms, 3ms)");
    const Sampler pareto = samplerOf("pareto(min 1ms, max 3ms, shape 0.5)");
    RandomStream stream = streamOf(1);

    for (int i = 0; i < 100'000; ++i) {
        const Duration first = uniform.sample(stream);
        const Duration second = pareto.sample(stream);
        QVERIFY(first >= 1ms && first <= 3ms);
        QVERIFY(second >= 1ms && second <= 3ms);
    }
}

void SamplerTest::valuesWithoutWeightAreNeverDrawn()
{
    const Sampler sampler = samplerOf("empirical(1ms: 0, 2ms: 1, 3ms: 0, 4ms: 1, 5ms: 0)");
    RandomStream stream = streamOf(1);

    for (int i = 0; i < 10'000; ++i) {
        const Duration value = sampler.sample(stream);
        QVERIFY(value == 2ms || value == 4ms);
    }
}

void SamplerTest::absurdlyLongDurationsAreCut()
{
    const Sampler sampler = samplerOf("lognormal(p50 1000d, p99 90000d)");
    RandomStream stream = streamOf(1);

    for (int i = 0; i < 100'000; ++i) {
        const Duration value = sampler.sample(stream);
        QVERIFY(value >= 0ns && value.count() <= std::int64_t{1} << 62);
    }
}

void SamplerTest::roundingGoesToTheNearestNanosecond()
{
    const Sampler sampler = samplerOf("exponential(3ns)");
    RandomStream exact = streamOf(1);
    RandomStream rounded = exact;

    for (int i = 0; i < 1000; ++i)
        QCOMPARE(qint64{sampler.sample(rounded).count()}, qint64{std::llround(sampler.sampleNanoseconds(exact))});
}

QTEST_APPLESS_MAIN(SamplerTest)
#include "tst_sampler.moc"
