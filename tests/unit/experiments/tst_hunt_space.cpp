// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/hunt_space.h"

#include "models/experiments/hunt_ranking.h"
#include "models/experiments/judged_expectations.h"
#include "tests/unit/experiments/small_system.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::experiments;
using test::crash;

class HuntSpaceTest : public QObject {
    Q_OBJECT

private slots:
    void oneOfLikePlacesIsEnough();
    void namedPlacesAreAllWanted();
    void twoFaultsMeetInFiveWays();
    void nothingFollowsAFaultWithoutAnEnd();
    void nothingBeginsAfterTheLastRequest();
    void earlierEndMendsEverythingAtOnce();
    void lastFaultHasTheKnownName();
    void stressIsTheWayToTheThreshold();
    void setsThatCouldBreakSomethingNewComeFirst();
    void newsIsWhatNothingBreaks();
    void setsWithAPartThatBreaksAllAreLeftOut();
};

namespace {

/// Where each fault of a set begins, in seconds.
std::string startsOf(const FaultSet& faults)
{
    std::string text;
    for (const spec::Fault& fault : faults)
        text += *targetOf(fault) + "@" + std::to_string(static_cast<int>(toSeconds(fault.timing.at))) + " ";
    return text;
}

HuntChoice choiceOf(std::vector<std::string> victims = {})
{
    return {.designs = {"sync"}, .kinds = {"crash"}, .victims = std::move(victims), .window = {.at = 20s, .lasting = 10s}};
}

}  // namespace

void HuntSpaceTest::oneOfLikePlacesIsEnough()
{
    const HuntSpace space = huntSpace(test::smallSystem(), choiceOf());

    std::string victims;
    for (const SingleFault& single : space.singles)
        victims += single.victim.name + " ";
    QCOMPARE(victims, std::string("orders payment stock a1 b1 a b "));
    QCOMPARE(space.alike, std::size_t{1});
}

void HuntSpaceTest::namedPlacesAreAllWanted()
{
    QCOMPARE(huntSpace(test::smallSystem(), choiceOf({"a1", "a2"})).singles.size(), std::size_t{2});
}

void HuntSpaceTest::twoFaultsMeetInFiveWays()
{
    std::string ways;
    for (const FaultSet& set : meetings(crash("x", 20s, 10s), crash("y", 20s, 10s), test::smallSystem().run))
        ways += startsOf(set) + "| ";

    QCOMPARE(ways, std::string("x@20 y@20 | x@20 y@25 | x@20 y@30 | y@20 x@25 | y@20 x@30 | "));
}

void HuntSpaceTest::nothingFollowsAFaultWithoutAnEnd()
{
    const spec::RunSettings run = test::smallSystem().run;

    QVERIFY(!meet({crash("x", 20s, 0s)}, crash("y", 20s, 10s), Meeting::After, run));
    QCOMPARE(startsOf(meet({crash("x", 20s, 0s)}, crash("y", 20s, 10s), Meeting::Midway, run).value()), std::string("x@20 y@40 "));
}

void HuntSpaceTest::nothingBeginsAfterTheLastRequest()
{
    QVERIFY(!meet({crash("x", 20s, 40s)}, crash("y", 20s, 10s), Meeting::After, test::smallSystem().run));
}

void HuntSpaceTest::earlierEndMendsEverythingAtOnce()
{
    const FaultSet set{crash("x", 20s, 10s), crash("y", 25s, 0s), crash("z", 28s, 10s), crash("w", 20s, 3s)};

    const FaultSet left = endedAt(set, 28s);

    QCOMPARE(left.size(), std::size_t{3});
    QCOMPARE(left[0].timing.lasting, Duration{8s});
    QCOMPARE(left[1].timing.lasting, Duration{3s});
    QCOMPARE(left[2].timing.lasting, Duration{3s});
}

void HuntSpaceTest::lastFaultHasTheKnownName()
{
    FaultSet set{crash("x", 20s, 10s), crash("y", 25s, 10s), crash("x", 22s, 1s)};

    nameFaults(set, "kill-payment");

    QCOMPARE(set[0].name, std::string("crash-x"));
    QCOMPARE(set[1].name, std::string("kill-payment"));
    QCOMPARE(set[2].name, std::string("crash-x-2"));
}

void HuntSpaceTest::stressIsTheWayToTheThreshold()
{
    std::vector<Judgement> judgements(3);
    judgements[0].expectations = {test::found("p99(order.ack) < 100ms", 0.02), test::found("success(order) > 90%", 1)};
    judgements[1].expectations = {test::found("p99(order.ack) < 100ms", 0.06), test::found("success(order) > 90%", 0.95)};
    judgements[2].expectations = {test::found("p99(order.ack) < 100ms", 3), test::found("success(order) > 90%", 0.99)};

    const auto stress = stresses(judgements);

    QCOMPARE(stress[0], (std::vector<double>{0, 0}));
    QVERIFY(qAbs(stress[1][0] - 0.5) < 1e-9 && qAbs(stress[1][1] - 0.5) < 1e-9);
    QCOMPARE(stress[2][0], 1.0);
}

namespace {

/// Three single faults with these stresses for two expectations, of which the first has been broken by something.
DesignKnowledge knowledgeOf(std::vector<std::vector<double>> stress)
{
    DesignKnowledge design;
    design.singles = {0, 1, 2};
    design.stress = stress;
    design.hasFind = {true, false};
    for (std::size_t i = 0; i < stress.size(); ++i)
        design.bases.push_back({{i}, stress[i]});
    design.brokenByParts = [stress](const std::vector<std::size_t>& singles) {
        Flags broken{false, false};
        for (const std::size_t single : singles) {
            for (std::size_t e = 0; e < 2; ++e)
                broken[e] = broken[e] || stress[single][e] == 1;
        }
        return broken;
    };
    design.isNested = [](std::size_t, std::size_t) { return false; };
    design.isTried = [](const std::vector<std::size_t>&) { return false; };
    return design;
}

std::string pairsOf(const DesignKnowledge& design, Wanted wanted = Wanted::All)
{
    std::string pairs;
    for (const Candidate& candidate : rankCandidates({design}, wanted, 100))
        pairs += std::to_string(design.bases[candidate.base].singles.front()) + std::to_string(candidate.single) + " ";
    return pairs;
}

}  // namespace

void HuntSpaceTest::setsThatCouldBreakSomethingNewComeFirst()
{
    QCOMPARE(pairsOf(knowledgeOf({{0.9, 0.0}, {0.9, 0.2}, {0.0, 0.3}})), std::string("12 02 01 "));
    // The second expectation is broken by 2 alone, so only 0 and 1 together could break it newly.
    QCOMPARE(pairsOf(knowledgeOf({{0.9, 0.0}, {0.9, 0.2}, {0.5, 1}})), std::string("01 02 12 "));
}

void HuntSpaceTest::newsIsWhatNothingBreaks()
{
    DesignKnowledge design = knowledgeOf({{0.9, 0.0}, {0.9, 0.2}, {0.5, 1}});

    QCOMPARE(pairsOf(design, Wanted::News), std::string("01 "));
    design.isTried = [](const std::vector<std::size_t>& singles) { return singles == std::vector<std::size_t>{0, 1}; };
    QCOMPARE(pairsOf(design, Wanted::News), std::string());
    QCOMPARE(pairsOf(design), std::string("02 12 "));
}

void HuntSpaceTest::setsWithAPartThatBreaksAllAreLeftOut()
{
    QCOMPARE(pairsOf(knowledgeOf({{1, 1}, {0, 0}, {0, 0}})), std::string("12 "));
}

QTEST_APPLESS_MAIN(HuntSpaceTest)
#include "tst_hunt_space.moc"
