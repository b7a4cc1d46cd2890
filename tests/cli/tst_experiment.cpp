// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"
#include "tests/support/json_schema.h"

using namespace stormglass::test;
using namespace Qt::StringLiterals;

/// Scenarios with a steady-state hypothesis.
class ExperimentTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exitCodeAndStatusTellHowItEnded_data();
    void exitCodeAndStatusTellHowItEnded();
    void reportKeepsItsSchema();
    void reportDoesNotDependOnJobs();
    void junitHasEveryLineAndTheReasonOfAFailure();
    void htmlTellsStatusPhasesAndHypothesis();
    void quietRunsSayWhyTheyFailed();
    void withoutASteadyStateNothingIsBroken();
    void theHypothesisIsDescribed();

private:
    [[nodiscard]] Outcome runIn(const QStringList& arguments) const { return run(arguments, m_folder.path()); }

    QTemporaryDir m_folder;
};

namespace {

QByteArray experimentWith(const QByteArray& experiment)
{
    return R"json({
  "format": "stormglass/1",
  "name": "experiment",
  "topology": {"components": [{"name": "web", "kind": "client"}, {"name": "orders", "kind": "service"}]},
  "flows": [{"name": "order", "client": "web", "steps": [{"name": "place", "component": "orders", "time": "exponential(2ms)"}]}],
  "designs": [{"name": "sync", "style": "request-response"}],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "50/s"}],
  "chaos": [{"name": "kill-orders", "fault": "crash", "target": "orders", "at": "8s", "for": "5s"}],
  "experiment": )json"
        + experiment + R"json(,
  "run": {"duration": "20s", "warm_up": "3s", "replications": 2}
})json";
}

}  // namespace

void ExperimentTest::initTestCase()
{
    const auto write = [&](const char* name, const QByteArray& experiment) {
        writeFile(m_folder.path(), QString::fromLatin1(name), experimentWith(experiment));
    };
    const QByteArray line = R"("hypothesis": [{"that": "accepted(order) >= 99%"}])";
    write("holds.json", "{" + line + R"(, "recovery": "2s"})");
    write("deviates.json", "{" + line + R"(, "strategy": "continuously"})");
    write("aborts.json", "{" + line + R"(, "strategy": "continuously", "abort_after": "2s", "recovery": "1s"})");
    write("fails.json", R"({"hypothesis": [{"that": "p50(order.ack) < 1ns"}], "recovery": "2s"})");
    write("invalid.json", "{" + line + R"(, "abort_after": "2s"})");
}

void ExperimentTest::exitCodeAndStatusTellHowItEnded_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("hasDeviated");

    QTest::newRow("everything holds") << u"holds.json"_s << 0 << u"completed"_s << false;
    QTest::newRow("the hypothesis deviates") << u"deviates.json"_s << 1 << u"deviated"_s << true;
    QTest::newRow("it deviates for too long") << u"aborts.json"_s << 3 << u"aborted"_s << true;
    QTest::newRow("it was never there") << u"fails.json"_s << 3 << u"failed"_s << false;
}

void ExperimentTest::exitCodeAndStatusTellHowItEnded()
{
    QFETCH(QString, scenario);
    QFETCH(int, code);
    QFETCH(QString, status);
    QFETCH(bool, hasDeviated);

    const Outcome outcome = runIn({u"run"_s, scenario});
    const Outcome json = runIn({u"run"_s, scenario, u"--json"_s});
    const Outcome forgiven = runIn({u"run"_s, scenario, u"--exit-zero"_s});

    const QJsonDocument report = QJsonDocument::fromJson(json.output);
    QCOMPARE(outcome.exitCode, code);
    QCOMPARE(json.exitCode, code);
    QCOMPARE(forgiven.exitCode, code == 1 ? 0 : code);
    QVERIFY2(outcome.output.contains("status: " + status.toUtf8()), outcome.output.constData());
    QCOMPARE(report["status"_L1].toString(), status);
    QCOMPARE(report["deviated"_L1].toBool(), hasDeviated);
}

void ExperimentTest::reportKeepsItsSchema()
{
    const Outcome schema = runIn({u"describe"_s, u"report"_s, u"--schema"_s});

    for (const QString& scenario : {u"holds.json"_s, u"aborts.json"_s, u"fails.json"_s}) {
        const Outcome outcome = runIn({u"run"_s, scenario, u"--json"_s});
        QCOMPARE(firstSchemaProblem(schema.output.toStdString(), outcome.output.toStdString()), std::string());
    }
}

void ExperimentTest::reportDoesNotDependOnJobs()
{
    const QStringList arguments{u"run"_s, u"aborts.json"_s, u"--json"_s, u"--replications"_s, u"4"_s, u"--jobs"_s};

    const Outcome one = runIn(arguments + QStringList{u"1"_s});
    const Outcome four = runIn(arguments + QStringList{u"4"_s});

    QVERIFY(!one.output.isEmpty());
    QVERIFY(one.output == four.output);
}

void ExperimentTest::junitHasEveryLineAndTheReasonOfAFailure()
{
    [[maybe_unused]] const Outcome outcome = runIn({u"run"_s, u"aborts.json"_s, u"--quiet"_s, u"--junit"_s, u"r.xml"_s});

    const QByteArray xml = readFile(m_folder.filePath(u"r.xml"_s));
    for (const char* expected :
         {R"(tests="4" failures="1" errors="1")", R"(name="accepted(order) &gt;= 99%, before the faults"/>)",
          R"(name="accepted(order) &gt;= 99%, all the time">)", R"(<error message="aborted: accepted(order) &gt;= 99% deviated for too long)"})
        QVERIFY2(xml.contains(expected), xml.constData());
}

void ExperimentTest::htmlTellsStatusPhasesAndHypothesis()
{
    [[maybe_unused]] const Outcome outcome = runIn({u"run"_s, u"aborts.json"_s, u"--quiet"_s, u"--html"_s, u"r.html"_s});

    const QByteArray html = readFile(m_folder.filePath(u"r.html"_s));
    for (const char* expected : {"aborted, deviated", "warm-up until 3 s, baseline until 8 s, faults until 10 s, recovery until 11 s",
                                 "accepted(order) &gt;= 99%, all the time", "✗ deviated"})
        QVERIFY2(html.contains(expected), expected);
}

void ExperimentTest::quietRunsSayWhyTheyFailed()
{
    const Outcome outcome = runIn({u"run"_s, u"fails.json"_s, u"--quiet"_s});

    QVERIFY(outcome.output.isEmpty());
    QVERIFY2(outcome.errors.contains("the steady state was not there before the faults"), outcome.errors.constData());
}

void ExperimentTest::withoutASteadyStateNothingIsBroken()
{
    const Outcome text = runIn({u"run"_s, u"fails.json"_s});
    const QJsonDocument report = QJsonDocument::fromJson(runIn({u"run"_s, u"fails.json"_s, u"--json"_s}).output);

    QVERIFY2(text.output.contains("so they did not take place"), text.output.constData());
    QVERIFY2(!text.output.contains("kill-orders"), text.output.constData());
    QVERIFY(report["designs"_L1][0]["experiment"_L1]["called_off"_L1].toBool());
    QVERIFY(report["designs"_L1][0]["cascades"_L1].toArray().isEmpty());
}

void ExperimentTest::theHypothesisIsDescribed()
{
    const Outcome scenario = runIn({u"describe"_s, u"holds.json"_s});
    const Outcome kind = runIn({u"describe"_s, u"experiment"_s});
    const Outcome invalid = runIn({u"validate"_s, u"invalid.json"_s});

    QVERIFY2(scenario.output.contains("accepted(order) >= 99%"), scenario.output.constData());
    QVERIFY2(kind.output.contains("abort_after"), kind.output.constData());
    QCOMPARE(invalid.exitCode, 2);
}

QTEST_GUILESS_MAIN(ExperimentTest)
#include "tst_experiment.moc"
