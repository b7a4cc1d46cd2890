// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/file_descriptor.h"
#include "app/worker/live_control.h"

#include <QTest>

#include <chrono>

namespace stormglass {
namespace {

using Clock = std::chrono::steady_clock;

class Driver {
public:
    void say(const std::string& line) { QVERIFY(writeAll(m_pipe.write.value(), line + '\n')); }
    void leave() { m_pipe.write.close(); }
    [[nodiscard]] int orders() const { return m_pipe.read.value(); }

private:
    Pipe m_pipe = makePipe();
};

const std::string kMend = R"({"type":"mend","fault":"a"})";

}  // namespace

class LiveControlTest : public QObject {
    Q_OBJECT

private slots:
    void withoutAPaceItDoesNotWait();
    void thePaceHoldsTheRunBack();
    void ordersComeOutInTheirOrder();
    void whoStandsStillGoesOnWhenTold();
    void whoStandsStillGoesOnWhenNobodyCanTell();
    void whoIsToStopDoesNotWait();
    void aStepGoesToTheNextFrameAndStandsStill();
    void stepsAddUp();
    void theSpanOfFramesChangesWithThePace();
    void withoutFramesAStepIsPassedOn();

private:
    std::atomic<bool> m_isStopWanted{false};
};

void LiveControlTest::withoutAPaceItDoesNotWait()
{
    Driver driver;
    LiveControl control(driver.orders(), 0);

    const Clock::time_point start = Clock::now();
    QVERIFY(control.waitUntil(1e6, m_isStopWanted).empty());

    QVERIFY(Clock::now() - start < std::chrono::seconds{5});
}

void LiveControlTest::thePaceHoldsTheRunBack()
{
    Driver driver;
    LiveControl control(driver.orders(), 100);  // a simulated second takes 10 ms

    const Clock::time_point start = Clock::now();
    static_cast<void>(control.waitUntil(3, m_isStopWanted));

    QVERIFY(Clock::now() - start >= std::chrono::milliseconds{29});
}

void LiveControlTest::ordersComeOutInTheirOrder()
{
    Driver driver;
    driver.say(kMend);
    driver.say(R"({"type":"inject","fault":{"name":"b"}})");
    LiveControl control(driver.orders(), 0);

    const std::vector<LiveOrder> orders = control.waitUntil(1, m_isStopWanted);

    QCOMPARE(orders.size(), 2U);
    QCOMPARE(orders[0].kind, LiveOrder::Kind::Mend);
    QCOMPARE(orders[0].fault, std::string("a"));
    QCOMPARE(orders[1].fault, std::string(R"({"name":"b"})"));
}

void LiveControlTest::whoStandsStillGoesOnWhenTold()
{
    Driver driver;
    driver.say(R"({"type":"pause"})");
    driver.say(kMend);
    driver.say(R"({"type":"pace","pace":0})");
    LiveControl control(driver.orders(), 1);

    QCOMPARE(control.waitUntil(1e6, m_isStopWanted).size(), 1U);
}

void LiveControlTest::whoStandsStillGoesOnWhenNobodyCanTell()
{
    Driver driver;
    driver.say(R"({"type":"pause"})");
    driver.leave();
    LiveControl control(driver.orders(), 1);

    QVERIFY(control.waitUntil(1e6, m_isStopWanted).empty());
}

void LiveControlTest::whoIsToStopDoesNotWait()
{
    Driver driver;
    m_isStopWanted = true;
    LiveControl control(driver.orders(), 1);

    QVERIFY(control.waitUntil(1e6, m_isStopWanted).empty());
}

void LiveControlTest::aStepGoesToTheNextFrameAndStandsStill()
{
    Driver driver;
    driver.say(R"({"type":"pause"})");
    driver.say(R"({"type":"step"})");
    LiveControl control(driver.orders(), 1, 0.5);

    QVERIFY(control.waitUntil(1e6, m_isStopWanted).empty());
    QVERIFY(control.isDue(1e6 + 1));  // beats on the way do not hold it up
    control.frameTold(1e6 + 1);
    QVERIFY(!control.isDue(1e6 + 1));

    driver.say(kMend);
    driver.say(R"({"type":"pace","pace":0})");
    QCOMPARE(control.waitUntil(1e6 + 1, m_isStopWanted).size(), 1U);
}

void LiveControlTest::stepsAddUp()
{
    Driver driver;
    driver.say(R"({"type":"pause"})");
    driver.say(R"({"type":"step"})");
    driver.say(R"({"type":"step"})");
    LiveControl control(driver.orders(), 1, 0.5);

    static_cast<void>(control.waitUntil(5, m_isStopWanted));
    control.frameTold(5.5);
    QVERIFY(control.isDue(5.5));
    control.frameTold(6);
    QVERIFY(!control.isDue(6));
}

void LiveControlTest::theSpanOfFramesChangesWithThePace()
{
    Driver driver;
    driver.say(R"({"type":"pace","pace":0,"watch":0.25})");
    LiveControl control(driver.orders(), 0, 0.5);
    QCOMPARE(control.watch(), 0.5);

    static_cast<void>(control.waitUntil(1, m_isStopWanted));
    QCOMPARE(control.watch(), 0.25);

    driver.say(R"({"type":"pace","pace":0})");
    static_cast<void>(control.waitUntil(2, m_isStopWanted));
    QCOMPARE(control.watch(), 0.25);
}

void LiveControlTest::withoutFramesAStepIsPassedOn()
{
    Driver driver;
    driver.say(R"({"type":"step"})");
    LiveControl control(driver.orders(), 0);

    const std::vector<LiveOrder> orders = control.waitUntil(1, m_isStopWanted);

    QCOMPARE(orders.size(), 1U);
    QCOMPARE(orders[0].kind, LiveOrder::Kind::Step);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::LiveControlTest)
#include "tst_live_control.moc"
