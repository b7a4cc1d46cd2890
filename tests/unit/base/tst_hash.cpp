// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/hash.h"

#include <QtTest>

#include <bit>
#include <set>
#include <string>

using namespace stormglass;

class HashTest : public QObject {
    Q_OBJECT

private slots:
    void valuesStayWhatTheyAre();
    void orderMatters();
    void textsDoNotRunIntoEachOther();
    void oneBitChangesHalfOfTheBits();
    void smallNumbersDoNotCollide();
};

void HashTest::valuesStayWhatTheyAre()
{
    QCOMPARE(quint64{mixHash(kHashSeed, std::uint64_t{1})}, quint64{0x76212d05b9782e79});
    QCOMPARE(quint64{mixHash(kHashSeed, std::string_view("order-service"))}, quint64{0xbe0e1b72870ec211});
    QCOMPARE(quint64{finishHash(1)}, quint64{0x5692161d100b05e5});  // splitmix64's finaliser
}

void HashTest::orderMatters()
{
    const auto chain = [](std::uint64_t a, std::uint64_t b) { return mixHash(mixHash(kHashSeed, a), b); };

    QVERIFY(chain(1, 2) != chain(2, 1));
    QVERIFY(chain(0, 0) != mixHash(kHashSeed, std::uint64_t{0}));
}

void HashTest::textsDoNotRunIntoEachOther()
{
    const auto chain = [](std::string_view a, std::string_view b) { return mixHash(mixHash(kHashSeed, a), b); };

    QVERIFY(chain("ab", "c") != chain("a", "bc"));
    QVERIFY(chain("", "a") != chain("a", ""));
}

void HashTest::oneBitChangesHalfOfTheBits()
{
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const std::uint64_t base = finishHash(mixHash(kHashSeed, i));
        int changed = 0;
        for (int bit = 0; bit < 64; ++bit)
            changed += std::popcount(base ^ finishHash(mixHash(kHashSeed, i ^ (std::uint64_t{1} << bit))));
        QVERIFY(changed > 27 * 64 && changed < 37 * 64);
    }
}

void HashTest::smallNumbersDoNotCollide()
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        for (int entity = 0; entity < 1000; ++entity)
            seen.insert(mixHash(mixHash(kHashSeed, seed), std::string_view("worker-" + std::to_string(entity))));
    }

    QCOMPARE(seen.size(), std::size_t{100'000});
}

QTEST_APPLESS_MAIN(HashTest)
#include "tst_hash.moc"
