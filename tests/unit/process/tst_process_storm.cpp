// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Processes that wait for everything there is, crashed and restarted at random instants.
#include "simcore/process/condition.h"
#include "simcore/process/first_of.h"
#include "simcore/process/inbox.h"
#include "simcore/process/one_shot.h"
#include "simcore/process/resource.h"
#include "simcore/process/scope.h"

#include <QtTest>

#include <array>
#include <memory>
#include <optional>
#include <random>

using namespace stormglass;

class ProcessStormTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLostInAStormOfCrashes_data();
    void nothingIsLostInAStormOfCrashes();
    void theSameStormHasTheSameFingerprint();
};

namespace {

/// A world of a few instances. Its own generator drives it, so that a seed stands for a whole storm.
class Storm {
public:
    explicit Storm(unsigned seed)
        : m_random(seed)
    {
        for (std::optional<Scope>& instance : m_instances)
            instance.emplace(m_calendar);
        m_weather.spawn(crashAtRandom());
        m_weather.spawn(produce());
    }

    void run(Duration time) { m_calendar.runUntil(m_calendar.now() + time); }

    void calmDown()
    {
        m_weather.cancelAll();
        for (std::optional<Scope>& instance : m_instances)
            instance.reset();
    }

    Calendar m_calendar;
    Resource m_workers{3};
    Resource m_connections{2, Resource::Discipline::Priority};
    Inbox<std::unique_ptr<int>> m_inbox{20};
    int m_accepted = 0;
    int m_taken = 0;
    int m_held = 0;  // leases that processes believe they have
    bool m_overdrawn = false;

private:
    using Instance = std::optional<Scope>;

    Duration anyWait() { return Duration{static_cast<int>(m_random() % 20)}; }
    Instance& anyInstance() { return m_instances[m_random() % m_instances.size()]; }

    Task<> produce()
    {
        while (true) {
            co_await delay(anyWait());
            if (m_inbox.offer(std::make_unique<int>(m_accepted)))
                ++m_accepted;
            m_condition.notifyOne();
            if (m_random() % 16 == 0)
                anyInstance()->cancelAll();  // perhaps those who were just granted something
            anyInstance()->spawn(live(static_cast<int>(m_random() % 6)));
        }
    }

    Task<> crashAtRandom()
    {
        while (true) {
            co_await delay(anyWait() * 5);
            if (m_random() % 2 == 0)
                anyInstance().emplace(m_calendar);
            else
                anyInstance()->cancelAll();
            if (m_random() % 8 == 0)
                m_condition.notifyAll();
        }
    }

    Task<> live(int kind)
    {
        switch (kind) {
        case 0: co_await work(m_workers); break;
        case 1: co_await withTimeout(work(m_connections), anyWait()); break;
        case 2: co_await consume(); break;
        case 3: co_await firstOf(m_condition.wait(), work(m_workers), delay(anyWait())); break;
        case 4: co_await crashMyself(); break;
        default: co_await answerEachOther(); break;
        }
    }

    Task<> work(Resource& resource)
    {
        auto lease = co_await firstOf(resource.acquire(static_cast<std::int32_t>(m_random() % 4)),
                                      delay(anyWait()));
        if (lease.index() == 1)
            co_return;
        const Count count(m_held);
        m_overdrawn = m_overdrawn || m_held > 5;
        co_await delay(anyWait());
    }

    Task<> consume()
    {
        auto message = co_await withTimeout(m_inbox.take(), anyWait());
        if (message && *message)
            ++m_taken;
        co_await work(m_connections);
    }

    Task<> crashMyself()
    {
        const Lease lease = co_await m_workers.acquire();
        const Count count(m_held);
        co_await delay(anyWait());
        anyInstance()->cancelAll();
        co_await delay(anyWait());
    }

    Task<> answerEachOther()
    {
        const auto reply = std::make_shared<OneShot<int>>();
        anyInstance()->spawn(answer(reply));
        co_await withTimeout(reply->wait(), anyWait());
    }

    Task<> answer(std::shared_ptr<OneShot<int>> reply)
    {
        co_await delay(anyWait());
        reply->set(1);
    }

    struct Count {
        explicit Count(int& held)
            : counter(held)
        {
            ++counter;
        }
        Count(const Count&) = delete;
        Count& operator=(const Count&) = delete;
        ~Count() { --counter; }
        int& counter;
    };

    std::minstd_rand m_random;
    Condition m_condition;
    std::array<Instance, 4> m_instances;
    Scope m_weather{m_calendar};
};

}  // namespace

void ProcessStormTest::nothingIsLostInAStormOfCrashes_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("storm %u", seed) << seed;
}

void ProcessStormTest::nothingIsLostInAStormOfCrashes()
{
    QFETCH(unsigned, seed);
    Storm storm(seed);

    storm.run(100us);
    QVERIFY(storm.m_accepted > 1'000);
    QVERIFY(storm.m_taken > 100);
    storm.calmDown();

    QVERIFY(!storm.m_overdrawn);
    QCOMPARE(storm.m_held, 0);
    QCOMPARE(storm.m_workers.inUse(), 0U);
    QCOMPARE(storm.m_workers.waiting(), 0U);
    QCOMPARE(storm.m_connections.inUse(), 0U);
    QCOMPARE(storm.m_connections.waiting(), 0U);
    QCOMPARE(storm.m_taken + static_cast<int>(storm.m_inbox.size()), storm.m_accepted);
    storm.run(1s);
    QCOMPARE(storm.m_calendar.pending(), 0U);
}

void ProcessStormTest::theSameStormHasTheSameFingerprint()
{
    Storm first(1);
    Storm again(1);
    Storm other(2);

    first.run(20us);
    again.run(20us);
    other.run(20us);

    QCOMPARE(first.m_calendar.fingerprint(), again.m_calendar.fingerprint());
    QVERIFY(first.m_calendar.fingerprint() != other.m_calendar.fingerprint());
}

QTEST_APPLESS_MAIN(ProcessStormTest)
#include "tst_process_storm.moc"
