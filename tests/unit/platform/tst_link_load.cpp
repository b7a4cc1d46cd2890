// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/link_load.h"

#include <QtTest>

using namespace stormglass;

namespace {

PlatformSettings twoHosts(TransferMode mode)
{
    PlatformSettings settings;
    settings.hosts = {{.name = "a"}, {.name = "b"}};
    settings.links = {{.name = "ab", .between = {"a", "b"}, .latency = 1ms, .bandwidth = 1000, .mode = mode}};
    return settings;
}

constexpr HostId kFirst{0};
constexpr HostId kSecond{1};

}  // namespace

class LinkLoadTest : public QObject {
    Q_OBJECT

private slots:
    void busiestWindowOfTheBusierDirectionCounts()
    {
        const Platform platform(twoHosts(TransferMode::Latency));
        LinkLoads loads(platform);

        loads.account(platform.path(kFirst, kSecond), 300, kStartOfRun + 100ms);
        loads.account(platform.path(kFirst, kSecond), 200, kStartOfRun + 2s);
        loads.account(platform.path(kFirst, kSecond), 200, kStartOfRun + 2999ms);
        loads.account(platform.path(kSecond, kFirst), 350, kStartOfRun + 2999ms);
        loads.account(platform.path(kFirst, kFirst), 999, kStartOfRun + 2999ms);

        const LinkLoad expected{.link = LinkId{0},
                                .bytes = 700,
                                .meanUtilisation = 0.07,
                                .peakUtilisation = 0.4,
                                .peakAt = kStartOfRun + 2s,
                                .isTooOptimistic = false};
        QVERIFY(loads.measure(kStartOfRun + 10s) == std::vector{expected});
    }

    void modeLatencyIsTooOptimisticAboveHalf_data()
    {
        QTest::addColumn<bool>("isFlow");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<bool>("isTooOptimistic");
        QTest::newRow("half of the bandwidth") << false << qint64{500} << false;
        QTest::newRow("more than half") << false << qint64{501} << true;
        QTest::newRow("a flow waits as it should") << true << qint64{5000} << false;
    }

    void modeLatencyIsTooOptimisticAboveHalf()
    {
        QFETCH(bool, isFlow);
        QFETCH(qint64, bytes);
        QFETCH(bool, isTooOptimistic);
        const Platform platform(twoHosts(isFlow ? TransferMode::Flow : TransferMode::Latency));
        LinkLoads loads(platform);

        loads.account(platform.path(kFirst, kSecond), bytes, kStartOfRun);

        QCOMPARE(loads.measure(kStartOfRun + 1s).front().isTooOptimistic, isTooOptimistic);
    }
};

QTEST_APPLESS_MAIN(LinkLoadTest)
#include "tst_link_load.moc"
