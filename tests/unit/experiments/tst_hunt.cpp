// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/hunt.h"

#include "tests/unit/experiments/small_system.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::experiments;

/// The whole search, in worlds that are made up.
class HuntTest : public QObject {
    Q_OBJECT

private slots:
    void singleFaultThatDoesHarmIsFoundAndShrunk();
    void pairIsFoundWhoseFaultsAreHarmlessAlone();
    void tripleIsFound();
    void whatAPartBreaksIsNoNewFind();
    void whatIsBrokenWithoutFaultsIsNotHuntedFor();
    void equalEffectsAreTriedOnce();
    void endOfTheRunsEndsTheHunt();
    void brokenRunIsToldAndLeftAlone();
    void sameTrialsComeInTheSameBatches();
    void likeFindsAreOne();
};

namespace {

struct World {
    std::function<Judgement(const FaultSet&)> judge;
    std::size_t most = 100'000;
};

spec::Scenario scenarioOf(const std::vector<std::string>& expectations)
{
    spec::Scenario scenario = test::smallSystem();
    for (const std::string& that : expectations)
        scenario.expect.push_back({.that = that, .designs = {}, .during = {}});
    return scenario;
}

constexpr const char* kSuccess = "success(order) > 90%";
constexpr const char* kQuick = "p99(order.ack) < 100ms";

/// A judgement in which flows fare differently under every set of places.
Judgement judged(std::vector<results::ExpectationResult> expectations, const FaultSet& faults)
{
    Judgement judgement;
    judgement.expectations = std::move(expectations);
    for (const spec::Fault& fault : faults)
        judgement.signature = judgement.signature * 31 + qHash(QString::fromStdString(*targetOf(fault))) + 1;
    return judgement;
}

bool areBroken(const FaultSet& faults, const std::string& one, const std::string& other)
{
    return test::brokenTogether(faults, one, other) >= 1s;
}

HuntResult huntIn(const World& world, const spec::Scenario& scenario, std::size_t mostFaults = 3,
                  std::vector<std::vector<Trial>>* batches = nullptr)
{
    const HuntChoice choice{.designs = {"sync"}, .kinds = {"crash"}, .victims = {"web", "orders", "payment", "stock"},
                            .window = {.at = 20s, .lasting = 10s}, .mostFaults = mostFaults};
    std::size_t runs = 0;
    const auto run = [&](const std::vector<Trial>& trials) {
        std::vector<Judgement> judgements;
        if (batches != nullptr)
            batches->push_back(trials);
        for (const Trial& trial : trials) {
            if (runs++ >= world.most)
                break;
            judgements.push_back(world.judge(trial.faults));
        }
        return judgements;
    };
    return hunt(scenario, choice, run, [](const Find&) { });
}

std::string targetsOf(const FaultSet& faults)
{
    std::string text;
    for (const spec::Fault& fault : faults)
        text += *targetOf(fault) + " ";
    return text;
}

}  // namespace

void HuntTest::singleFaultThatDoesHarmIsFoundAndShrunk()
{
    const World world{[](const FaultSet& faults) {
        return judged({test::found(kSuccess, test::brokenTogether(faults, "stock", "stock") >= 4s ? 0.8 : 1)}, faults);
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess}), 1);

    QCOMPARE(result.finds.size(), std::size_t{1});
    const Find& find = result.finds.front();
    QCOMPARE(targetsOf(find.faults), std::string("stock "));
    QCOMPARE(find.faults.front().timing.lasting, Duration{4s});
    QCOMPARE(find.foundAs.front().timing.lasting, Duration{10s});
    QCOMPARE(find.broken, std::vector<std::size_t>{0});
    QVERIFY(find.isShrunk && result.isExhausted);
    QCOMPARE(result.levels.at(0).tried, std::int64_t{3});
}

void HuntTest::pairIsFoundWhoseFaultsAreHarmlessAlone()
{
    const World world{[](const FaultSet& faults) {
        return judged({test::found(kSuccess, areBroken(faults, "orders", "payment") ? 0.8 : 1)}, faults);
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess}));

    QCOMPARE(result.finds.size(), std::size_t{1});
    QCOMPARE(targetsOf(result.finds.front().faults), std::string("orders payment "));
    QCOMPARE(test::brokenTogether(result.finds.front().faults, "orders", "payment"), Duration{1s});
    QCOMPARE(result.levels.size(), std::size_t{3});
}

void HuntTest::tripleIsFound()
{
    const World world{[](const FaultSet& faults) {
        const bool isHarm = areBroken(faults, "orders", "payment") && areBroken(faults, "payment", "stock");
        return judged({test::found(kSuccess, isHarm ? 0.8 : 1)}, faults);
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess}));

    QCOMPARE(result.finds.size(), std::size_t{1});
    QCOMPARE(targetsOf(result.finds.front().faults), std::string("orders payment stock "));
}

void HuntTest::whatAPartBreaksIsNoNewFind()
{
    const World world{[](const FaultSet& faults) {
        return judged({test::found(kSuccess, areBroken(faults, "stock", "stock") ? 0.8 : 1),
                       test::found(kQuick, areBroken(faults, "orders", "stock") ? 1 : 0.01)},
                      faults);
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess, kQuick}));

    QCOMPARE(result.finds.size(), std::size_t{2});
    QCOMPARE(targetsOf(result.finds[0].faults), std::string("stock "));
    QCOMPARE(targetsOf(result.finds[1].faults), std::string("orders stock "));
    QCOMPARE(result.finds[1].broken, std::vector<std::size_t>{1});
}

void HuntTest::whatIsBrokenWithoutFaultsIsNotHuntedFor()
{
    const World world{[](const FaultSet& faults) {
        return judged({test::found(kSuccess, 0.5), test::found(kQuick, areBroken(faults, "stock", "stock") ? 1 : 0.01)}, faults);
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess, kQuick}), 1);

    QCOMPARE(result.brokenWithout.size(), std::size_t{1});
    QCOMPARE(result.brokenWithout.front().that, std::string(kSuccess));
    QCOMPARE(result.finds.size(), std::size_t{1});
    QCOMPARE(result.finds.front().broken, std::vector<std::size_t>{1});
}

void HuntTest::equalEffectsAreTriedOnce()
{
    const World world{[](const FaultSet& faults) {
        Judgement judgement = judged({test::found(kSuccess, 1)}, {});
        judgement.signature = faults.empty() ? 1 : 2;  // whatever is broken, flows fare alike
        return judgement;
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess}));

    QCOMPARE(result.levels.at(1).sets, std::int64_t{0});
}

void HuntTest::endOfTheRunsEndsTheHunt()
{
    World world{[](const FaultSet& faults) { return judged({test::found(kSuccess, 1)}, faults); }};
    world.most = 6;

    const HuntResult result = huntIn(world, scenarioOf({kSuccess}));

    QVERIFY(!result.isExhausted);
    QCOMPARE(result.levels.at(0).tried, std::int64_t{3});
    QCOMPARE(result.levels.at(1).tried, std::int64_t{2});  // one run was without faults
    QCOMPARE(result.levels.at(1).sets, std::int64_t{15});
}

void HuntTest::brokenRunIsToldAndLeftAlone()
{
    const World world{[](const FaultSet& faults) {
        Judgement judgement = judged({test::found(kSuccess, 1)}, faults);
        if (test::brokenTogether(faults, "stock", "stock") > 0s) {
            judgement.expectations.clear();
            judgement.failure = "the books do not balance";
        }
        return judgement;
    }};

    const HuntResult result = huntIn(world, scenarioOf({kSuccess}), 2);

    QVERIFY(result.finds.empty());
    QCOMPARE(result.failures.size(), std::size_t{1});
    QCOMPARE(targetsOf(result.failures.front().trial.faults), std::string("stock "));
}

void HuntTest::sameTrialsComeInTheSameBatches()
{
    const World world{[](const FaultSet& faults) {
        return judged({test::found(kSuccess, areBroken(faults, "orders", "payment") ? 0.8 : 1)}, faults);
    }};
    std::vector<std::vector<Trial>> first;
    std::vector<std::vector<Trial>> second;

    static_cast<void>(huntIn(world, scenarioOf({kSuccess}), 3, &first));
    static_cast<void>(huntIn(world, scenarioOf({kSuccess}), 3, &second));

    QVERIFY(first == second);
    QCOMPARE(first.at(0).size(), std::size_t{1});
    QVERIFY(first.at(0).at(0).faults.empty());
}

void HuntTest::likeFindsAreOne()
{
    // Zone and host both come down to the one instance that matters.
    const World world{[](const FaultSet& faults) {
        const std::string target = faults.empty() ? "" : *targetOf(faults.front());
        const bool isHarm = target == "b" || target == "b1" || target == "stock";
        return judged({test::found(kSuccess, isHarm ? 0.8 : 1)}, faults);
    }};
    const HuntChoice choice{.designs = {"sync"}, .kinds = {"crash"}, .victims = {"b1", "b"}, .window = {.at = 20s, .lasting = 10s},
                            .mostFaults = 1};
    const auto run = [&](const std::vector<Trial>& trials) {
        std::vector<Judgement> judgements;
        for (const Trial& trial : trials)
            judgements.push_back(world.judge(trial.faults));
        return judgements;
    };

    std::vector<std::size_t> told;
    const HuntResult result = hunt(scenarioOf({kSuccess}), choice, run, [&](const Find& find) { told.push_back(find.sameAs); });

    QCOMPARE(result.finds.size(), std::size_t{2});
    QCOMPARE(result.finds[0].sameAs, std::size_t{0});
    QCOMPARE(result.finds[1].sameAs, std::size_t{1});
    QCOMPARE(told, (std::vector<std::size_t>{0, 0, 0, 1}));
}

QTEST_APPLESS_MAIN(HuntTest)
#include "tst_hunt.moc"
