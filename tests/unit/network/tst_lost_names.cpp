// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/lost_names.h"

#include "tests/unit/network/two_hosts.h"

#include <QTest>

namespace stormglass::tests {

class LostNamesTest : public QObject {
    Q_OBJECT

private slots:
    void onlyTheNameThatWasLostIsNotFound();
    void aShareOfTheLookUpsFails();
    void twoFaultsEndOneByOne();
};

void LostNamesTest::onlyTheNameThatWasLostIsNotFound()
{
    TwoHosts world;
    LostName name{"payment", 1, RandomStream(7)};

    const bool before = world.network.isNameLost("payment");
    world.network.lostNames().add(name);

    QVERIFY(!before);
    QVERIFY(world.network.isNameLost("payment"));
    QVERIFY(!world.network.isNameLost("orders"));
}

void LostNamesTest::aShareOfTheLookUpsFails()
{
    TwoHosts world;
    LostName name{"payment", 0.25, RandomStream(7)};
    world.network.lostNames().add(name);

    int lost = 0;
    for (int i = 0; i < 10'000; ++i)
        lost += world.network.isNameLost("payment") ? 1 : 0;

    QVERIFY2(std::abs(lost - 2500) < 150, qPrintable(QString::number(lost)));
}

void LostNamesTest::twoFaultsEndOneByOne()
{
    TwoHosts world;
    LostName first{"payment", 1, RandomStream(7)};
    LostName second{"payment", 1, RandomStream(8)};
    world.network.lostNames().add(first);
    world.network.lostNames().add(second);

    world.network.lostNames().remove(first);
    const bool during = world.network.isNameLost("payment");
    world.network.lostNames().remove(second);

    QVERIFY(during);
    QVERIFY(!world.network.isNameLost("payment"));
}

}  // namespace stormglass::tests

QTEST_APPLESS_MAIN(stormglass::tests::LostNamesTest)
#include "tst_lost_names.moc"
