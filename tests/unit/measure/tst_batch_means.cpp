// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/batch_means.h"

#include "simcore/base/portable_math.h"
#include "simcore/random/random_streams.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;

class BatchMeansTest : public QObject {
    Q_OBJECT

private slots:
    void meanIsThatOfAllSamples();
    void batchesDoubleAndStayFew();
    void fewSamplesSayNothing();
    void intervalsOfDependentSamplesCoverTheMean();
    void ignoringTheDependenceWouldNotCoverIt();
};

namespace {

/// x' = 0.9 x + noise, with mean 10: each sample carries most of the one before.
class Autoregression {
public:
    explicit Autoregression(std::uint64_t seed) : m_stream(RandomStreams(seed, 0).stream("test", "noise")) { }

    double next()
    {
        m_x = 0.9 * m_x + normalQuantile(m_stream.uniform());
        return 10 + m_x;
    }

private:
    RandomStream m_stream;
    double m_x = 0;
};

constexpr int kRuns = 400;

}  // namespace

void BatchMeansTest::meanIsThatOfAllSamples()
{
    BatchMeans means;
    for (int i = 1; i <= 1001; ++i)
        means.record(i);

    QCOMPARE(means.count(), std::uint64_t{1001});
    QCOMPARE(means.mean(), 501.0);
}

void BatchMeansTest::batchesDoubleAndStayFew()
{
    BatchMeans means;
    for (int i = 0; i < 1'000'000; ++i) {
        means.record(1);
        QVERIFY(means.batches() < BatchMeans::kMaxBatches);
        QVERIFY(i < 100 || means.batches() >= BatchMeans::kMaxBatches / 2);
    }

    QCOMPARE(means.batchSize(), std::uint64_t{16384});
    QCOMPARE(means.halfWidth(0.95), 0.0);
    QCOMPARE(means.interval(0.95).samples, means.batches());
}

void BatchMeansTest::fewSamplesSayNothing()
{
    BatchMeans means;
    QCOMPARE(means.mean(), 0.0);
    means.record(5);

    QCOMPARE(means.mean(), 5.0);
    QVERIFY(std::isinf(means.halfWidth(0.95)));
}

void BatchMeansTest::intervalsOfDependentSamplesCoverTheMean()
{
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
        BatchMeans means;
        Autoregression process(seed);
        for (int i = 0; i < 10'000; ++i)
            means.record(process.next());
        covered += means.interval(0.95).contains(10) ? 1 : 0;
    }

    // 95 % of 400 is 380 with a standard deviation of 4.4.
    QVERIFY2(covered >= 363 && covered <= 393, QByteArray::number(covered));
}

void BatchMeansTest::ignoringTheDependenceWouldNotCoverIt()
{
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        std::vector<double> samples;
        Autoregression process(seed);
        for (int i = 0; i < 10'000; ++i)
            samples.push_back(process.next());
        covered += studentInterval(samples, 0.95).contains(10) ? 1 : 0;
    }

    QVERIFY2(covered < 60, QByteArray::number(covered));
}

QTEST_APPLESS_MAIN(BatchMeansTest)
#include "tst_batch_means.moc"
