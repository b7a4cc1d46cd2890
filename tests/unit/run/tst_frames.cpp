// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run shows of itself agrees with its result, and changes nothing about it.
#include "scenarios/file_text.h"
#include "tests/unit/run/watched_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace stormglass {

using namespace test;
using results::Frame;
using results::RunEvent;
using results::SubjectKind;

namespace {

const std::vector<std::string> kShort{"run/duration=20s", "run/warm_up=3s", "run/drain=1m", "chaos/kill-payment/at=8s",
                                      "chaos/kill-payment/for=4s"};

const std::string& watchedOrderFlow()
{
    static const std::string text = readFileText(STORMGLASS_SCENARIO_LIBRARY "/ecommerce-order-flow.json", 1 << 20).value();
    return text;
}

template <class Counter>
std::uint64_t sumOfStates(const WatchedRun& run, Counter counter)
{
    std::uint64_t sum = 0;
    for (const Frame& frame : run.frames)
        sum += counter(frame);
    return sum;
}

std::uint64_t total(const std::vector<results::CauseCount>& counts)
{
    std::uint64_t sum = 0;
    for (const results::CauseCount& each : counts)
        sum += each.count;
    return sum;
}

/// Over the frames that begin after the warm-up, which the metrics are about.
template <class Counter>
std::uint64_t measuredSumOf(const WatchedRun& run, Counter counter)
{
    return sumOfStates(run, [&](const Frame& frame) { return frame.at - frame.span >= 3 - 1e-9 ? counter(frame) : 0; });
}

using HitName = std::tuple<std::string, SubjectKind, std::string>;

}  // namespace

class FramesTest : public QObject {
    Q_OBJECT

private slots:
    void whoIsWatchedRunsAsEver_data();
    void whoIsWatchedRunsAsEver();
    void framesFollowEachOtherWithoutGaps();
    void countsOfComponentsAddUpToTheResult();
    void countsOfChannelsAndFlowsAddUpToTheBooks();
    void trafficIsWhatWasSentAndDelivered();
    void impactsComeInTheOrderOfTheCascade_data();
    void impactsComeInTheOrderOfTheCascade();
    void whatIsToldDoesNotDependOnTheSpan();
    void eventsTellOfFaultsInstancesAndLimits();
    void brokersAndStoresHaveInstancesToo();
    void brokersTellOfTheirAlarms();
    void sharedCoresAreWatchedWithoutANoticeableChange();
    void whoLooksAtNoSpanSeesNothing();
};

void FramesTest::whoIsWatchedRunsAsEver_data()
{
    QTest::addColumn<QString>("design");
    for (const char* design : {"sync", "choreography", "orchestration"})
        QTest::newRow(design) << QString::fromLatin1(design);
}

void FramesTest::whoIsWatchedRunsAsEver()
{
    QFETCH(QString, design);
    const RunRequest request{.design = design.toStdString()};

    results::RunResult unseen = runText(watchedOrderFlow(), request, kShort);

    QVERIFY2(unseen.failures.empty(), failuresOf(unseen).c_str());
    for (const Duration span : {Duration{7ms}, Duration{100ms}, Duration{3s}}) {
        const WatchedRun seen = watchText(watchedOrderFlow(), request, span, kShort);
        QCOMPARE(seen.result.fingerprint, unseen.fingerprint);
        QCOMPARE(seen.result.events, unseen.events);
        QCOMPARE(seen.result.ledgers, unseen.ledgers);
    }
}

void FramesTest::framesFollowEachOtherWithoutGaps()
{
    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "choreography"}, 250ms, kShort);

    double at = 0;
    for (const Frame& frame : run.frames) {
        QVERIFY(std::abs(frame.at - frame.span - at) < 1e-9);
        QVERIFY(frame.span > 0 && frame.span <= 0.25 + 1e-9);
        QCOMPARE(frame.components.size(), run.roster.components.size());
        QCOMPARE(frame.channels.size(), run.roster.channels.size());
        QCOMPARE(frame.flows.size(), run.roster.flows.size());
        at = frame.at;
    }
    QCOMPARE(at, run.result.simulatedSeconds);
}

void FramesTest::countsOfComponentsAddUpToTheResult()
{
    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "choreography"}, 100ms, kShort);

    for (const char* name : {"api-gateway", "order-service", "payment-service", "analytics-service", "payments-db"}) {
        const std::size_t place = run.component(name);
        const auto figure = [&](const char* metric) {
            return static_cast<std::uint64_t>(figureOf(run.result, std::string(name) + '.' + metric));
        };
        QCOMPARE(measuredSumOf(run, [&](const Frame& frame) { return frame.components[place].arrivals; }), figure("arrivals"));
        QCOMPARE(measuredSumOf(run, [&](const Frame& frame) { return frame.components[place].served; }), figure("served"));
        QCOMPARE(measuredSumOf(run, [&](const Frame& frame) { return total(frame.components[place].drops); }), figure("dropped"));
    }
    const std::size_t gateway = run.component("api-gateway");  // consumers have not found together by the end of the warm-up
    QVERIFY(sumOfStates(run, [&](const Frame& frame) { return frame.components[gateway].arrivals; })
            > measuredSumOf(run, [&](const Frame& frame) { return frame.components[gateway].arrivals; }) + 500);
}

void FramesTest::countsOfChannelsAndFlowsAddUpToTheBooks()
{
    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "choreography"}, 130ms, kShort);

    for (std::size_t i = 0; i < run.roster.channels.size(); ++i) {
        const std::string& name = run.roster.channels[i];
        QCOMPARE(sumOfStates(run, [&](const Frame& frame) { return frame.channels[i].published; }),
                 static_cast<std::uint64_t>(figureOf(run.result, name + ".published")));
        QCOMPARE(sumOfStates(run, [&](const Frame& frame) { return frame.channels[i].delivered; }), accountOf(run.result, name, "delivered"));
        QCOMPARE(sumOfStates(run, [&](const Frame& frame) { return frame.channels[i].redelivered; }),
                 static_cast<std::uint64_t>(figureOf(run.result, name + ".redelivered")));
        QCOMPARE(sumOfStates(run, [&](const Frame& frame) { return total(frame.channels[i].losses); }),
                 static_cast<std::uint64_t>(figureOf(run.result, name + ".lost")));
    }
    const auto ledger = std::ranges::find(run.result.ledgers, SubjectKind::Flow, &results::Ledger::kind);
    QVERIFY(ledger != run.result.ledgers.end());
    QCOMPARE(sumOfStates(run, [](const Frame& frame) { return frame.flows[0].started; }), ledger->in);
    QCOMPARE(sumOfStates(run, [](const Frame& frame) { return frame.flows[0].completed; }), accountOf(run.result, "order", "completed"));
    QCOMPARE(sumOfStates(run, [](const Frame& frame) { return frame.flows[0].inconsistent; }), accountOf(run.result, "order", "inconsistent"));
    QCOMPARE(sumOfStates(run, [](const Frame& frame) { return frame.flows[0].compensated; }), accountOf(run.result, "order", "compensated"));
    QCOMPARE(sumOfStates(run, [](const Frame& frame) { return frame.flows[0].accepted + frame.flows[0].refused; }), ledger->in);
    // A flow counts when it is complete, not when its consumers commit what they have read, every five seconds.
    for (std::size_t i = 50; i < 60; ++i)
        QVERIFY(run.frames[i].flows[0].completed > 0);
    QVERIFY(run.frames[55].flows[0].completionP99 > run.frames[55].flows[0].completionP50);
    QVERIFY(run.frames[55].flows[0].acknowledgementP99 > run.frames[55].flows[0].acknowledgementP50);
    QVERIFY(run.frames[55].flows[0].completionP99 > run.frames[55].flows[0].completionP50);
}

void FramesTest::trafficIsWhatWasSentAndDelivered()
{
    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "orchestration"}, 100ms, kShort);

    const std::size_t channels = run.roster.components.size();
    const std::uint64_t started = sumOfStates(run, [](const Frame& frame) { return frame.flows[0].started; });
    QCOMPARE(run.trafficBetween(run.component("web-app"), run.component("api-gateway")), started);
    QCOMPARE(run.trafficBetween(run.component("api-gateway"), run.component("order-service")), started);
    const std::size_t replies = run.channel("order-replies");
    QCOMPARE(run.trafficBetween(channels + replies, run.component("order-orchestrator")),
             sumOfStates(run, [&](const Frame& frame) { return frame.channels[replies].delivered + frame.channels[replies].redelivered; }));
    const std::size_t commands = run.channel("order-commands-payment-service");
    QCOMPARE(run.trafficBetween(run.component("order-orchestrator"), channels + commands),
             sumOfStates(run, [&](const Frame& frame) { return frame.channels[commands].published; }));
    QVERIFY(run.trafficBetween(run.component("payment-service"), run.component("payments-db")) > 0);
    QCOMPARE(run.trafficBetween(run.component("web-app"), run.component("order-service")), 0U);
}

void FramesTest::impactsComeInTheOrderOfTheCascade_data() { whoIsWatchedRunsAsEver_data(); }

void FramesTest::impactsComeInTheOrderOfTheCascade()
{
    QFETCH(QString, design);

    const WatchedRun run = watchText(watchedOrderFlow(), {.design = design.toStdString()}, 50ms, kShort);

    QCOMPARE(run.result.cascades.size(), 1U);
    const results::Cascade& cascade = run.result.cascades.front();
    std::vector<HitName> expected;
    for (const results::Hit& hit : cascade.hits)
        expected.emplace_back(cascade.fault, hit.kind, hit.subject);
    std::vector<HitName> told;
    for (const results::Impact& impact : run.impacts())
        told.emplace_back(impact.fault, impact.kind, impact.subject);
    QVERIFY(told.size() > 1);
    QCOMPARE(told, expected);
    for (std::size_t i = 0; i < told.size(); ++i) {
        QCOMPARE(run.impacts()[i].by, cascade.hits[i].by);
        QCOMPARE(run.impacts()[i].at, cascade.hits[i].breaches.front().at);
    }
}

void FramesTest::whatIsToldDoesNotDependOnTheSpan()
{
    const WatchedRun fine = watchText(watchedOrderFlow(), {.design = "sync"}, 20ms, kShort);
    const WatchedRun coarse = watchText(watchedOrderFlow(), {.design = "sync"}, 1s, kShort);

    QVERIFY(fine.impacts() == coarse.impacts());
    const auto sorted = [](std::vector<RunEvent> events) {
        std::ranges::sort(events, {}, [](const RunEvent& event) { return std::tuple(event.at, event.kind, event.subject, event.text); });
        return events;
    };
    QVERIFY(sorted(fine.events()) == sorted(coarse.events()));
}

void FramesTest::eventsTellOfFaultsInstancesAndLimits()
{
    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "sync"}, 100ms, kShort);

    const std::vector<RunEvent> events = run.events();
    const auto instantOf = [&](RunEvent::Kind kind, const std::string& subject) {
        const auto found = std::ranges::find_if(events, [&](const RunEvent& event) { return event.kind == kind && event.subject == subject; });
        return found == events.end() ? -1 : found->at;
    };
    QCOMPARE(instantOf(RunEvent::Kind::FaultBegan, "kill-payment"), 8.0);
    QCOMPARE(instantOf(RunEvent::Kind::FaultEnded, "kill-payment"), 12.0);
    QCOMPARE(instantOf(RunEvent::Kind::InstanceDown, "payment-service"), 8.0);
    QVERIFY(instantOf(RunEvent::Kind::InstanceUp, "payment-service") >= 12.0);
    QVERIFY(instantOf(RunEvent::Kind::LimitExceeded, "order") >= 8.0);
    QVERIFY(instantOf(RunEvent::Kind::LimitKept, "order") > instantOf(RunEvent::Kind::LimitExceeded, "order"));
    const std::size_t payment = run.component("payment-service");
    const auto downFrame = std::ranges::find_if(run.frames, [](const Frame& frame) { return frame.at > 9; });
    QVERIFY(downFrame->components[payment].up < run.frames.front().components[payment].up);
    QCOMPARE(downFrame->components[payment].instances, run.frames.front().components[payment].instances);
}

void FramesTest::brokersAndStoresHaveInstancesToo()
{
    std::vector<std::string> overrides = kShort;
    overrides.emplace_back(R"(chaos=[{"name": "kill-node", "fault": "crash", "target": "kafka", "mode": "one", "at": "8s", "for": "4s"},
                                     {"name": "kill-db", "fault": "crash", "target": "payments-db", "at": "9s", "for": "1s"}])");
    overrides.erase(overrides.begin() + 3, overrides.begin() + 5);
    overrides.emplace_back("expect=[]");

    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "choreography"}, 100ms, overrides);

    QVERIFY2(run.result.failures.empty(), failuresOf(run.result).c_str());
    const auto frame = std::ranges::find_if(run.frames, [](const Frame& each) { return each.at > 9.5; });
    QCOMPARE(frame->components[run.component("kafka")].up, 2);
    QCOMPARE(frame->components[run.component("payments-db")].up, 0);
    QCOMPARE(run.frames.back().components[run.component("kafka")].up, 3);
    QCOMPARE(run.frames.back().components[run.component("web-app")].up, run.frames.back().components[run.component("web-app")].instances);
    const std::vector<RunEvent> events = run.events();
    QVERIFY(std::ranges::any_of(events, [](const RunEvent& event) {
        return event.kind == RunEvent::Kind::InstanceDown && event.subject == "kafka" && event.text.starts_with("kafka/") && event.text.ends_with(" is down");
    }));
}

void FramesTest::brokersTellOfTheirAlarms()
{
    const std::string text = readFileText(STORMGLASS_SCENARIO_LIBRARY "/memory-alarm.json", 1 << 20).value();

    const WatchedRun run = watchText(text, {.design = "as-installed"}, 500ms, {"expect=[]"});

    QVERIFY2(run.result.failures.empty(), failuresOf(run.result).c_str());
    std::vector<RunEvent> told = run.events();
    std::erase_if(told, [](const RunEvent& event) { return event.subject != "rabbitmq"; });
    const auto isOver = [](const RunEvent& event) { return event.kind == RunEvent::Kind::LimitKept; };
    QVERIFY(std::ranges::is_sorted(told, {}, &RunEvent::at));
    QCOMPARE(told.front().text, std::string("rabbitmq/1: memory alarm, 601 MB in use, limit 600 MB"));
    QCOMPARE(told.back().text, std::string("rabbitmq/3: memory alarm is over, 583 MB in use, limit 600 MB"));
    QCOMPARE(2 * static_cast<std::size_t>(std::ranges::count_if(told, isOver)), told.size());
}

void FramesTest::sharedCoresAreWatchedWithoutANoticeableChange()
{
    // Work on shared cores is SimGrid's: the run waits for it between its events.
    std::vector<std::string> overrides = kShort;
    overrides.emplace_back("topology/components/payment-service/cpu=shared");
    overrides.emplace_back("run/duration=12s");

    const results::RunResult unseen = runText(watchedOrderFlow(), {.design = "sync"}, overrides);
    const WatchedRun seen = watchText(watchedOrderFlow(), {.design = "sync"}, 10ms, overrides);

    QVERIFY2(unseen.failures.empty(), failuresOf(unseen).c_str());
    QCOMPARE(seen.result.fingerprint, unseen.fingerprint);
    QVERIFY(seen.frames.size() > 1000);
}

void FramesTest::whoLooksAtNoSpanSeesNothing()
{
    const WatchedRun run = watchText(watchedOrderFlow(), {.design = "sync"}, 0s, kShort);

    QVERIFY(run.frames.empty());
    QVERIFY(run.roster.components.empty());
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::FramesTest)
#include "tst_frames.moc"
