// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The checks of a steady-state hypothesis where they can be computed by hand: equal gaps, constant times.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace stormglass {

using namespace test;
using results::CheckMoment;
using results::HypothesisCheck;
using results::RunPhase;

namespace {

/// An order every 10 ms; it takes 7 ms, of which 2 ms are the way. Who finds the server dead hears of it at once.
constexpr const char* kShop = R"json({
  "format": "stormglass/1",
  "name": "shop",
  "topology": {
    "network": {"same_zone": "1ms"},
    "components": [{"name": "web", "kind": "client"}, {"name": "orders", "kind": "service"}]
  },
  "flows": [{"name": "order", "client": "web", "deadline": "1s", "steps": [
    {"name": "place", "component": "orders", "time": "5ms"}]}],
  "designs": [{"name": "sync", "style": "request-response"}, {"name": "other", "style": "request-response"}],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "constant", "rate": "100/s"}],
  "run": {"duration": "14s", "warm_up": "2s", "drain": "10s"}
})json";

results::RunResult runShop(const std::vector<std::string>& changes, const std::string& design = "sync")
{
    return runText(kShop, {.design = design}, changes);
}

std::string hypothesisOf(const std::string& that) { return "experiment/hypothesis=[{\"that\": \"" + that + "\"}]"; }

/// One crash of all instances, from and to instants such as 5 s.
std::string crashOf(Duration from, Duration to)
{
    return toOverride({.target = "orders", .first = from, .lasting = to - from});
}

/// Throws std::out_of_range when there is none.
const HypothesisCheck& checkAt(const results::RunResult& result, CheckMoment moment)
{
    const auto found = std::ranges::find(result.experiment.checks, moment, &HypothesisCheck::moment);
    if (found == result.experiment.checks.end())
        throw std::out_of_range("there is no such check");
    return *found;
}

bool hasCheckAt(const results::RunResult& result, CheckMoment moment)
{
    return std::ranges::count(result.experiment.checks, moment, &HypothesisCheck::moment) > 0;
}

/// "warm-up 0-2, baseline 2-5"
std::string phasesOf(const results::RunResult& result)
{
    std::string text;
    for (const results::PhaseSpan& span : result.experiment.phases) {
        text += (text.empty() ? "" : ", ") + std::string(wordOf(span.phase)) + " " + std::to_string(std::lround(span.begin)) + "-"
            + std::to_string(std::lround(span.end));
    }
    return text;
}

}  // namespace

class HypothesisTest : public QObject {
    Q_OBJECT

private slots:
    void phasesFollowTheFaults_data();
    void phasesFollowTheFaults();
    void strategyTellsWhenItIsChecked_data();
    void strategyTellsWhenItIsChecked();
    void theBaselineDoesNotSufferFromWhatTheFaultDoes();
    void theFinalCheckIsOfWhatBeganAfterTheRecovery();
    void everyWindowIsJudgedByItself_data();
    void everyWindowIsJudgedByItself();
    void percentilesAreThoseOfTheWindow();
    void whatIsNotAnsweredAtAllDeviates();
    void windowsInWhichNobodyAsksSayNothing();
    void aDeviationThatLastsTooLongEndsTheFaults();
    void aDeviationThatIsShortEnoughEndsNothing();
    void whatWasStillToComeIsCalledOff();
    void theTimeToRecoverIsAPhaseOfItsOwn();
    void withoutASteadyStateNoFaultBegins_data();
    void withoutASteadyStateNoFaultBegins();
    void aFaultInjectedByHandBeginsAnyway();
    void aFaultThatNeverBeganIsTold();
    void linesOfOtherDesignsAreNotChecked();
    void withoutAHypothesisTheRunIsTheSame();
};

void HypothesisTest::phasesFollowTheFaults_data()
{
    QTest::addColumn<std::vector<std::string>>("changes");
    QTest::addColumn<std::string>("expected");
    using Changes = std::vector<std::string>;

    QTest::newRow("no faults") << Changes{} << std::string("warm-up 0-2, baseline 2-14");
    QTest::newRow("no time to recover") << Changes{crashOf(5s, 7s)}
                                        << std::string("warm-up 0-2, baseline 2-5, faults 5-7, final check 7-14");
    QTest::newRow("time to recover") << Changes{crashOf(5s, 7s), "experiment/recovery=3s"}
                                     << std::string("warm-up 0-2, baseline 2-5, faults 5-7, recovery 7-10, final check 10-14");
    QTest::newRow("a fault to the end") << Changes{crashOf(5s, 5s)} << std::string("warm-up 0-2, baseline 2-5, faults 5-14");
}

void HypothesisTest::phasesFollowTheFaults()
{
    QFETCH(std::vector<std::string>, changes);
    QFETCH(std::string, expected);

    const results::RunResult result = runShop(changes);

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(phasesOf(result), expected);
}

void HypothesisTest::strategyTellsWhenItIsChecked_data()
{
    QTest::addColumn<std::string>("strategy");
    QTest::addColumn<QList<int>>("moments");
    const auto row = [](const char* strategy, const QList<int>& moments) {
        QTest::newRow(strategy) << std::string(strategy) << moments;
    };
    const auto at = [](CheckMoment moment) { return static_cast<int>(moment); };
    row("default", {at(CheckMoment::Before), at(CheckMoment::After)});
    row("before-method-only", {at(CheckMoment::Before)});
    row("after-method-only", {at(CheckMoment::After)});
    row("during-method-only", {at(CheckMoment::During)});
    row("continuously", {at(CheckMoment::Before), at(CheckMoment::Continuously), at(CheckMoment::After)});
}

void HypothesisTest::strategyTellsWhenItIsChecked()
{
    QFETCH(std::string, strategy);
    QFETCH(QList<int>, moments);

    const results::RunResult result
        = runShop({crashOf(5s, 7s), hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=" + strategy});

    QList<int> found;
    for (const HypothesisCheck& check : result.experiment.checks)
        found.append(static_cast<int>(check.moment));
    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(found, moments);
}

void HypothesisTest::theBaselineDoesNotSufferFromWhatTheFaultDoes()
{
    // The order of 4.99 s is at the server when it dies.
    const results::RunResult result = runShop({crashOf(4993ms, 7s), hypothesisOf("accepted(order) == 100%")});

    QVERIFY(figureOf(result, "order.accepted@before") < 1);
    QCOMPARE(checkAt(result, CheckMoment::Before).found, 1.0);
    QVERIFY(checkAt(result, CheckMoment::Before).holds());
}

void HypothesisTest::theFinalCheckIsOfWhatBeganAfterTheRecovery()
{
    const results::RunResult late = runShop({crashOf(5s, 7s), hypothesisOf("offered(order) == 400"), "experiment/recovery=3s",
                                             "experiment/strategy=after-method-only"});
    const results::RunResult slow = runShop({crashOf(5s, 7s), hypothesisOf("accepted(order) >= 99%"),
                                             "topology/components/orders/startup_time=2s", "experiment/recovery=1s"});
    const results::RunResult patient = runShop({crashOf(5s, 7s), hypothesisOf("accepted(order) >= 99%"),
                                                "topology/components/orders/startup_time=2s", "experiment/recovery=2s"});

    QCOMPARE(failuresOf(late), std::string());
    QVERIFY2(checkAt(late, CheckMoment::After).holds(), std::to_string(checkAt(late, CheckMoment::After).found).c_str());
    QVERIFY(!checkAt(slow, CheckMoment::After).holds());
    QVERIFY(checkAt(patient, CheckMoment::After).holds());
}

void HypothesisTest::everyWindowIsJudgedByItself_data()
{
    QTest::addColumn<std::string>("strategy");
    QTest::addColumn<int>("windows");

    QTest::newRow("from the baseline to the end of arrivals") << std::string("continuously") << 12;
    QTest::newRow("while the fault lasts") << std::string("during-method-only") << 2;
}

void HypothesisTest::everyWindowIsJudgedByItself()
{
    QFETCH(std::string, strategy);
    QFETCH(int, windows);

    const results::RunResult result
        = runShop({crashOf(5s, 7s), hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=" + strategy});

    const CheckMoment moment = strategy == "continuously" ? CheckMoment::Continuously : CheckMoment::During;
    const HypothesisCheck& check = checkAt(result, moment);
    QCOMPARE(check.windows, static_cast<std::uint64_t>(windows));
    QCOMPARE(check.deviating, 2U);
    QCOMPARE(check.firstDeviation, 6.0);
    QCOMPARE(check.longestDeviation, 2.0);
    QVERIFY(check.found < 0.01);
}

void HypothesisTest::percentilesAreThoseOfTheWindow()
{
    const std::string slow = R"(chaos=[{"name": "slow", "fault": "slow", "target": "orders", "factor": 1.8, "at": "5s", "for": "2s"}])";

    const results::RunResult result
        = runShop({slow, hypothesisOf("p50(order.ack) < 8ms"), "experiment/strategy=continuously"});

    const HypothesisCheck& check = checkAt(result, CheckMoment::Continuously);
    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(check.deviating, 2U);
    QVERIFY2(std::abs(check.found - 0.011) < 0.0002, std::to_string(check.found).c_str());
    QVERIFY2(std::abs(checkAt(result, CheckMoment::After).found - 0.007) < 0.0001, "the median of all would be the same");
}

void HypothesisTest::whatIsNotAnsweredAtAllDeviates()
{
    const std::string pause = R"(chaos=[{"name": "pause", "fault": "pause", "target": "orders", "at": "5s", "for": "2s"}])";

    const results::RunResult result
        = runShop({pause, hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=during-method-only"});

    const HypothesisCheck& check = checkAt(result, CheckMoment::During);
    QCOMPARE(failuresOf(result), std::string());
    QVERIFY(check.deviating >= 1);
}

void HypothesisTest::windowsInWhichNobodyAsksSayNothing()
{
    const results::RunResult result
        = runShop({crashOf(9s, 10s), hypothesisOf("mean(order.ack) < 10ms"), "experiment/strategy=continuously",
                   "workload/shoppers/rate=0.5/s"});

    const HypothesisCheck& check = checkAt(result, CheckMoment::Continuously);
    QCOMPARE(failuresOf(result), std::string());
    QVERIFY2(check.windows > 0 && check.windows <= 7, std::to_string(check.windows).c_str());
    QCOMPARE(check.deviating, 0U);
}

void HypothesisTest::aDeviationThatLastsTooLongEndsTheFaults()
{
    const results::RunResult result
        = runShop({crashOf(5s, 12s), hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=continuously",
                   "experiment/abort_after=2s", "experiment/recovery=1s"});

    QCOMPARE(failuresOf(result), std::string());
    QVERIFY(result.experiment.isAborted());
    QCOMPARE(result.experiment.abortedAt, 7.0);
    QCOMPARE(result.experiment.abortedBy, std::string("accepted(order) >= 99%"));
    QCOMPARE(phasesOf(result), std::string("warm-up 0-2, baseline 2-5, faults 5-7, recovery 7-8, final check 8-14"));
    QVERIFY(checkAt(result, CheckMoment::After).holds());
    QCOMPARE(result.cascades.front().end, 7.0);
}

void HypothesisTest::aDeviationThatIsShortEnoughEndsNothing()
{
    const results::RunResult result
        = runShop({crashOf(5s, 7s), hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=continuously",
                   "experiment/abort_after=3s"});

    QVERIFY(!result.experiment.isAborted());
    QVERIFY(std::isnan(result.experiment.abortedAt));
    QCOMPARE(result.cascades.front().end, 7.0);
}

void HypothesisTest::whatWasStillToComeIsCalledOff()
{
    const std::string faults = R"(chaos=[{"name": "first", "fault": "crash", "target": "orders", "at": "5s", "for": "3s"},
        {"name": "second", "fault": "crash", "target": "orders", "after": "first", "at": "1s", "for": "3s"}])";

    const results::RunResult result = runShop({faults, hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=during-method-only",
                                               "experiment/abort_after=1s"});

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(result.experiment.abortedAt, 6.0);
    QCOMPARE(result.cascades.size(), 1U);
    QCOMPARE(result.experiment.idleFaults.size(), 0U);
    QCOMPARE(figureOf(result, "order.accepted@after"), 1.0);
}

void HypothesisTest::theTimeToRecoverIsAPhaseOfItsOwn()
{
    const results::RunResult result = runShop({crashOf(5s, 7s), "experiment/recovery=3s"});

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(figureOf(result, "order.offered@before") + figureOf(result, "order.offered@fault"), 500.0);
    QCOMPARE(figureOf(result, "order.offered@recovery"), 300.0);
    QCOMPARE(figureOf(result, "order.offered@after"), 400.0);
    QCOMPARE(figureOf(result, "order.offered"), 1200.0);
}

void HypothesisTest::withoutASteadyStateNoFaultBegins_data()
{
    QTest::addColumn<std::string>("strategy");
    QTest::addColumn<bool>("doFaultsBegin");

    QTest::newRow("checked before and after") << std::string("default") << false;
    QTest::newRow("checked before only") << std::string("before-method-only") << false;
    QTest::newRow("checked all the time") << std::string("continuously") << false;
    QTest::newRow("nobody looks before") << std::string("after-method-only") << true;
    QTest::newRow("nobody looks before, but meanwhile") << std::string("during-method-only") << true;
}

void HypothesisTest::withoutASteadyStateNoFaultBegins()
{
    QFETCH(std::string, strategy);
    QFETCH(bool, doFaultsBegin);
    const std::string faults = R"(chaos=[{"name": "first", "fault": "crash", "target": "orders", "at": "5s", "for": "1s"},
        {"name": "second", "fault": "crash", "target": "orders", "after": "first", "at": "1s", "for": "1s"}])";

    const results::RunResult result
        = runShop({faults, hypothesisOf("p50(order.ack) < 1ms"), "experiment/strategy=" + strategy, "experiment/recovery=1s"});

    QCOMPARE(failuresOf(result), std::string());
    QCOMPARE(result.experiment.isCalledOff(), !doFaultsBegin);
    QCOMPARE(result.cascades.size(), doFaultsBegin ? 2U : 0U);
    QCOMPARE(figureOf(result, "order.accepted") == 1.0, !doFaultsBegin);
    QCOMPARE(result.experiment.idleFaults.size(), 0U);
    if (doFaultsBegin)
        return;
    QCOMPARE(result.experiment.calledOffBy, std::string("p50(order.ack) < 1ms"));
    QCOMPARE(phasesOf(result), std::string("warm-up 0-2, baseline 2-14"));
    QCOMPARE(checkAt(result, CheckMoment::Before).deviating, 1U);
    for (const HypothesisCheck& check : result.experiment.checks)
        QVERIFY2(check.moment == CheckMoment::Before || check.windows == 0, "there was nothing to check");
}

void HypothesisTest::aFaultInjectedByHandBeginsAnyway()
{
    const std::string faults = R"(chaos=[{"name": "hand", "fault": "crash", "target": "orders", "live": true, "at": "4s", "for": "1s"},
        {"name": "planned", "fault": "crash", "target": "orders", "at": "8s", "for": "1s"}])";

    const results::RunResult result = runShop({faults, hypothesisOf("p50(order.ack) < 1ms"), "experiment/strategy=before-method-only"});

    QCOMPARE(failuresOf(result), std::string());
    QVERIFY(result.experiment.isCalledOff());
    QCOMPARE(result.cascades.size(), 1U);
    QCOMPARE(result.cascades.front().fault, std::string("hand"));
}

void HypothesisTest::aFaultThatNeverBeganIsTold()
{
    const std::string faults = R"(chaos=[{"name": "first", "fault": "crash", "target": "orders", "at": "5s"},
        {"name": "second", "fault": "crash", "target": "orders", "after": "first", "at": "1s", "for": "1s"}])";

    const results::RunResult result
        = runShop({faults, hypothesisOf("accepted(order) >= 99%"), "experiment/strategy=before-method-only"});

    QCOMPARE(result.experiment.idleFaults, std::vector<std::string>{"second"});
}

void HypothesisTest::linesOfOtherDesignsAreNotChecked()
{
    const std::vector<std::string> changes{
        crashOf(5s, 7s), R"(experiment/hypothesis=[{"that": "accepted(order) >= 99%", "designs": ["other"]}])"};

    QVERIFY(!hasCheckAt(runShop(changes, "sync"), CheckMoment::Before));
    QVERIFY(hasCheckAt(runShop(changes, "other"), CheckMoment::Before));
}

void HypothesisTest::withoutAHypothesisTheRunIsTheSame()
{
    const results::RunResult plain = runShop({crashOf(5s, 7s)});
    const results::RunResult titled = runShop({crashOf(5s, 7s), "experiment/title=nothing"});
    const results::RunResult recovering = runShop({crashOf(5s, 7s), "experiment/recovery=2s"});

    QCOMPARE(titled.fingerprint, plain.fingerprint);
    QCOMPARE(recovering.fingerprint, plain.fingerprint);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::HypothesisTest)
#include "tst_hypothesis.moc"
