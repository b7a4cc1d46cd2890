// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs scenarios of which queueing theory knows the answer, through the file format and the runner, and compares.
#include "simcore/measure/interval.h"
#include "tests/validation/closed_forms.h"
#include "tests/validation/scenario_figures.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

constexpr int kReplications = 20;
constexpr double kConfidence = 0.99;
constexpr double kTolerance = 0.01;  // of means

Figures figuresOf(const std::string& scenario, const std::vector<std::string>& overrides = {})
{
    std::string path = STORMGLASS_VALIDATION_SCENARIOS;
    path.append("/").append(scenario).append(".json");
    return runForFigures(path, overrides, kReplications);
}

/// Of the same replication.
std::vector<double> ratio(const std::vector<double>& parts, const std::vector<double>& wholes)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < parts.size(); ++i)
        ratios.push_back(parts[i] / wholes[i]);
    return ratios;
}

/// The number of requests present: those waiting and those being served.
std::vector<double> presentAt(const Figures& figures, const std::string& station, int servers)
{
    std::vector<double> present = figures.at(station + ".queue.mean");
    for (std::size_t i = 0; i < present.size(); ++i)
        present[i] += figures.at(station + ".utilisation")[i] * servers;
    return present;
}

}  // namespace

class ClosedFormsTest : public QObject {
    Q_OBJECT

private slots:
    void sojournTimesAgreeWithTheory_data();
    void sojournTimesAgreeWithTheory();
    void waitingFollowsErlangC();
    void aFullQueueTurnsAwayWhatTheorySays();
    void aLossSystemFollowsErlangB();
    void aNetworkWithFeedbackFollowsJackson();
    void theSlowestOfManyAnswersDecides_data();
    void theSlowestOfManyAnswersDecides();
    void aClosedNetworkFollowsMeanValueAnalysis();
    void retriesMultiplyTheLoad_data();
    void retriesMultiplyTheLoad();
    void oneSlowAnswerInAHundredIsEnough();
    void hedgingCutsTheTail();

private:
    /// Theory lies in the 99 % interval of the replications, and their mean within 1 % of it.
    static void agrees(const char* what, const std::vector<double>& measured, double theory);
};

void ClosedFormsTest::agrees(const char* what, const std::vector<double>& measured, double theory)
{
    const Interval interval = studentInterval(measured, kConfidence);
    const double deviation = interval.mean / theory - 1;
    qInfo("%s: theory %.6g, measured %.6g +- %.2g (%+.2f %%)", what, theory, interval.mean, interval.halfWidth,
          deviation * 100);
    QVERIFY2(interval.contains(theory), what);
    QVERIFY2(std::abs(deviation) <= kTolerance, what);
}

void ClosedFormsTest::sojournTimesAgreeWithTheory_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<double>("theory");

    QTest::newRow("M/M/1 at 80 %") << "m-m-1" << sojournOfMmc(80, 100, 1);
    QTest::newRow("M/M/4 at 80 %") << "m-m-4" << sojournOfMmc(320, 100, 4);
    QTest::newRow("M/D/1 at 80 %") << "m-d-1" << sojournOfMg1(80, 0.01, 0);
    // Processor sharing is insensitive: whatever the distribution, the mean is that of M/M/1.
    QTest::newRow("M/D/1 at 80 %, processor sharing") << "m-d-1-ps" << sojournOfMmc(80, 100, 1);
    QTest::newRow("M/G/1 at 80 %, variation 4") << "m-g-1" << sojournOfMg1(80, 0.01, 4);
}

void ClosedFormsTest::sojournTimesAgreeWithTheory()
{
    QFETCH(QString, scenario);
    QFETCH(double, theory);

    const Figures figures = figuresOf(scenario.toStdString());

    QVERIFY(!figures.empty());
    agrees("sojourn time at the server", figures.at("server.sojourn.mean"), theory);
    agrees("acknowledgement at the client", figures.at("requests.ack.mean"), theory);
}

void ClosedFormsTest::waitingFollowsErlangC()
{
    const Figures figures = figuresOf("m-m-4");

    QVERIFY(!figures.empty());
    agrees("waiting time", figures.at("server.waiting.mean"), sojournOfMmc(320, 100, 4) - 0.01);
    agrees("utilisation", figures.at("server.utilisation"), 0.8);
}

void ClosedFormsTest::aFullQueueTurnsAwayWhatTheorySays()
{
    constexpr int kCapacity = 10;
    double present = 0;
    for (int n = 0; n <= kCapacity; ++n)
        present += n * probabilityInMm1k(0.8, kCapacity, n);
    const double blocking = probabilityInMm1k(0.8, kCapacity, kCapacity);

    const Figures figures = figuresOf("m-m-1-10");

    QVERIFY(!figures.empty());
    agrees("share turned away", figures.at("server.blocking"), blocking);
    agrees("throughput", figures.at("requests.throughput"), 80 * (1 - blocking));
    agrees("requests present", presentAt(figures, "server", 1), present);
    agrees("sojourn time", figures.at("server.sojourn.mean"), present / (80 * (1 - blocking)));
}

void ClosedFormsTest::aLossSystemFollowsErlangB()
{
    const Figures figures = figuresOf("erlang-b");

    QVERIFY(!figures.empty());
    agrees("share lost", figures.at("server.blocking"), erlangB(10, 8));
    agrees("utilisation", figures.at("server.utilisation"), 8 * (1 - erlangB(10, 8)) / 10);
}

void ClosedFormsTest::aNetworkWithFeedbackFollowsJackson()
{
    const double arrivals = 10 / (1 - 0.25);
    const double first = arrivals / 20 / (1 - arrivals / 20);
    const double second = arrivals / 25 / (1 - arrivals / 25);

    const Figures figures = figuresOf("jackson-feedback");

    QVERIFY(!figures.empty());
    agrees("present at the first server", presentAt(figures, "first", 1), first);
    agrees("present at the second server", presentAt(figures, "second", 1), second);
    agrees("time in the network", figures.at("requests.completion.mean"), (first + second) / 10);
}

void ClosedFormsTest::theSlowestOfManyAnswersDecides_data()
{
    QTest::addColumn<int>("answers");

    QTest::newRow("ten answers") << 10;
    QTest::newRow("a hundred answers") << 100;
}

void ClosedFormsTest::theSlowestOfManyAnswersDecides()
{
    QFETCH(int, answers);

    const Figures figures = figuresOf("fan-out-" + std::to_string(answers));

    QVERIFY(!figures.empty());
    agrees("mean", figures.at("requests.ack.mean"), meanOfGreatest(answers));
    const Interval p99 = studentInterval(figures.at("requests.ack.p99"), kConfidence);
    const double theory = quantileOfGreatest(answers, 0.99);
    QVERIFY2(std::abs(p99.mean / theory - 1) <= 0.02, "99th percentile, to the histogram's error and that of the sample");
}

void ClosedFormsTest::aClosedNetworkFollowsMeanValueAnalysis()
{
    const ClosedNetwork theory = meanValueAnalysis({0.04, 0.05}, 1, 20);

    const Figures figures = figuresOf("closed-network");

    QVERIFY(!figures.empty());
    agrees("throughput", figures.at("requests.throughput"), theory.throughput);
    agrees("response time", figures.at("requests.ack.mean"), theory.responseTime);
    agrees("utilisation of the first server", figures.at("first.utilisation"), theory.utilisations[0]);
    agrees("utilisation of the second server", figures.at("second.utilisation"), theory.utilisations[1]);
}

void ClosedFormsTest::retriesMultiplyTheLoad_data()
{
    QTest::addColumn<QString>("failures");
    QTest::addColumn<double>("calls");

    // The sum of p^n over the attempts n = 0, 1, 2, 3.
    QTest::newRow("one in ten fails") << "10%" << 1.111;
    QTest::newRow("every second fails") << "50%" << 1.875;
    QTest::newRow("all fail") << "100%" << 4.0;
}

void ClosedFormsTest::retriesMultiplyTheLoad()
{
    QFETCH(QString, failures);
    QFETCH(double, calls);

    const Figures figures = figuresOf(
        "retries", {"topology/components/backend/operations/0/program/0/probability=" + failures.toStdString()});

    QVERIFY(!figures.empty());
    const std::vector<double> perRequest = ratio(figures.at("backend.arrivals"), figures.at("front.arrivals"));
    if (failures == QStringLiteral("100%"))
        QVERIFY(std::ranges::all_of(perRequest, [calls](double value) { return std::abs(value - calls) < 0.001; }));
    else
        agrees("calls for each request", perRequest, calls);
    const std::vector<double> repeated = ratio(figures.at("front.retries"), figures.at("front.calls"));
    QVERIFY(std::abs(studentInterval(repeated, kConfidence).mean - (1 - 1 / calls)) < 0.005);
}

void ClosedFormsTest::oneSlowAnswerInAHundredIsEnough()
{
    const Figures figures = figuresOf("slow-leaf");

    QVERIFY(!figures.empty());
    agrees("share of slow requests", ratio(figures.at("requests.late"), figures.at("requests.offered")),
           1 - std::pow(0.99, 100));
}

void ClosedFormsTest::hedgingCutsTheTail()
{
    constexpr double kMean = 0.01;
    constexpr double kDelay = 0.02;
    const double share = std::exp(-kDelay / kMean);  // of requests that are still waiting when the second goes out

    const Figures figures = figuresOf("hedging");

    QVERIFY(!figures.empty());
    agrees("mean", figures.at("requests.ack.mean"), kMean * (1 - share) + share * kMean / 2);
    agrees("extra load", ratio(figures.at("front.hedges"), figures.at("front.arrivals")), share);
    agrees("answers of the second request", ratio(figures.at("front.hedges.won"), figures.at("front.hedges")), 0.5);
    // Beyond the delay two exponential times run at once: P(T > t) = e^-(t + t - delay) / mean.
    const double p99 = (kDelay - kMean * std::log(0.01)) / 2;
    QVERIFY(std::abs(studentInterval(figures.at("requests.ack.p99"), kConfidence).mean / p99 - 1) <= 0.02);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::ClosedFormsTest)
#include "tst_closed_forms.moc"
