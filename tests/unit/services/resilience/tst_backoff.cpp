// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/backoff.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

namespace stormglass {

namespace {

constexpr int kCalls = 4000;

spec::CallPolicy policyOf(spec::JitterKind kind)
{
    return {.firstDelay = 100ms, .maxDelay = 300ms, .growthFactor = 2, .jitter = 0.2, .jitterKind = kind};
}

/// The number-th wait of many calls, in milliseconds.
std::vector<double> waits(const spec::CallPolicy& policy, int number)
{
    RandomStream draws(7);
    std::vector<double> all;
    for (int call = 0; call < kCalls; ++call) {
        Backoff backoff(policy, draws);
        Duration wait{};
        for (int i = 0; i < number; ++i)
            wait = backoff.next();
        all.push_back(toSeconds(wait) * 1000);
    }
    return all;
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

}  // namespace

class BackoffTest : public QObject {
    Q_OBJECT

private slots:
    void waitsAreWithinTheirBounds_data();
    void waitsAreWithinTheirBounds();
    void withoutJitterNothingIsDrawn();
};

void BackoffTest::waitsAreWithinTheirBounds_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("number");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("mean");

    const auto row = [](const char* name, spec::JitterKind kind, int number, double least, double most, double mean) {
        QTest::newRow(name) << static_cast<int>(kind) << number << least << most << mean;
    };
    using enum spec::JitterKind;
    row("none, first", None, 1, 100, 100, 100);
    row("none, second", None, 2, 200, 200, 200);
    row("none, at the cap", None, 5, 300, 300, 300);
    row("equal, first", Equal, 1, 80, 120, 100);
    row("equal, beyond the cap by its jitter", Equal, 5, 240, 360, 300);
    row("full, first", Full, 1, 0, 100, 50);
    row("full, at the cap", Full, 5, 0, 300, 150);
    row("decorrelated, first", Decorrelated, 1, 100, 300, 200);
}

void BackoffTest::waitsAreWithinTheirBounds()
{
    QFETCH(int, kind);
    QFETCH(int, number);
    QFETCH(double, least);
    QFETCH(double, most);
    QFETCH(double, mean);

    const std::vector<double> measured = waits(policyOf(static_cast<spec::JitterKind>(kind)), number);

    const auto [smallest, largest] = std::ranges::minmax(measured);
    const double width = most - least;
    QVERIFY2(smallest >= least - 1e-6 && smallest <= least + 0.01 * width + 1e-6, std::to_string(smallest).c_str());
    QVERIFY2(largest <= most + 1e-6 && largest >= most - 0.01 * width - 1e-6, std::to_string(largest).c_str());
    QVERIFY2(std::abs(meanOf(measured) - mean) <= 0.02 * width + 1e-6, std::to_string(meanOf(measured)).c_str());
}

void BackoffTest::withoutJitterNothingIsDrawn()
{
    RandomStream draws(7);
    RandomStream untouched(7);
    const spec::CallPolicy policy = policyOf(spec::JitterKind::None);
    Backoff backoff(policy, draws);

    static_cast<void>(backoff.next());

    QCOMPARE(draws.next64(), untouched.next64());
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::BackoffTest)
#include "tst_backoff.moc"
