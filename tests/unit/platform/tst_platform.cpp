// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/platform.h"

#include <QtTest>

#include <limits>
#include <string>
#include <vector>

using namespace stormglass;

namespace {

LinkSettings link(std::string name, std::string first, std::string second, Duration latency)
{
    return {.name = std::move(name),
            .between = {std::move(first), std::move(second)},
            .latency = latency,
            .bandwidth = 1e6,
            .mode = TransferMode::Latency};
}

/// Two hosts in each of two zones, no links.
PlatformSettings fourHosts()
{
    PlatformSettings settings;
    settings.hosts = {{.name = "a1", .zone = "a"}, {.name = "a2", .zone = "a"}, {.name = "b1", .zone = "b"},
                      {.name = "b2", .zone = "b"}};
    return settings;
}

std::string numbered(const char* letter, int number)
{
    std::string text(letter);
    text += std::to_string(number);
    return text;
}

constexpr HostId kA1{0};
constexpr HostId kA2{1};
constexpr HostId kB1{2};
constexpr HostId kB2{3};

std::string textOf(const Issues& issues)
{
    std::string text;
    for (const Issue& issue : issues.list())
        text += issue.pointer + ": " + issue.message + "\n";
    return text;
}

}  // namespace

class PlatformTest : public QObject {
    Q_OBJECT

private slots:
    void defaultsDependOnTheDistance()
    {
        const Platform platform(fourHosts());

        QCOMPARE(platform.latency(kA1, kA1), Duration{25us});
        QCOMPARE(platform.latency(kA1, kA2), Duration{250us});
        QCOMPARE(platform.latency(kA1, kB1), Duration{1ms});
        QVERIFY(!platform.path(kA1, kB1).link.isValid());
    }

    void mostSpecificLinkCarries()
    {
        PlatformSettings settings = fourHosts();
        settings.links = {link("hosts", "b1", "a1", 3ms), link("zones", "a", "b", 1ms), link("host and zone", "a1", "b", 2ms)};
        const Platform platform(settings);

        QCOMPARE(platform.latency(kA1, kB1), Duration{3ms});
        QCOMPARE(platform.latency(kB2, kA1), Duration{2ms});
        QCOMPARE(platform.latency(kA2, kB1), Duration{1ms});
        QCOMPARE(platform.latency(kA1, kA2), Duration{250us});
        QVERIFY(platform.path(kA1, kB1).isBackwards);
        QVERIFY(!platform.path(kB1, kA1).isBackwards);
    }

    void linkOfAZoneWithItselfIsBetweenItsHosts()
    {
        PlatformSettings settings = fourHosts();
        settings.links = {link("within", "a", "a", 7ms)};
        const Platform platform(settings);

        QCOMPARE(platform.latency(kA1, kA2), Duration{7ms});
        QCOMPARE(platform.latency(kA1, kA1), Duration{25us});
        QCOMPARE(platform.latency(kB1, kB2), Duration{250us});
        QVERIFY(!platform.path(kA2, kA1).isBackwards);
    }

    void transferTimeIsLatencyAndSizeOverBandwidth_data()
    {
        QTest::addColumn<double>("bandwidth");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<qint64>("nanoseconds");
        QTest::newRow("nothing to carry") << 1e6 << qint64{0} << qint64{1'000'000};
        QTest::newRow("whole microseconds") << 1e6 << qint64{500} << qint64{1'500'000};
        QTest::newRow("below half a nanosecond") << 1e10 << qint64{4} << qint64{1'000'000};
        QTest::newRow("half a nanosecond") << 2e9 << qint64{1} << qint64{1'000'001};
        QTest::newRow("longer than time") << 1e-3 << std::numeric_limits<qint64>::max() << qint64{9'200'000'000'000'000'000};
    }

    void transferTimeIsLatencyAndSizeOverBandwidth()
    {
        QFETCH(double, bandwidth);
        QFETCH(qint64, bytes);
        QFETCH(qint64, nanoseconds);
        PlatformSettings settings = fourHosts();
        settings.links = {link("zones", "a", "b", 1ms)};
        settings.links[0].bandwidth = bandwidth;
        const Platform platform(settings);

        QCOMPARE(qint64{platform.transferTime(kA1, kB2, bytes).count()}, nanoseconds);
    }

    void everythingThatIsWrongIsFound()
    {
        PlatformSettings settings = fourHosts();
        settings.hosts[1] = {.name = "a1", .zone = "a", .cores = 0, .speed = -1};
        settings.links = {link("one", "a", "b", 1ms), link("one", "b", "a", -1ms), link("", "b1", "b1", 1ms),
                          link("far", "a1", "bb1", 1ms)};
        settings.links[3].bandwidth = std::numeric_limits<double>::quiet_NaN();
        settings.defaults.bandwidth = 0;

        QCOMPARE(textOf(findIssues(settings)),
                 std::string("/hosts/1/name: there is another host called a1\n"
                             "/hosts/1/cores: expected 1 to 1000000 cores, found 0\n"
                             "/hosts/1/speed: expected a speed above 0, found -1\n"
                             "/links/1/name: there is another link called one\n"
                             "/links/1/between: there is another link between a and b\n"
                             "/links/1/latency: expected a latency that is not negative, found -1ms\n"
                             "/links/2/name: expected a name, found none\n"
                             "/links/2/between: a link connects two places, found b1 twice\n"
                             "/links/3/between/1: there is no host or zone called bb1; did you mean b1?\n"
                             "/links/3/bandwidth: expected a bandwidth above 0, found nan\n"
                             "/defaults/bandwidth: expected a bandwidth above 0, found 0\n"));
    }

    void thousandHostsAreBuiltAtOnce()
    {
        PlatformSettings settings;
        for (int i = 0; i < 1000; ++i)
            settings.hosts.push_back({.name = numbered("h", i), .zone = numbered("z", i % 10)});
        for (int i = 1; i < 1000; ++i)
            settings.links.push_back(link(numbered("l", i), "h0", numbered("h", i), Duration{i}));
        QElapsedTimer watch;

        watch.start();
        const Platform platform(settings);

        QVERIFY(watch.elapsed() < 1000);
        QCOMPARE(platform.latency(HostId{0}, HostId{999}), Duration{999});
        QCOMPARE(platform.latency(HostId{10}, HostId{20}), Duration{250us});
    }
};

QTEST_APPLESS_MAIN(PlatformTest)
#include "tst_platform.moc"
