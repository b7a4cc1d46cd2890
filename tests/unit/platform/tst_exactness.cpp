// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The calendar and SimGrid share one clock exactly: it makes no difference which of them carries a transfer
// that has its link to itself.
#include "simcore/calendar/calendar.h"
#include "simcore/calendar/timer.h"
#include "simcore/platform/conductor.h"
#include "simcore/random/random_streams.h"
#include "tests/support/child_process.h"

#include <QtTest>

#include <memory>
#include <string>
#include <vector>

using namespace stormglass;

namespace {

constexpr int kPairs = 6;
constexpr double kBandwidths[] = {1.25e9, 1e9 / 3, 12'345'678, 1e6, 1.25e8, 987'654'321.5};

/// Pairs of hosts, each with a link of its own; the first ones are flows.
PlatformSettings pairs(int flows)
{
    PlatformSettings settings;
    for (int i = 0; i < kPairs; ++i) {
        const std::string left = "left " + std::to_string(i);
        const std::string right = "right " + std::to_string(i);
        settings.hosts.push_back({.name = left});
        settings.hosts.push_back({.name = right});
        settings.links.push_back({.name = "link " + std::to_string(i),
                                  .between = {left, right},
                                  .latency = Duration{i * 77'777},
                                  .bandwidth = kBandwidths[i],
                                  .mode = i < flows ? TransferMode::Flow : TransferMode::Latency});
    }
    return settings;
}

/// A ball that goes back and forth over a link, and rests for random times where it lands.
class PingPong final : public Completion {
public:
    PingPong(Conductor& conductor, std::uint32_t pair, int strokes, std::string& text)
        : m_conductor(conductor)
        , m_text(text)
        , m_random(RandomStreams(1, 0).stream("ball " + std::to_string(pair), "stroke"))
        , m_hosts{HostId{2 * pair}, HostId{2 * pair + 1}}
        , m_strokes(strokes)
        , m_rest(conductor.calendar(), [this] { strike(); })
    {
        m_rest.startIn(Duration{pair});
    }

    void completed() override
    {
        const std::int64_t now = m_conductor.calendar().now().time_since_epoch().count();
        m_text += std::to_string(m_hosts[0].value) + " " + std::to_string(now) + "\n";
        std::swap(m_hosts[0], m_hosts[1]);
        if (--m_strokes == 0)
            return;
        if (m_random.below(3) == 0)
            strike();
        else
            m_rest.startIn(Duration{static_cast<std::int64_t>(m_random.below(200'000))});
    }

    void failed(ActivityFailure) override { m_text += "failed\n"; }

private:
    void strike()
    {
        const auto bytes = static_cast<std::int64_t>(m_random.below(100'000));
        m_conductor.transfer(m_hosts[0], m_hosts[1], bytes, *this);
    }

    Conductor& m_conductor;
    std::string& m_text;
    RandomStream m_random;
    HostId m_hosts[2];
    int m_strokes;
    Timer m_rest;
};

std::string trajectory(int flows, int strokes, Duration start)
{
    return test::inChild([=] {
        const Platform platform(pairs(flows));
        Calendar calendar;
        Conductor conductor(platform, calendar);
        std::string text;
        calendar.runUntil(kStartOfRun + start);
        std::vector<std::unique_ptr<PingPong>> balls;
        for (std::uint32_t i = 0; i < kPairs; ++i)
            balls.push_back(std::make_unique<PingPong>(conductor, i, strokes, text));
        conductor.run(kNever);
        return text;
    });
}

}  // namespace

class ExactnessTest : public QObject {
    Q_OBJECT

private slots:
    void sameTrajectoryWhoeverCarriesTheTransfers_data()
    {
        QTest::addColumn<int>("flows");
        QTest::addColumn<int>("strokes");
        QTest::addColumn<qint64>("startSeconds");
        QTest::newRow("all of them SimGrid") << kPairs << 3000 << qint64{0};
        QTest::newRow("half of them SimGrid") << kPairs / 2 << 3000 << qint64{0};
        QTest::newRow("one of them SimGrid") << 1 << 3000 << qint64{0};
        QTest::newRow("after ten years") << kPairs << 300 << qint64{315'360'000};
    }

    void sameTrajectoryWhoeverCarriesTheTransfers()
    {
        QFETCH(int, flows);
        QFETCH(int, strokes);
        QFETCH(qint64, startSeconds);
        const Duration start = std::chrono::seconds(startSeconds);

        const std::string ours = trajectory(0, strokes, start);
        const std::string simGrids = trajectory(flows, strokes, start);

        QCOMPARE(std::count(ours.begin(), ours.end(), '\n'), kPairs * strokes);
        QVERIFY2(simGrids == ours, firstDifference(simGrids, ours).c_str());
    }

private:
    static std::string firstDifference(const std::string& one, const std::string& other)
    {
        const auto at = static_cast<std::size_t>(std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first
                                                 - one.begin());
        const std::size_t from = at < 40 ? 0 : at - 40;
        return one.substr(from, 80) + "\ninstead of\n" + other.substr(from, 80);
    }
};

QTEST_APPLESS_MAIN(ExactnessTest)
#include "tst_exactness.moc"
