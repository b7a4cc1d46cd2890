// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/capacity.h"
#include "models/experiments/load_scaling.h"
#include "models/experiments/trigger.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::experiments;
using namespace std::chrono_literals;
using results::DesignCapacity;
using results::DesignReport;
using results::SubjectKind;

/// The search by itself, on a server whose figures are those of theory (M/M/1).
class CapacitySearchTest : public QObject {
    Q_OBJECT

private slots:
    void highestLoadIsThatOfTheory();
    void kneeLiesAtHalfOfTheSaturation();
    void loadThatIsTooHighIsHalved();
    void withoutExpectationsPilingUpEndsIt();
    void searchEndsAtTheMostThatIsAllowed();
    void stuckLoadAndLengthAreFound();
    void designThatComesBackHasNoEdge();
    void triggerWithoutTimeToComeBackIsNotJudged();
    void backlogThatIsWorkedOffIsNotStuck();
    void loadScalesEveryKindOfArrivals();
    void endOfRunsAndFailuresEndTheSearch();
};

namespace {

constexpr double kOffered = 40;    // per second, at load 1
constexpr double kSaturation = 100;
constexpr double kSecondsPerTrial = 1;

spec::Scenario scenarioExpecting(const std::string& that)
{
    spec::Scenario scenario;
    scenario.run.duration = 100s;
    scenario.run.warmUp = 20s;
    if (!that.empty()) {
        spec::Expectation expectation;
        expectation.that = that;
        scenario.expect.push_back(expectation);
    }
    return scenario;
}

spec::Scenario withTrigger(spec::Scenario scenario, Duration at, Duration lasting)
{
    spec::Fault fault;
    fault.name = "trigger";
    fault.settings = spec::Crash{};
    fault.timing.at = at;
    fault.timing.lasting = lasting;
    scenario.chaos.push_back(fault);
    return scenario;
}

void addMetric(DesignReport& report, SubjectKind kind, const char* subject, const char* name, double value)
{
    results::ReportedMetric& metric = report.metrics.emplace_back();
    metric.kind = kind;
    metric.subject = subject;
    metric.name = name;
    metric.estimate.mean = value;
    metric.estimate.replications = {value};
    metric.estimate.samples = 1000;
}

void addSeries(DesignReport& report, const char* name, const std::function<double(int second)>& value)
{
    results::Series& series = report.series.emplace_back();
    series.kind = SubjectKind::Flow;
    series.subject = "order";
    series.name = name;
    series.window = kSecondsPerTrial;
    for (int second = 0; second < 100; ++second)
        series.values.push_back(value(second));
}

/// M/M/1: sojourn times are exponential with mean 1 / (mu - lambda).
DesignReport server(double load, const std::function<double(int second)>& shareDone = [](int) { return 1.0; })
{
    const double rate = kOffered * load;
    const double served = std::min(rate, kSaturation);
    const double mean = rate < kSaturation ? 1 / (kSaturation - rate) : 60;
    DesignReport report;
    addMetric(report, SubjectKind::Flow, "order", "offered", rate * 80);
    addMetric(report, SubjectKind::Flow, "order", "offered.rate", rate);
    addMetric(report, SubjectKind::Flow, "order", "goodput", served);
    addMetric(report, SubjectKind::Flow, "order", "completed", served * 80);
    addMetric(report, SubjectKind::Flow, "order", "late", 0);
    addMetric(report, SubjectKind::Flow, "order", "success", served / rate);
    addMetric(report, SubjectKind::Flow, "order", "completion.mean", mean);
    addMetric(report, SubjectKind::Flow, "order", "completion.p99", mean * std::log(100.0));
    addMetric(report, SubjectKind::Component, "server", "utilisation", served / kSaturation);
    addMetric(report, SubjectKind::Component, "web", "utilisation", 0.01);
    addSeries(report, "offered", [=](int) { return rate; });
    addSeries(report, "accepted", [=](int second) { return rate * shareDone(second); });
    addSeries(report, "completed", [=](int second) { return rate * shareDone(second); });
    addSeries(report, "unfinished", [=](int second) { return std::max(0.0, rate - kSaturation) * second; });
    return report;
}

DesignCapacity measure(const spec::Scenario& scenario, const CapacityChoice& choice = {},
                       const std::function<double(const LoadTrial&, int second)>& shareDone = [](const LoadTrial&, int) { return 1.0; })
{
    return measureCapacity(scenario, "sync", choice, [&](const std::vector<LoadTrial>& trials) {
        std::vector<DesignReport> reports;
        for (const LoadTrial& trial : trials)
            reports.push_back(server(trial.load, [&](int second) { return shareDone(trial, second); }));
        return reports;
    });
}

}  // namespace

void CapacitySearchTest::highestLoadIsThatOfTheory()
{
    // p99 = ln(100) / (mu - lambda) < 0.2 s for lambda < 100 - 23.03.
    const DesignCapacity capacity = measure(scenarioExpecting("p99(order.completion) < 200ms"));

    const double bound = (kSaturation - std::log(100.0) / 0.2) / kOffered;
    QVERIFY(capacity.isOwnLoadSustained);
    QVERIFY2(capacity.highest.load < bound && capacity.highest.load > bound * 0.985, qPrintable(QString::number(capacity.highest.load)));
    QVERIFY2(capacity.beyond.load >= bound && capacity.beyond.load < bound * 1.015, qPrintable(QString::number(capacity.beyond.load)));
    QCOMPARE(capacity.beyond.busiest, std::string("server"));
    QVERIFY2(capacity.beyond.obstacle.starts_with("p99(order.completion) < 200ms"), capacity.beyond.obstacle.c_str());
}

void CapacitySearchTest::kneeLiesAtHalfOfTheSaturation()
{
    // lambda / T = lambda (mu - lambda) is largest at mu / 2.
    const DesignCapacity capacity = measure(scenarioExpecting(""));

    QVERIFY2(std::abs(capacity.knee * kOffered - kSaturation / 2) < 3, qPrintable(QString::number(capacity.knee)));
}

void CapacitySearchTest::loadThatIsTooHighIsHalved()
{
    const DesignCapacity capacity = measure(scenarioExpecting("p99(order.completion) < 50ms"));

    const double bound = (kSaturation - std::log(100.0) / 0.05) / kOffered;
    QVERIFY(!capacity.isOwnLoadSustained);
    QVERIFY2(capacity.highest.load < bound && capacity.highest.load > bound * 0.98, qPrintable(QString::number(capacity.highest.load)));
}

void CapacitySearchTest::withoutExpectationsPilingUpEndsIt()
{
    const DesignCapacity capacity = measure(scenarioExpecting(""));

    // A growth of one percent is let pass.
    QVERIFY2(capacity.highest.offered > kSaturation * 0.985 && capacity.highest.offered < kSaturation * 1.02,
             qPrintable(QString::number(capacity.highest.offered)));
}

void CapacitySearchTest::searchEndsAtTheMostThatIsAllowed()
{
    const DesignCapacity capacity = measure(scenarioExpecting(""), {.most = 2});

    QCOMPARE(capacity.highest.load, 2.0);
    QCOMPARE(capacity.beyond.load, 0.0);
}

void CapacitySearchTest::stuckLoadAndLengthAreFound()
{
    // It stays down when more than 300 flows come while it is down.
    const auto shareDone = [](const LoadTrial& trial, int second) {
        if (trial.faults.empty() || second < toSeconds(trial.faults.front().timing.at))
            return 1.0;
        return kOffered * trial.load * toSeconds(trial.faults.front().timing.lasting) > 300 ? 0.2 : 1.0;
    };
    const DesignCapacity capacity = measure(withTrigger(scenarioExpecting(""), 40s, 5s), {}, shareDone);

    QCOMPARE(capacity.trigger.obstacle, std::string());
    QVERIFY2(std::abs(capacity.trigger.stuckFrom - 1.5) < 0.06, qPrintable(QString::number(capacity.trigger.stuckFrom)));
    QVERIFY(capacity.trigger.recoversAt < 1.5 && capacity.trigger.recoversAt > 1.4);
    QVERIFY2(capacity.trigger.lengthStuck > 7.5 && capacity.trigger.lengthStuck < 8.5, qPrintable(QString::number(capacity.trigger.lengthStuck)));
    QVERIFY(capacity.trigger.lengthRecovers <= 7.5 && capacity.trigger.lengthRecovers > 6.5);
}

void CapacitySearchTest::designThatComesBackHasNoEdge()
{
    const DesignCapacity capacity = measure(withTrigger(scenarioExpecting(""), 40s, 5s));

    QVERIFY(std::isnan(capacity.trigger.stuckFrom));
    QVERIFY(std::isnan(capacity.trigger.lengthStuck));
    QCOMPARE(capacity.trigger.recoversAt, capacity.highest.load);
}

void CapacitySearchTest::triggerWithoutTimeToComeBackIsNotJudged()
{
    QVERIFY(measure(withTrigger(scenarioExpecting(""), 40s, 50s)).trigger.obstacle.find("too soon") != std::string::npos);
    QVERIFY(measure(withTrigger(scenarioExpecting(""), 10s, 5s)).trigger.obstacle.find("warm-up") != std::string::npos);
    QVERIFY(measure(withTrigger(scenarioExpecting(""), 40s, 0s)).trigger.obstacle.find("no single span") != std::string::npos);
    QCOMPARE(measure(scenarioExpecting("")).trigger.phrase, std::string());
}

void CapacitySearchTest::backlogThatIsWorkedOffIsNotStuck()
{
    // More is completed than is offered.
    const auto shareDone = [](const LoadTrial& trial, int second) { return trial.faults.empty() || second < 45 ? 1.0 : 1.4; };
    const DesignCapacity capacity = measure(withTrigger(scenarioExpecting(""), 40s, 5s), {}, shareDone);

    QVERIFY(std::isnan(capacity.trigger.stuckFrom));
}

void CapacitySearchTest::loadScalesEveryKindOfArrivals()
{
    spec::Scenario scenario;
    scenario.workload.resize(6);
    scenario.workload[0].arrivals = spec::PoissonArrivals{.rate = 100};
    scenario.workload[1].arrivals = spec::ConstantArrivals{.rate = 100};
    scenario.workload[2].arrivals = spec::RampArrivals{.from = 10, .to = 20, .over = 1min};
    scenario.workload[3].arrivals = spec::BurstyArrivals{.calmRate = 10, .burstRate = 100};
    scenario.workload[4].arrivals = spec::DiurnalArrivals{.mean = 10};
    scenario.workload[5].arrivals = spec::ClosedLoop{.users = 3, .thinkTime = {}};

    const spec::Scenario scaled = withLoad(scenario, 1.5);

    QCOMPARE(std::get<spec::PoissonArrivals>(scaled.workload[0].arrivals).rate, 150.0);
    QCOMPARE(std::get<spec::ConstantArrivals>(scaled.workload[1].arrivals).rate, 150.0);
    QCOMPARE(std::get<spec::RampArrivals>(scaled.workload[2].arrivals).to, 30.0);
    QCOMPARE(std::get<spec::RampArrivals>(scaled.workload[2].arrivals).over, Duration(1min));
    QCOMPARE(std::get<spec::BurstyArrivals>(scaled.workload[3].arrivals).burstRate, 150.0);
    QCOMPARE(std::get<spec::DiurnalArrivals>(scaled.workload[4].arrivals).mean, 15.0);
    QCOMPARE(std::get<spec::ClosedLoop>(scaled.workload[5].arrivals).users, std::int64_t{5});
    QCOMPARE(std::get<spec::ClosedLoop>(withLoad(scenario, 0.01).workload[5].arrivals).users, std::int64_t{1});
}

void CapacitySearchTest::endOfRunsAndFailuresEndTheSearch()
{
    const spec::Scenario scenario = scenarioExpecting("");
    const DesignCapacity stopped = measureCapacity(scenario, "sync", {}, [](const auto&) { return std::vector<DesignReport>(); });
    QCOMPARE(stopped.highest.load, 0.0);
    const DesignCapacity failed = measureCapacity(scenario, "sync", {}, [](const std::vector<LoadTrial>& trials) {
        DesignReport report;
        report.failures.push_back("the books do not balance");
        return std::vector<DesignReport>(trials.size(), report);
    });
    QCOMPARE(failed.failures.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(CapacitySearchTest)
#include "tst_capacity_search.moc"
