// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Experiments of other programs: what becomes of them here, and of ours there.
#include "scenarios/exporters/exporter.h"
#include "scenarios/fault_list.h"
#include "scenarios/importers/importer.h"
#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_validation.h"

#include <QTest>

#include <algorithm>
#include <stdexcept>

namespace stormglass {

using namespace std::chrono_literals;

namespace {

/// Two zones, three instances of payment, a database, and a service that reads deadlines.
spec::Scenario shopWith(const std::string& chaos, const std::string& experiment = "{}")
{
    const LoadedScenario loaded = readScenarioText(R"json({
  "format": "stormglass/1",
  "name": "Small Shop",
  "topology": {
    "zones": [{"name": "zone-a"}, {"name": "zone-b"}],
    "hosts": [{"name": "host-1", "zone": "zone-a"}, {"name": "host-2", "zone": "zone-b"}],
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "instances": 2, "hosts": ["host-1", "host-2"], "drops_expired": true},
      {"name": "payment", "kind": "service", "instances": 3},
      {"name": "orders-db", "kind": "database"}
    ]
  },
  "flows": [{"name": "order", "client": "web", "steps": [
    {"name": "place", "component": "orders", "time": "3ms", "store": "orders-db", "compensation": "cancel"},
    {"name": "pay", "component": "payment", "after": ["place"], "time": "10ms"}]}],
  "designs": [{"name": "sync", "style": "request-response"}],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "20/s"}],
  "chaos": )json" + chaos + R"json(,
  "experiment": )json" + experiment + R"json(,
  "run": {"duration": "5m", "warm_up": "30s"}
})json",
                                                   "shop.json");
    if (loaded.hasErrors())
        throw std::runtime_error(toText(loaded.issues.front()));
    return loaded.scenario;
}

/// As a person would read it: what is hit, how, when.
QString faultsOf(const Imported& imported) { return QString::fromStdString(toText(imported.faults)); }

QString notesOf(const Imported& imported)
{
    QString text;
    for (const ImportNote& note : imported.notes)
        text += QString::fromStdString(toText(note, "f")) + QLatin1Char('\n');
    return text;
}

Imported importInto(const spec::Scenario& scenario, const char* format, const std::string& text)
{
    return findImporter(format)->import(text, {.scenario = scenario, .begin = 60s});
}

std::string meshObject(const std::string& kind, const std::string& spec)
{
    return "apiVersion: chaos-mesh.org/v1alpha1\nkind: " + kind + "\nmetadata: {name: test}\nspec: {" + spec + "}\n";
}

std::vector<spec::Fault> sortedByName(std::vector<spec::Fault> faults)
{
    std::ranges::sort(faults, {}, &spec::Fault::name);
    return faults;
}

constexpr const char* kPayment = "selector: {labelSelectors: {app: payment}}, ";

}  // namespace

class ExchangeTest : public QObject {
    Q_OBJECT

private slots:
    void meshObjectsBecomeFaults_data();
    void meshObjectsBecomeFaults();
    void meshObjectsWithoutACounterpartAreNamed_data();
    void meshObjectsWithoutACounterpartAreNamed();
    void aWorkflowBecomesInstants();
    void aScheduleRepeats();
    void stepsOfAToolkitExperimentFollowEachOther();
    void podsOfAToolkitExperimentAreInstances();
    void toleratedValuesBecomeLines();
    void activitiesThatStandElsewhereAreFound();
    void whatCannotBeMappedStandsInTheDescription();
    void expectationsAboutFaultsThatAreGoneAreLeftOut();
    void toolkitExperimentsComeBackAsTheyWere();
    void meshWorkflowsComeBackAsTheyWere();
    void whatChaosMeshDoesNotKnowIsNamed();
    void whatWaitsForAnotherGetsAnInstant();
};

void ExchangeTest::meshObjectsBecomeFaults_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* kind, const QString& spec, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(kind) << spec << QString::fromLatin1(expected);
    };
    const QString payment = QString::fromLatin1(kPayment);
    row("a pod that fails", "PodChaos", payment + QLatin1String("action: pod-failure, mode: one, duration: 30s"),
        R"([{"name":"test","fault":"crash","target":"payment","mode":"one","at":"1m","for":"30s"}])");
    row("a pod that is killed", "PodChaos", payment + QLatin1String("action: pod-kill, mode: fixed, value: '2'"),
        R"([{"name":"test","fault":"crash","target":"payment","mode":"fixed","count":2,"at":"1m","for":"10s"}])");
    row("a share of the pods", "PodChaos",
        payment + QLatin1String("action: pod-failure, mode: fixed-percent, value: '40', duration: 30s"),
        R"([{"name":"test","fault":"crash","target":"payment","mode":"fixed-percent","share":"40%","at":"1m","for":"30s"}])");
    row("a node", "PodChaos",
        QLatin1String("selector: {nodes: [host-1]}, action: pod-failure, mode: all, duration: 1m30s"),
        R"([{"name":"test","fault":"crash","target":"host-1","at":"1m","for":"90s"}])");
    row("a namespace that is a zone", "PodChaos",
        QLatin1String("selector: {namespaces: [zone-b]}, action: pod-failure, mode: all, duration: 30s"),
        R"([{"name":"test","fault":"crash","target":"zone-b","at":"1m","for":"30s"}])");
    row("a label with words around the name", "PodChaos",
        QLatin1String(
            "selector: {labelSelectors: {app.kubernetes.io/name: Payment-service}}, action: pod-failure, mode: all"),
        R"([{"name":"test","fault":"crash","target":"payment","at":"1m"}])");
    row("stress", "StressChaos",
        payment + QLatin1String("mode: all, duration: 30s, stressors: {cpu: {workers: 2, load: 60}}"),
        R"([{"name":"test","fault":"capacity","target":"payment","taken":"60%","at":"1m","for":"30s"}])");
    row("slow disk", "IOChaos",
        QLatin1String("selector: {labelSelectors: {app: orders-db}}, mode: all, action: latency, delay: 10ms, percent: "
                      "50, volumePath: /d, duration: 30s"),
        R"([{"name":"test","fault":"slow-disk","target":"orders-db","factor":1,"extra":"10ms","affected":"50%","at":"1m","for":"30s"}])");
    row("full disk", "IOChaos",
        QLatin1String(
            "selector: {labelSelectors: {app: orders-db}}, mode: all, action: fault, errno: 28, duration: 30s"),
        R"([{"name":"test","fault":"disk-full","target":"orders-db","at":"1m","for":"30s"}])");
    row("failing reads", "IOChaos",
        QLatin1String("selector: {labelSelectors: {app: orders-db}}, mode: all, action: fault, errno: 5, percent: 20, "
                      "methods: [read], duration: 30s"),
        R"([{"name":"test","fault":"store-error","target":"orders-db","share":"20%","queries":"reads","at":"1m","for":"30s"}])");
    row("a clock that is behind", "TimeChaos",
        QLatin1String("selector: {labelSelectors: {app: orders}}, mode: all, timeOffset: -10m, duration: 30s"),
        R"([{"name":"test","fault":"clock-skew","target":"orders","offset":"10m","direction":"behind","at":"1m","for":"30s"}])");
    row("requests that are aborted", "HTTPChaos",
        payment + QLatin1String("mode: all, target: Request, port: 80, abort: true, duration: 30s"),
        R"([{"name":"test","fault":"error","target":"payment","requests":"100%","at":"1m","for":"30s"}])");
    row("answers that are replaced", "HTTPChaos",
        payment + QLatin1String("mode: all, target: Response, port: 80, replace: {code: 503}, duration: 30s"),
        R"([{"name":"test","fault":"error","target":"payment","requests":"100%","moment":"after","at":"1m","for":"30s"}])");
    row("requests that are delayed", "HTTPChaos",
        payment + QLatin1String("mode: all, target: Request, port: 80, delay: 300ms, duration: 30s"),
        R"([{"name":"test","fault":"slow","target":"payment","extra":"300ms","at":"1m","for":"30s"}])");
    row("packets that take longer", "NetworkChaos",
        payment + QLatin1String("mode: all, action: delay, delay: {latency: 90ms, jitter: 10ms, correlation: '25'}, direction: both, "
                                "target: {selector: {labelSelectors: {app: orders}}, mode: all}, duration: 30s"),
        R"([{"name":"test","fault":"latency","between":["payment"],"and":["orders"],"delay":"90ms","jitter":"10ms","correlation":"25%","at":"1m","for":"30s"}])");
    row("packets that get lost", "NetworkChaos", payment + QLatin1String("mode: all, action: loss, loss: {loss: '25'}, duration: 30s"),
        R"([{"name":"test","fault":"loss","between":["payment"],"direction":"to","loss":"25%","at":"1m","for":"30s"}])");
    row("a narrow way", "NetworkChaos",
        payment + QLatin1String("mode: all, action: bandwidth, bandwidth: {rate: 1mbps, limit: 2000000, buffer: 10000}, direction: from, duration: 30s"),
        R"([{"name":"test","fault":"bandwidth","between":["payment"],"direction":"from","rate":"8Mbps","limit":"2MB","at":"1m","for":"30s"}])");
    row("a partition", "NetworkChaos",
        payment + QLatin1String("mode: all, action: partition, direction: both, target: {selector: {labelSelectors: {app: orders}}, mode: all}, duration: 30s"),
        R"([{"name":"test","fault":"partition","between":["payment"],"and":["orders"],"at":"1m","for":"30s"}])");
    row("a name that is lost", "DNSChaos", payment + QLatin1String("mode: all, action: error, patterns: [\"payment.shop.svc*\"], duration: 30s"),
        R"([{"name":"test","fault":"dns-error","target":"payment","at":"1m","for":"30s"}])");
}

void ExchangeTest::meshObjectsBecomeFaults()
{
    QFETCH(QString, kind);
    QFETCH(QString, spec);
    QFETCH(QString, expected);

    const Imported imported = importInto(shopWith("[]"), "chaos-mesh",
                                         meshObject(kind.toStdString(), spec.toStdString()));

    QCOMPARE(faultsOf(imported), expected);
    QVERIFY2(!imported.has(ImportNote::Kind::Error) && !imported.has(ImportNote::Kind::Unmapped),
             qPrintable(notesOf(imported)));
}

void ExchangeTest::meshObjectsWithoutACounterpartAreNamed_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* kind, const QString& spec, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(kind) << spec << QString::fromLatin1(expected) + QLatin1Char('\n');
    };
    const QString payment = QString::fromLatin1(kPayment);
    row("memory", "StressChaos", payment + QLatin1String("mode: all, stressors: {memory: {workers: 1, size: 1GB}}"),
        "f:4:7: warning: /spec: cannot be mapped: StressChaos memory: memory that is taken at once is not known; the "
        "fault memory-leak "
        "fills it up bit by bit");
    row("the Java machine", "JVMChaos", payment + QLatin1String("mode: all, action: gc"),
        "f:4:7: warning: /spec: cannot be mapped: JVMChaos: it is below what is simulated");
    row("a name that nobody has", "PodChaos",
        QLatin1String("selector: {labelSelectors: {app: paymnet}}, mode: all, action: pod-failure"),
        "f:4:41: warning: /spec/selector/labelSelectors/app: cannot be mapped: there is no component, host or zone "
        "\"paymnet\"; did you mean "
        "\"payment\"?");
    row("another kind of object", "Deployment", QLatin1String("replicas: 3"),
        "f:2:7: warning: /kind: cannot be mapped: objects of the kind Deployment are none that we know");
    row("a fault that hits nothing here", "StressChaos",
        QLatin1String("selector: {labelSelectors: {app: orders-db}}, mode: all, stressors: {cpu: {workers: 1}}"),
        "f:4:82: note: /spec/stressors/cpu: its workers are taken to be as many as the cores, so that each worker of "
        "the component loses 100%\n"
        "f:4:7: warning: /spec: cannot be mapped: the fault hits nothing: expected gateway, service or orchestrator, "
        "\"orders-db\" is of kind database");
    row("times of day", "Schedule",
        payment + QLatin1String("schedule: '30 3 * * *', type: PodChaos, podChaos: {action: pod-kill}"),
        "f:4:62: warning: /spec/schedule: cannot be mapped: times of day are not simulated: expected \"@every\" and a "
        "time, or minutes, found "
        "\"30 3 * * *\"");
}

void ExchangeTest::meshObjectsWithoutACounterpartAreNamed()
{
    QFETCH(QString, kind);
    QFETCH(QString, spec);
    QFETCH(QString, expected);

    const Imported imported = importInto(shopWith("[]"), "chaos-mesh",
                                         meshObject(kind.toStdString(), spec.toStdString()));

    QCOMPARE(notesOf(imported), expected);
    QVERIFY(imported.isEmpty());
}

void ExchangeTest::aWorkflowBecomesInstants()
{
    const Imported imported = importInto(shopWith("[]"), "chaos-mesh", R"yaml(
apiVersion: chaos-mesh.org/v1alpha1
kind: Workflow
metadata: {name: both}
spec:
  entry: start
  templates:
    - {name: start, templateType: Serial, deadline: 10m, children: [wait, together, check, last]}
    - {name: wait, templateType: Suspend, deadline: 10s}
    - {name: together, templateType: Parallel, children: [one-down, stress]}
    - name: one-down
      templateType: PodChaos
      deadline: 20s
      podChaos: {action: pod-failure, mode: one, selector: {labelSelectors: {app: payment}}}
    - name: stress
      templateType: StressChaos
      deadline: 30s
      stressChaos: {mode: all, selector: {labelSelectors: {app: orders}}, stressors: {cpu: {workers: 1, load: 50}}}
    - {name: check, templateType: StatusCheck, statusCheck: {mode: Synchronous}}
    - name: last
      templateType: PodChaos
      deadline: 5s
      podChaos: {action: pod-failure, mode: all, selector: {labelSelectors: {app: orders}}}
)yaml");

    QCOMPARE(
        faultsOf(imported),
        QStringLiteral(R"([{"name":"one-down","fault":"crash","target":"payment","mode":"one","at":"70s","for":"20s"},)"
                       R"({"name":"stress","fault":"capacity","target":"orders","taken":"50%","at":"70s","for":"30s"},)"
                       R"({"name":"last","fault":"crash","target":"orders","at":"100s","for":"5s"}])"));
    QVERIFY2(notesOf(imported).contains(QStringLiteral("a template of the type StatusCheck without \"http\" and \"url\" asks nobody")),
             qPrintable(notesOf(imported)));
}

void ExchangeTest::aScheduleRepeats()
{
    const Imported imported = importInto(shopWith("[]"), "chaos-mesh",
                                         meshObject("Schedule",
                                                    "schedule: '@every 40s', concurrencyPolicy: Forbid, type: "
                                                    "PodChaos, podChaos: {action: pod-failure, mode: one, "
                                                    "duration: 10s, selector: {labelSelectors: {app: payment}}}"));

    QCOMPARE(faultsOf(imported),
             QStringLiteral(R"([{"name":"test","fault":"crash","target":"payment","mode":"one","at":"100s",)"
                            R"("for":"10s","every":"40s"}])"));
}

void ExchangeTest::stepsOfAToolkitExperimentFollowEachOther()
{
    const Imported imported = importInto(shopWith("[]"), "chaos-toolkit", R"json({
  "title": "Payment may fail", "description": "-",
  "method": [
    {"type": "action", "name": "kill payment", "pauses": {"before": 5, "after": 2.5},
     "provider": {"type": "stormglass", "fault": "crash", "target": "payment", "mode": "one", "for": "20s"}},
    {"type": "action", "name": "slow orders", "background": true,
     "provider": {"type": "stormglass", "fault": "slow", "target": "orders", "factor": 3, "for": "10s"}},
    {"type": "action", "name": "slow payment", "pauses": {"after": 3},
     "provider": {"type": "stormglass", "fault": "slow", "target": "payment", "factor": 2}}],
  "rollbacks": [{"type": "action", "name": "mend", "provider": {"type": "stormglass", "mend": "slow-payment"}}]
})json");

    QCOMPARE(faultsOf(imported),
             QStringLiteral(
                 R"([{"name":"kill-payment","fault":"crash","target":"payment","mode":"one","at":"65s","for":"20s"},)"
                 R"({"name":"slow-orders","fault":"slow","target":"orders","factor":3,"at":"87.5s","for":"10s"},)"
                 R"({"name":"slow-payment","fault":"slow","target":"payment","factor":2,"at":"87.5s","for":"3s"}])"));
    QCOMPARE(notesOf(imported), QString());
}

void ExchangeTest::podsOfAToolkitExperimentAreInstances()
{
    const Imported imported = importInto(shopWith("[]"), "chaos-toolkit", R"yaml(
title: Pods
description: "-"
method:
  - type: action
    name: terminate
    provider: {type: python, module: chaosk8s.pod.actions, func: terminate_pods, arguments: {label_selector: "app=payment", qty: 2}}
  - type: action
    name: restart
    provider: {type: process, path: kubectl, arguments: rollout restart}
)yaml");

    QCOMPARE(faultsOf(imported),
             QStringLiteral(R"([{"name":"terminate","fault":"crash","target":"payment","mode":"fixed","count":2,)"
                            R"("at":"1m","for":"10s"}])"));
    QCOMPARE(
        notesOf(imported),
        QStringLiteral("f:5:5: note: /method/0: a pod that was terminated is taken to be back after 10s\n"
                       "f:8:5: warning: /method/1: cannot be mapped: the process action has no counterpart; an action "
                       "with the provider {\"type\": \"stormglass\", \"fault\": ...} would be\n"));
}

void ExchangeTest::toleratedValuesBecomeLines()
{
    const Imported imported = importInto(shopWith("[]"), "chaos-toolkit", R"json({
  "title": "Steady", "description": "-", "method": [],
  "runtime": {"hypothesis": {"strategy": "continuously"}},
  "steady-state-hypothesis": {"title": "-", "probes": [
    {"type": "probe", "name": "a", "tolerance": true, "provider": {"type": "stormglass", "expect": "accepted(order) >= 99%"}},
    {"type": "probe", "name": "b", "tolerance": [0, 0.8], "provider": {"type": "stormglass", "measure": "p99(order.ack)"}},
    {"type": "probe", "name": "c", "tolerance": {"type": "range", "range": [0.9, 1]}, "provider": {"type": "stormglass", "measure": "success(order)"}},
    {"type": "probe", "name": "d", "tolerance": 0, "provider": {"type": "stormglass", "measure": "inconsistent(sagas)"}},
    {"type": "probe", "name": "e", "tolerance": 200, "provider": {"type": "http", "url": "http://payment/health"}}]}
})json");

    QVERIFY(imported.experiment.has_value());
    QStringList lines;
    for (const spec::HypothesisLine& line : imported.experiment->hypothesis)
        lines.append(QString::fromStdString(line.that));
    QCOMPARE(lines,
             QStringList({QStringLiteral("accepted(order) >= 99%"), QStringLiteral("p99(order.ack) <= 800ms"),
                          QStringLiteral("success(order) >= 90%"), QStringLiteral("success(order) <= 100%"),
                          QStringLiteral("inconsistent(sagas) == 0")}));
    QCOMPARE(imported.experiment->strategy, spec::HypothesisStrategy::Continuously);
    QVERIFY2(notesOf(imported).contains(
                 QStringLiteral("/steady-state-hypothesis/probes/4: cannot be mapped: the http probe")),
             qPrintable(notesOf(imported)));
}

void ExchangeTest::activitiesThatStandElsewhereAreFound()
{
    const Imported imported = importInto(shopWith("[]"), "chaos-toolkit", R"json({
  "title": "Twice", "description": "-", "method": [
    {"type": "action", "name": "kill", "provider": {"type": "stormglass", "fault": "crash", "target": "payment", "for": "5s"}},
    {"ref": "kill"}, {"ref": "kil"}]
})json");

    QCOMPARE(faultsOf(imported),
             QStringLiteral(R"([{"name":"kill","fault":"crash","target":"payment","at":"1m","for":"5s"},)"
                            R"({"name":"kill-2","fault":"crash","target":"payment","at":"65s","for":"5s"}])"));
    QCOMPARE(notesOf(imported), QStringLiteral("f:4:30: /method/2/ref: there is no activity of this name\n"));
}

void ExchangeTest::whatCannotBeMappedStandsInTheDescription()
{
    const spec::Scenario shop = shopWith("[]");
    Imported imported = importInto(
        shop, "chaos-mesh",
        meshObject("PodChaos", std::string(kPayment) + "action: pod-failure, mode: one, duration: 30s") + "---\n"
            + meshObject("JVMChaos", "action: gc"));

    const spec::Scenario changed = withImport(shop, imported, "test.yaml (chaos-mesh)");

    QCOMPARE(changed.chaos.size(), 1U);
    QCOMPARE(changed.description,
             std::string("Its faults were imported from test.yaml (chaos-mesh). Not mapped: /spec: JVMChaos: it is "
                         "below what is simulated."));
    QVERIFY(!validateScenario(changed).hasErrors());
}

void ExchangeTest::expectationsAboutFaultsThatAreGoneAreLeftOut()
{
    spec::Scenario shop = shopWith(
        R"([{"name": "old", "fault": "crash", "target": "payment", "at": "1m", "for": "5s"}])");
    shop.expect.push_back({.that = "recovery(after: old) < 30s", .designs = {}, .during = {}});
    shop.expect.push_back({.that = "accepted(order) > 90%", .designs = {}, .during = "fault"});
    Imported imported = importInto(
        shop, "chaos-mesh",
        meshObject("PodChaos", std::string(kPayment) + "action: pod-failure, mode: one, duration: 30s"));

    const spec::Scenario changed = withImport(shop, imported, "test.yaml");

    QCOMPARE(changed.expect.size(), 1U);
    QCOMPARE(notesOf(imported),
             QStringLiteral("f: warning: cannot be mapped: the expectation \"recovery(after: old) < 30s\" of the "
                            "scenario: unknown fault \"old\"\n"));
    QVERIFY(!validateScenario(changed).hasErrors());
}

void ExchangeTest::toolkitExperimentsComeBackAsTheyWere()
{
    const spec::Scenario shop = shopWith(
        R"json([
      {"name": "first", "fault": "crash", "target": "payment", "mode": "fixed", "count": 2, "at": "1m", "for": "20s"},
      {"name": "drawn", "fault": "surge", "factor": 3, "at": "100s", "within": "20s", "for": "10s", "ramp": "5s"},
      {"name": "second", "fault": "pool-exhaustion", "target": "orders-db", "after": "first", "at": "5s", "for": "10s"},
      {"name": "often", "fault": "slow", "target": "orders", "extra": "exponential(2ms)", "at": "90s", "for": "2s", "every": "10s", "times": 3}
    ])json",
        R"json({"title": "All of it", "hypothesis": [{"that": "accepted(order) >= 99%"},
      {"that": "p99(order.ack) < 1s", "designs": ["sync"]}], "strategy": "continuously", "frequency": "2s", "recovery": "30s", "abort_after": "10s"})json");

    const Exported exported = exportChaosToolkit(shop);
    const Imported imported = importInto(shop, "chaos-toolkit", exported.text);

    QCOMPARE(notesOf(imported), QString());
    QVERIFY2(sortedByName(imported.faults) == sortedByName(shop.chaos), qPrintable(faultsOf(imported)));
    QVERIFY(imported.experiment == shop.experiment);
    QCOMPARE(exported.faults, 4U);
}

void ExchangeTest::meshWorkflowsComeBackAsTheyWere()
{
    const spec::Scenario shop = shopWith(R"json([
      {"name": "crash", "fault": "crash", "target": "payment", "mode": "fixed", "count": 2, "at": "1m", "for": "20s"},
      {"name": "zone", "fault": "crash", "target": "zone-a", "at": "1m", "for": "1500ms"},
      {"name": "host", "fault": "crash", "target": "host-2", "at": "70s"},
      {"name": "stress", "fault": "capacity", "target": "payment", "mode": "random-max-percent", "share": "70%", "taken": "40%", "at": "61s", "for": "20s"},
      {"name": "disk", "fault": "slow-disk", "target": "orders-db", "factor": 1, "extra": "10ms", "affected": "50%", "at": "1m", "for": "5s"},
      {"name": "full", "fault": "disk-full", "target": "orders-db", "at": "2m", "for": "5s"},
      {"name": "reads", "fault": "store-error", "target": "orders-db", "share": "5%", "queries": "reads", "at": "1m", "for": "5s"},
      {"name": "clock", "fault": "clock-skew", "target": "orders", "offset": "10m", "direction": "behind", "at": "1m", "for": "5s"},
      {"name": "errors", "fault": "error", "target": "payment", "requests": "100%", "moment": "after", "at": "1m", "for": "5s"},
      {"name": "delay", "fault": "slow", "target": "payment", "extra": "250ms", "at": "1m", "for": "5s"},
      {"name": "late", "fault": "latency", "between": ["payment"], "and": ["orders"], "delay": "90ms", "jitter": "10ms", "correlation": "25%", "at": "1m", "for": "5s"},
      {"name": "lossy", "fault": "loss", "between": ["zone-a"], "direction": "to", "loss": "2.5%", "at": "1m", "for": "5s"},
      {"name": "narrow", "fault": "bandwidth", "between": ["payment"], "direction": "from", "rate": "8Mbps", "limit": "2MB", "at": "1m", "for": "5s"},
      {"name": "cut", "fault": "partition", "between": ["payment"], "and": ["host-2"], "at": "1m", "for": "5s"},
      {"name": "often", "fault": "crash", "target": "payment", "mode": "one", "at": "1m", "for": "2s", "every": "10s", "times": 3}
    ])json");

    const Exported exported = exportChaosMesh(shop);
    const Imported imported = importInto(shop, "chaos-mesh", exported.text);

    QCOMPARE(exported.faults, shop.chaos.size());
    QVERIFY2(!imported.has(ImportNote::Kind::Error) && !imported.has(ImportNote::Kind::Unmapped),
             qPrintable(notesOf(imported)));
    QCOMPARE(faultsOf(imported), QString::fromStdString(toText(shop.chaos)));
}

void ExchangeTest::whatChaosMeshDoesNotKnowIsNamed()
{
    const Exported exported = exportChaosMesh(shopWith(R"json([
      {"name": "pause", "fault": "pause", "target": "payment", "at": "1m", "for": "20s"},
      {"name": "drawn", "fault": "crash", "target": "payment", "at": "1m", "within": "10s", "for": "20s"},
      {"name": "some", "fault": "error", "target": "payment", "requests": "10%", "at": "1m", "for": "20s"}
    ])json"));

    QCOMPARE(exported.faults, 0U);
    QCOMPARE(exported.unmapped,
             (std::vector<std::string>{"/chaos/0: Chaos Mesh has no counterpart of the kind pause",
                                       "/chaos/1: Chaos Mesh does not know times that are drawn",
                                       "/chaos/2: HTTPChaos fails all requests, not a share of them"}));
    QVERIFY(
        exported.text.starts_with("# cannot be mapped: /chaos/0: Chaos Mesh has no counterpart of the kind pause\n"));
}

void ExchangeTest::whatWaitsForAnotherGetsAnInstant()
{
    const spec::Scenario shop = shopWith(R"json([
      {"name": "first", "fault": "crash", "target": "payment", "at": "1m", "for": "20s"},
      {"name": "second", "fault": "crash", "target": "orders", "after": "first", "at": "5s", "for": "10s"}
    ])json");

    const Imported imported = importInto(shop, "chaos-mesh", exportChaosMesh(shop).text);

    QCOMPARE(imported.faults.back().timing.at, Duration{85s});
    QCOMPARE(imported.faults.back().timing.after, std::string());
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::ExchangeTest)
#include "tst_exchange.moc"
