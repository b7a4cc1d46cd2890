// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random starts, cancels, failures and recoveries of everything at once.
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

constexpr std::uint32_t kHosts = 6;

/// Three zones of two hosts; every way between zones and one between hosts is a flow, one within a zone is not.
PlatformSettings threeZones()
{
    PlatformSettings settings;
    for (std::uint32_t i = 0; i < kHosts; ++i)
        settings.hosts.push_back({.name = "host " + std::to_string(i),
                                  .zone = "zone " + std::to_string(i / 2),
                                  .cores = 1 + i % 2});
    const auto link = [&settings](std::string first, std::string second, TransferMode mode) {
        settings.links.push_back({.name = std::to_string(settings.links.size()),
                                  .between = {std::move(first), std::move(second)},
                                  .latency = Duration{static_cast<std::int64_t>(settings.links.size()) * 100'000},
                                  .bandwidth = 1e8,
                                  .mode = mode});
    };
    link("zone 0", "zone 1", TransferMode::Flow);
    link("zone 0", "zone 2", TransferMode::Flow);
    link("zone 1", "zone 2", TransferMode::Flow);
    link("host 0", "host 1", TransferMode::Flow);
    link("host 2", "zone 1", TransferMode::Latency);
    return settings;
}

/// Keeps a number of activities going, and breaks them.
class Storm {
public:
    Storm(Conductor& conductor, std::uint64_t seed)
        : m_conductor(conductor)
        , m_random(RandomStreams(seed, 0).stream("storm", "all"))
        , m_gust(conductor.calendar(), [this] { blow(); })
        , m_strays(20)
    {
        m_gust.startIn(Duration{0});
    }

    [[nodiscard]] std::uint64_t heard() const { return m_heard; }
    [[nodiscard]] const std::string& trajectory() const { return m_trajectory; }

private:
    class Stray final : public Completion {
    public:
        explicit Stray(Storm& storm)
            : m_storm(storm)
        {
        }
        void completed() override { m_storm.hear(*this, 'c'); }
        void failed(ActivityFailure why) override { m_storm.hear(*this, "sdl"[static_cast<int>(why)]); }

    private:
        Storm& m_storm;
    };

    void hear(Stray& stray, char how)
    {
        ++m_heard;
        m_trajectory += how + std::to_string(m_conductor.calendar().now().time_since_epoch().count()) + "\n";
        if (m_random.below(3) == 0)
            start(stray);
    }

    HostId anyHost() { return HostId{static_cast<std::uint32_t>(m_random.below(kHosts))}; }

    void start(Completion& completion)
    {
        if (m_random.below(4) == 0)
            m_conductor.execute(anyHost(), static_cast<double>(m_random.below(1000)) * 1e-6, completion);
        else
            m_conductor.transfer(anyHost(), anyHost(), static_cast<std::int64_t>(m_random.below(50'000)), completion);
    }

    void blow()
    {
        std::unique_ptr<Stray>& stray = m_strays[m_random.below(m_strays.size())];
        const std::uint64_t what = m_random.below(20);
        if (what == 0)
            m_conductor.setHostUp(anyHost(), m_random.below(3) > 0);
        else if (what == 1)
            m_conductor.setLinkUp(LinkId{static_cast<std::uint32_t>(m_random.below(5))}, m_random.below(3) > 0);
        else if (what < 5)
            stray.reset();
        else if (what < 7 && stray)
            stray->cancel();
        if (!stray)
            stray = std::make_unique<Stray>(*this);
        if (!stray->isPending())
            start(*stray);
        if (++m_gusts < 5000)
            m_gust.startIn(Duration{static_cast<std::int64_t>(m_random.below(4) * m_random.below(100'000))});
    }

    Conductor& m_conductor;
    RandomStream m_random;
    Timer m_gust;
    std::vector<std::unique_ptr<Stray>> m_strays;
    int m_gusts = 0;
    std::uint64_t m_heard = 0;
    std::string m_trajectory;
};

/// The trajectory, or what is wrong with the books. Runs in slices of that length.
std::string weather(std::uint64_t seed, Duration slice)
{
    return test::inChild([=]() -> std::string {
        const Platform platform(threeZones());
        Calendar calendar;
        Conductor conductor(platform, calendar);
        Storm storm(conductor, seed);
        while (calendar.nextTime() != kNever)
            conductor.run(calendar.now() + slice);
        const RunEnd end = conductor.run(kNever);
        const ActivityLedger& ledger = conductor.ledger();
        if (end.inFlight != 0 || ledger.completed + ledger.failed != storm.heard()
            || ledger.started != ledger.completed + ledger.failed + ledger.cancelled)
            return "the books do not balance";
        return storm.trajectory();
    });
}

}  // namespace

class ConductorStormTest : public QObject {
    Q_OBJECT

private slots:
    void booksBalanceAndTheTrajectoryRepeats_data()
    {
        QTest::addColumn<quint64>("seed");
        for (const quint64 seed : {1, 2, 3, 4})
            QTest::addRow("seed %llu", seed) << seed;
    }

    void booksBalanceAndTheTrajectoryRepeats()
    {
        QFETCH(quint64, seed);

        const std::string once = weather(seed, 1h);
        const std::string again = weather(seed, 1h);
        const std::string inSlices = weather(seed, 20us);

        QVERIFY2(std::count(once.begin(), once.end(), '\n') > 3000, once.c_str());
        QVERIFY(again == once);
        QVERIFY(inSlices == once);
    }
};

QTEST_APPLESS_MAIN(ConductorStormTest)
#include "tst_conductor_storm.moc"
