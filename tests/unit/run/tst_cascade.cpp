// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is told to have been hit by a fault, in what order and by which path.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace stormglass {

using namespace test;
using results::Cascade;
using results::Hit;
using results::ImpactPath;
using results::Limit;
using results::SubjectKind;

namespace {

/// web -> front -> middle -> back, ten requests a second at equal gaps, 10 ms of work at each.
constexpr const char* kChain = R"json({
  "format": "stormglass/1",
  "name": "chain",
  "topology": {
    "network": {"same_host": "0s", "same_zone": "1ms", "between_zones": "1ms"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "front", "kind": "service", "operations": [{"name": "ask", "program": [
        {"do": "work", "time": "10ms"}, {"do": "call", "component": "middle", "operation": "ask", "policy": {"timeout": "1s"}}]}]},
      {"name": "middle", "kind": "service", "operations": [{"name": "ask", "program": [
        {"do": "work", "time": "10ms"}, {"do": "call", "component": "back", "operation": "ask", "policy": {"timeout": "500ms"}}]}]},
      {"name": "back", "kind": "service", "operations": [{"name": "ask", "program": [{"do": "work", "time": "10ms"}]}]},
      {"name": "aside", "kind": "service", "operations": [{"name": "ask", "program": [{"do": "work", "time": "10ms"}]}]}
    ]
  },
  "workload": [
    {"name": "asking", "client": "web", "component": "front", "operation": "ask", "arrivals": "constant", "rate": "10/s"},
    {"name": "looking", "client": "web", "component": "aside", "operation": "ask", "arrivals": "constant", "rate": "10/s"}
  ],
  "chaos": [{"name": "kill-back", "fault": "crash", "target": "back", "at": "10s", "for": "5s"}],
  "run": {"duration": "30s", "warm_up": "2s", "drain": "10s"}
})json";

const Hit* findHit(const Cascade& cascade, const std::string& subject)
{
    const auto found = std::ranges::find(cascade.hits, subject, &Hit::subject);
    return found == cascade.hits.end() ? nullptr : &*found;
}

bool hasBreach(const Hit& hit, Limit limit)
{
    return std::ranges::find(hit.breaches, limit, &results::Breach::limit) != hit.breaches.end();
}

}  // namespace

class CascadeTest : public QObject {
    Q_OBJECT

private slots:
    void theVictimIsFirstAndItsCallersFollowInOrder();
    void whoHasNothingToDoWithItIsNotNamed();
    void whatBecameOfTheFlowsIsCounted();
    void ofASurgeTheFlowsAreCountedToo();
    void withoutFaultsThereIsNoCascade();
    void aFaultThatLastsLeavesThingsWrong();
    void eachFaultHasItsOwn();
    void eachIsPutDownToTheNearestOfFaultsUnderWay_data();
    void eachIsPutDownToTheNearestOfFaultsUnderWay();
    void whatTalksOverABrokenWayIsHitByIt();
    void whatIsOutOfReachIsCountedApart();
};

void CascadeTest::theVictimIsFirstAndItsCallersFollowInOrder()
{
    const results::RunResult result = runText(kChain, {});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(result.cascades.size(), 1U);
    const Cascade& cascade = result.cascades.front();
    QCOMPARE(cascade.begin, 10.0);
    QCOMPARE(cascade.end, 15.0);
    QCOMPARE(cascade.hits.front().subject, std::string("back"));
    QCOMPARE(cascade.hits.front().by, ImpactPath::Fault);
    QVERIFY(hasBreach(cascade.hits.front(), Limit::Errors));

    const Hit* asking = findHit(cascade, "asking");
    QVERIFY(asking != nullptr);
    QCOMPARE(asking->kind, SubjectKind::Flow);
    QCOMPARE(asking->by, ImpactPath::Call);
    QVERIFY(hasBreach(*asking, Limit::Errors));
    // Its process is gone, so the port is closed: the first refusal is there a few milliseconds after the next request.
    QVERIFY(cascade.detection > 0 && cascade.detection < 0.2);
}

void CascadeTest::whoHasNothingToDoWithItIsNotNamed()
{
    const results::RunResult result = runText(kChain, {});

    QVERIFY(findHit(result.cascades.front(), "aside") == nullptr);
    QVERIFY(findHit(result.cascades.front(), "looking") == nullptr);
}

void CascadeTest::whatBecameOfTheFlowsIsCounted()
{
    const results::RunResult result = runText(kChain, {});

    const Cascade& cascade = result.cascades.front();
    QCOMPARE(cascade.offered, 50U);  // five seconds at 10/s; the other workload is out of its reach
    QVERIFY(cascade.lost >= 49 && cascade.lost <= 51);
    QCOMPARE(cascade.late, 0U);
    QCOMPARE(cascade.stuck, 0U);
    QVERIFY(cascade.leftovers.empty());
}

void CascadeTest::ofASurgeTheFlowsAreCountedToo()
{
    const results::RunResult result
        = runText(kChain, {}, {R"(chaos=[{"name": "sale", "fault": "surge", "factor": 2, "at": "10s", "for": "5s"}])"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const std::uint64_t offered = result.cascades.front().offered;  // five seconds of two workloads at twice 10/s
    QVERIFY2(offered >= 195 && offered <= 205, std::to_string(offered).c_str());
}

void CascadeTest::withoutFaultsThereIsNoCascade()
{
    const results::RunResult result = runText(kChain, {}, {"chaos=[]"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY(result.cascades.empty());
}

void CascadeTest::aFaultThatLastsLeavesThingsWrong()
{
    const results::RunResult result = runText(kChain, {}, {"chaos/kill-back/for=0s"});

    const Cascade& cascade = result.cascades.front();
    QVERIFY(std::isnan(cascade.end));
    QVERIFY(std::isnan(cascade.recovery));
    QCOMPARE(cascade.offered, 200U);  // twenty seconds
}

void CascadeTest::eachFaultHasItsOwn()
{
    const results::RunResult result
        = runText(kChain, {},
                  {R"(chaos=[{"name": "first", "fault": "crash", "target": "back", "at": "10s", "for": "2s"},
                            {"name": "second", "fault": "crash", "target": "aside", "at": "20s", "for": "2s"}])"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(result.cascades.size(), 2U);
    QVERIFY(findHit(result.cascades[0], "asking") != nullptr);
    QVERIFY(findHit(result.cascades[0], "looking") == nullptr);
    QCOMPARE(result.cascades[1].hits.front().subject, std::string("aside"));
    QVERIFY(findHit(result.cascades[1], "looking") != nullptr);
    QVERIFY(findHit(result.cascades[1], "asking") == nullptr);
}

void CascadeTest::eachIsPutDownToTheNearestOfFaultsUnderWay_data()
{
    QTest::addColumn<std::string>("at");

    QTest::newRow("two at once") << std::string("10s");
    QTest::newRow("the second begins while the first lasts") << std::string("12s");
}

void CascadeTest::eachIsPutDownToTheNearestOfFaultsUnderWay()
{
    QFETCH(std::string, at);

    // The first comes and goes, so that its effects begin anew while the second is under way.
    const results::RunResult result = runText(
        kChain, {},
        {R"(chaos=[{"name": "first", "fault": "crash", "target": "back", "at": "10s", "for": "1s", "every": "4s", "times": 3},
                   {"name": "second", "fault": "crash", "target": "aside", "at": ")" + at + R"(", "for": "9s"}])"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(result.cascades.size(), 2U);
    for (const char* near : {"back", "asking"}) {
        QVERIFY2(findHit(result.cascades[0], near) != nullptr, near);
        QVERIFY2(findHit(result.cascades[1], near) == nullptr, near);
    }
    QVERIFY(findHit(result.cascades[0], "looking") == nullptr);
    QVERIFY(findHit(result.cascades[1], "looking") != nullptr);
}

void CascadeTest::whatTalksOverABrokenWayIsHitByIt()
{
    const results::RunResult result = runText(
        kChain, {},
        {R"(chaos=[{"name": "cut", "fault": "partition", "between": ["front"], "and": ["middle"], "at": "10s", "for": "5s"}])"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const Cascade& cascade = result.cascades.front();
    const Hit& way = cascade.hits.front();
    QVERIFY(way.kind == SubjectKind::Fault && way.by == ImpactPath::Fault);
    QCOMPARE(way.subject, std::string("the way between front and middle"));
    for (const char* end : {"front", "middle"}) {
        const Hit* hit = findHit(cascade, end);
        QVERIFY2(hit != nullptr, end);
        QVERIFY(hit->by == ImpactPath::Network && hit->from == way.subject);
    }
    const Hit* back = findHit(cascade, "back");
    QVERIFY(back != nullptr && back->by == ImpactPath::Call);
    QCOMPARE(back->from, std::string("middle"));
    QVERIFY(findHit(cascade, "aside") == nullptr);
}

void CascadeTest::whatIsOutOfReachIsCountedApart()
{
    const results::RunResult result = runText(
        kChain, {}, {R"(chaos=[{"name": "kill-aside", "fault": "crash", "target": "aside", "at": "10s", "for": "5s"}])"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const Cascade& cascade = result.cascades.front();
    QCOMPARE(cascade.begun, 100U);
    QCOMPARE(cascade.offered, 50U);
    QCOMPARE(cascade.unreached, std::vector<std::string>{"asking"});
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::CascadeTest)
#include "tst_cascade.moc"
