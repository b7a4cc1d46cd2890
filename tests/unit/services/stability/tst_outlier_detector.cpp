// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/outlier_detector.h"

#include <QTest>

namespace stormglass {

namespace {

/// Instances that fail or answer when the test says so. By Envoy's defaults.
class Outliers {
public:
    explicit Outliers(std::size_t count)
        : m_count(count), m_detector(m_calendar, {.isEnabled = true}, count, [this] { ++ejections; })
    {
    }

    void failAt(Duration at, std::size_t instance, int times = 5)
    {
        m_calendar.runUntil(SimTime{at});
        for (int i = 0; i < times; ++i)
            m_detector.answered(instance, Outcome::Failed, m_count);
    }
    void succeed(std::size_t instance) { m_detector.answered(instance, Outcome::Ok, m_count); }
    [[nodiscard]] bool isEjectedAt(Duration at, std::size_t instance)
    {
        m_calendar.runUntil(SimTime{at});
        return m_detector.isEjected(instance);
    }

    int ejections = 0;

private:
    Calendar m_calendar;
    const std::size_t m_count;
    OutlierDetector m_detector;
};

}  // namespace

class OutlierDetectorTest : public QObject {
    Q_OBJECT

private slots:
    void fiveFailuresInARowEject();
    void itComesBackWithTheFirstLookAfterItsTime();
    void eachTimeInARowIsLonger();
    void healthyLooksShortenItAgain();
    void noEjectionIsLongerThanTheLongest();
    void oneIsOutAtATimeAmongFew();
    void aShareIsOutAtATimeAmongMany();
};

void OutlierDetectorTest::fiveFailuresInARowEject()
{
    Outliers outliers(3);

    outliers.failAt(1s, 0, 4);
    outliers.succeed(0);
    outliers.failAt(2s, 0, 4);
    QVERIFY(!outliers.isEjectedAt(2s, 0));
    outliers.failAt(2s, 0, 1);

    QVERIFY(outliers.isEjectedAt(2s, 0));
    QVERIFY(!outliers.isEjectedAt(2s, 1));
    QCOMPARE(outliers.ejections, 1);
}

void OutlierDetectorTest::itComesBackWithTheFirstLookAfterItsTime()
{
    Outliers outliers(3);
    outliers.failAt(12s, 0);  // for 30 s: until 42 s; looks are at 40 s and 50 s

    QVERIFY(outliers.isEjectedAt(49999ms, 0));
    QVERIFY(!outliers.isEjectedAt(50s, 0));
}

void OutlierDetectorTest::eachTimeInARowIsLonger()
{
    Outliers outliers(3);
    outliers.failAt(10s, 0);
    QVERIFY(!outliers.isEjectedAt(40s, 0));

    outliers.failAt(45s, 0);  // for 60 s: until 105 s

    QVERIFY(outliers.isEjectedAt(109999ms, 0));
    QVERIFY(!outliers.isEjectedAt(110s, 0));
}

void OutlierDetectorTest::healthyLooksShortenItAgain()
{
    Outliers outliers(3);
    outliers.failAt(10s, 0);
    outliers.failAt(55s, 0);  // back at 40 s, seen healthy at 50 s: 30 s again, until 85 s

    QVERIFY(outliers.isEjectedAt(89999ms, 0));
    QVERIFY(!outliers.isEjectedAt(90s, 0));
}

void OutlierDetectorTest::noEjectionIsLongerThanTheLongest()
{
    Outliers outliers(3);
    Duration now = 5s;
    for (int i = 0; i < 20; ++i) {
        outliers.failAt(now, 0);
        while (outliers.isEjectedAt(now, 0))
            now += 1s;
    }
    outliers.failAt(now, 0);

    QVERIFY(outliers.isEjectedAt(now + 299s, 0));
    QVERIFY(!outliers.isEjectedAt(now + 310s, 0));
}

void OutlierDetectorTest::oneIsOutAtATimeAmongFew()
{
    Outliers outliers(3);

    outliers.failAt(1s, 0);
    outliers.failAt(1s, 1);

    QVERIFY(outliers.isEjectedAt(1s, 0));
    QVERIFY(!outliers.isEjectedAt(1s, 1));
}

void OutlierDetectorTest::aShareIsOutAtATimeAmongMany()
{
    Outliers outliers(25);

    for (std::size_t i = 0; i < 5; ++i)
        outliers.failAt(1s, i);

    QVERIFY(outliers.isEjectedAt(1s, 1));
    QVERIFY(!outliers.isEjectedAt(1s, 2));
    QCOMPARE(outliers.ejections, 2);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::OutlierDetectorTest)
#include "tst_outlier_detector.moc"
