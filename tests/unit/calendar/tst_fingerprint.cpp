// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/calendar.h"

#include "tests/unit/calendar/recorder.h"

#include <QtTest>

#include <deque>

using namespace stormglass;

class FingerprintTest : public QObject {
    Q_OBJECT

private slots:
    void theSameRunHasTheSameFingerprint();
    void anotherInstantShows();
    void anotherSchedulingOrderShows();
    void anEventThatIsMissingShows();
    void anEventThatHasNotRunDoesNotShow();
    void theOrderOfTracesShows();
};

namespace {

/// Runs one event at each of these instants, scheduled in this order.
std::uint64_t fingerprintOf(const std::vector<Duration>& instants)
{
    Calendar calendar;
    std::vector<int> record;
    std::deque<Recorder> events;
    for (const Duration instant : instants)
        calendar.schedule(SimTime{instant}, events.emplace_back(record, 0));
    calendar.runUntil(SimTime{1h});
    return calendar.fingerprint();
}

std::uint64_t fingerprintOfTraces(const std::vector<std::uint64_t>& tags)
{
    Calendar calendar;
    for (const std::uint64_t tag : tags)
        calendar.trace(tag);
    return calendar.fingerprint();
}

}  // namespace

void FingerprintTest::theSameRunHasTheSameFingerprint()
{
    QCOMPARE(fingerprintOf({1ms, 2ms, 2ms}), fingerprintOf({1ms, 2ms, 2ms}));
}

void FingerprintTest::anotherInstantShows()
{
    QVERIFY(fingerprintOf({1ms, 2ms}) != fingerprintOf({1ms, 2ms + 1ns}));
}

void FingerprintTest::anotherSchedulingOrderShows()
{
    QVERIFY(fingerprintOf({1ms, 2ms}) != fingerprintOf({2ms, 1ms}));
}

void FingerprintTest::anEventThatIsMissingShows()
{
    QVERIFY(fingerprintOf({1ms, 2ms}) != fingerprintOf({1ms}));
}

void FingerprintTest::anEventThatHasNotRunDoesNotShow()
{
    QCOMPARE(fingerprintOf({1ms, 2h}), fingerprintOf({1ms}));
}

void FingerprintTest::theOrderOfTracesShows()
{
    QCOMPARE(fingerprintOfTraces({1, 2, 3}), fingerprintOfTraces({1, 2, 3}));
    QVERIFY(fingerprintOfTraces({1, 2, 3}) != fingerprintOfTraces({2, 1, 3}));
    QVERIFY(fingerprintOfTraces({0}) != fingerprintOfTraces({0, 0}));
}

QTEST_APPLESS_MAIN(FingerprintTest)
#include "tst_fingerprint.moc"
