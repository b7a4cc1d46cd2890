// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/random/random_streams.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <cstring>
#include <set>
#include <string>
#include <vector>

using namespace stormglass;

namespace {

using Block = std::array<std::uint64_t, 2>;

/// Philox2x64-10, written down from the paper and independent of the library.
Block philox(Block counter, std::uint64_t key)
{
    for (int round = 0; round < 10; ++round) {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(counter[0]) * 0xD2B74407B1CE6E93;
        counter = {static_cast<std::uint64_t>(product >> 64) ^ key ^ counter[1], static_cast<std::uint64_t>(product)};
        key += 0x9E3779B97F4A7C15;
    }
    return counter;
}

/// Pearson's correlation of two streams over n draws each.
double correlation(RandomStream a, RandomStream b, int n)
{
    double sum = 0;
    for (int i = 0; i < n; ++i)
        sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
    return sum / n * 12;
}

}  // namespace

class RandomStreamTest : public QObject {
    Q_OBJECT

private slots:
    void philoxGivesItsPublishedAnswers();
    void aStreamIsThePhiloxOfItsCounters();
    void aSubstreamIsThePhiloxOfItsIndexAndAttempt();
    void aSubstreamDoesNotDependOnWhatWasDrawn();
    void substreamsOfSubstreamsDiffer();
    void keysOfStreamsStayWhatTheyAre();
    void streamsOfDifferentPurposeAreIndependent();
    void consecutiveSubstreamsAreIndependent();
    void uniformStaysInsideAndIsEven();
    void uniformIsTheDocumentedFunctionOfTheBits();
    void belowIsUnbiased_data();
    void belowIsUnbiased();
};

// The vectors of Random123's kat_vectors.
void RandomStreamTest::philoxGivesItsPublishedAnswers()
{
    constexpr std::uint64_t kOnes = ~std::uint64_t{0};

    QVERIFY((philox({0, 0}, 0) == Block{0xca00a0459843d731, 0x66c24222c9a845b5}));
    QVERIFY((philox({kOnes, kOnes}, kOnes) == Block{0x65b021d60cd8310f, 0x4d02f3222f86df20}));
    QVERIFY((philox({0x243f6a8885a308d3, 0x13198a2e03707344}, 0xa4093822299f31d0)
             == Block{0x0a5e742c2997341c, 0xb0f883d38000de5d}));
}

void RandomStreamTest::aStreamIsThePhiloxOfItsCounters()
{
    for (const std::uint64_t key : {std::uint64_t{0}, std::uint64_t{0xa4093822299f31d0}}) {
        RandomStream stream(key);

        for (std::uint64_t block = 0; block < 100; ++block) {
            const Block expected = philox({block, 0}, key);
            QCOMPARE(quint64{stream.next64()}, quint64{expected[0]});
            QCOMPARE(quint64{stream.next64()}, quint64{expected[1]});
        }
    }
}

void RandomStreamTest::aSubstreamIsThePhiloxOfItsIndexAndAttempt()
{
    const std::uint64_t key = 0xa4093822299f31d0;
    RandomStream substream = RandomStream(key).at(0x123456789abcdef0, 7);

    for (std::uint64_t block = 0; block < 10; ++block) {
        const Block expected = philox({std::uint64_t{7} << 32 | block, 0x123456789abcdef0}, key ^ 0x5be0cd19137e2179);
        QCOMPARE(quint64{substream.next64()}, quint64{expected[0]});
        QCOMPARE(quint64{substream.next64()}, quint64{expected[1]});
    }
}

void RandomStreamTest::aSubstreamDoesNotDependOnWhatWasDrawn()
{
    RandomStream stream = RandomStreams(1, 0).stream("orders", "service time");
    const std::uint64_t before = stream.at(5).next64();
    for (int i = 0; i < 7; ++i)
        static_cast<void>(stream.next64());

    const std::uint64_t after = stream.at(5).next64();

    QCOMPARE(quint64{after}, quint64{before});
}

void RandomStreamTest::substreamsOfSubstreamsDiffer()
{
    const RandomStream stream = RandomStreams(1, 0).stream("orders", "retries");
    std::set<std::uint64_t> first;

    for (std::uint64_t index = 0; index < 20; ++index) {
        for (std::uint32_t sub = 0; sub < 20; ++sub) {
            first.insert(stream.at(index, sub).next64());
            for (std::uint64_t inner = 0; inner < 20; ++inner)
                first.insert(stream.at(index, sub).at(inner).next64());
        }
    }

    QCOMPARE(first.size(), std::size_t{20 * 20 * 21});
}

void RandomStreamTest::keysOfStreamsStayWhatTheyAre()
{
    const StreamKey key{.seed = 42, .replication = 3, .entity = "payment", .purpose = "service time"};

    QCOMPARE(quint64{key.hash()}, quint64{0xe35f4d5ef6219f4e});
    RandomStream stream = RandomStreams(42, 3).stream("payment", "service time");
    QCOMPARE(quint64{stream.next64()}, quint64{RandomStream(key.hash()).next64()});
}

void RandomStreamTest::streamsOfDifferentPurposeAreIndependent()
{
    constexpr int kDraws = 100'000;
    const double limit = 4 / std::sqrt(kDraws);  // four standard errors
    std::vector<RandomStream> streams;
    for (const std::uint64_t seed : {1, 2}) {
        for (const std::uint32_t replication : {0U, 1U}) {
            for (const char* purpose : {"arrivals", "service time"})
                streams.push_back(RandomStreams(seed, replication).stream("gateway", purpose));
        }
    }

    for (std::size_t a = 0; a < streams.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b)
            QVERIFY(std::abs(correlation(streams[a], streams[b], kDraws)) < limit);
    }
}

void RandomStreamTest::consecutiveSubstreamsAreIndependent()
{
    constexpr int kOrders = 200'000;
    const RandomStream stream = RandomStreams(1, 0).stream("payment", "service time");
    double neighbours = 0;
    double attempts = 0;

    for (std::uint64_t order = 0; order < kOrders; ++order) {
        const double own = stream.at(order).uniform() - 0.5;
        neighbours += own * (stream.at(order + 1).uniform() - 0.5) * 12;
        attempts += own * (stream.at(order, 1).uniform() - 0.5) * 12;
    }

    QVERIFY(std::abs(neighbours / kOrders) < 4 / std::sqrt(kOrders));
    QVERIFY(std::abs(attempts / kOrders) < 4 / std::sqrt(kOrders));
}

void RandomStreamTest::uniformStaysInsideAndIsEven()
{
    constexpr int kDraws = 1'000'000;
    constexpr std::size_t kCells = 1000;
    RandomStream stream = RandomStreams(7, 0).stream("test", "uniform");
    std::vector<int> cells(kCells);

    for (int i = 0; i < kDraws; ++i) {
        const double u = stream.uniform();
        QVERIFY(u > 0 && u < 1);
        ++cells[static_cast<std::size_t>(u * kCells)];
    }

    double chiSquared = 0;
    for (const int count : cells)
        chiSquared += std::pow(count - kDraws / 1000.0, 2) / (kDraws / 1000.0);
    QVERIFY2(chiSquared > 999 - 4 * 44.7 && chiSquared < 999 + 4 * 44.7, std::to_string(chiSquared).c_str());
}

void RandomStreamTest::uniformIsTheDocumentedFunctionOfTheBits()
{
    RandomStream bits = RandomStreams(7, 0).stream("test", "bits");
    RandomStream same = bits;

    for (int i = 0; i < 1000; ++i)
        QVERIFY(same.uniform() == static_cast<double>((bits.next64() >> 11) | 1) * 0x1p-53);
}

void RandomStreamTest::belowIsUnbiased_data()
{
    QTest::addColumn<quint64>("n");

    QTest::newRow("one") << quint64{1};
    QTest::newRow("three") << quint64{3};
    QTest::newRow("a power of two") << quint64{8};
    QTest::newRow("a prime") << quint64{101};
    QTest::newRow("three quarters of all numbers") << quint64{0xc000000000000000};  // would be biased if it were not for rejection
}

void RandomStreamTest::belowIsUnbiased()
{
    QFETCH(quint64, n);
    constexpr int kDraws = 200'000;
    const std::uint64_t cells = std::min<std::uint64_t>(n, 101);
    std::vector<int> counts(cells);
    RandomStream stream = RandomStreams(9, 0).stream("test", "below");

    for (int i = 0; i < kDraws; ++i) {
        const std::uint64_t draw = stream.below(n);
        QVERIFY(draw < n);
        ++counts[n == cells ? draw : draw / (n / cells + 1)];
    }

    const double expected = static_cast<double>(kDraws) / static_cast<double>(cells);
    for (const int count : counts)
        QVERIFY(std::abs(count - expected) <= 4.5 * std::sqrt(expected));
}

QTEST_APPLESS_MAIN(RandomStreamTest)
#include "tst_random_stream.moc"
