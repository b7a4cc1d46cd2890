// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/trial_runner.h"
#include "app/worker/worker.h"

#include <QtTest>

#include <unistd.h>

using namespace stormglass;
using experiments::Judgement;
using experiments::Trial;

/// Trials within a budget, and their log. This program is its own worker, with a made-up engine.
class TrialRunnerTest : public QObject {
    Q_OBJECT

private slots:
    void trialIsJudgedByItsRuns();
    void trialIsMadeOnce();
    void budgetEndsTheTrials();
    void breakdownIsAFailure();
    void logIsTakenUp();
    void lineThatWasCutOffIsForgotten();
    void logOfSomethingElseIsRefused();
};

namespace {

/// Its latency is the number of its faults.
Reply madeUpTrial(const RunOrder& order, const RunWatch&)
{
    if (order.design == "broken")
        return Breakdown{"a promise was broken"};
    results::RunResult result;
    result.design = order.design;
    result.replication = order.replication;
    const auto faults = static_cast<double>(std::count(order.chaos.begin(), order.chaos.end(), '{'));
    result.metrics.push_back({results::SubjectKind::Flow, "order", "ack.p99", faults, 1});
    result.events = 1;
    return result;
}

Trial trial(std::size_t faults, const std::string& design = "sync")
{
    Trial trial{.design = design, .faults = {}};
    for (std::size_t i = 0; i < faults; ++i)
        trial.faults.push_back({.name = "crash-" + std::to_string(i), .settings = spec::Crash{.victims = {.target = "payment"}}, .timing = {}});
    return trial;
}

struct World {
    World() : log(TrialLog::open(file()).value()) { }

    [[nodiscard]] std::filesystem::path file() const { return folder.filePath(QStringLiteral("runs.jsonl")).toStdString(); }
    [[nodiscard]] TrialRunner runner(SearchBudget budget = {})
    {
        return {setting, log, budget, {ownPath(), "worker"}, 2, [](std::size_t) { }};
    }
    [[nodiscard]] std::size_t lines() const
    {
        QFile opened(QString::fromStdString(file().string()));
        return opened.open(QIODevice::ReadOnly) ? static_cast<std::size_t>(opened.readAll().count('\n')) : 0;
    }

    QTemporaryDir folder;
    TrialSetting setting{.scenario = "{}",
                         .expectations = {{.that = "p99(order.ack) < 2s", .designs = {}, .during = {}}},
                         .replications = 1,
                         .figures = {}};
    TrialLog log;
};

}  // namespace

void TrialRunnerTest::trialIsJudgedByItsRuns()
{
    World world;
    world.setting.replications = 3;

    const std::vector<Judgement> judgements = world.runner().run({trial(0), trial(2)});

    QCOMPARE(judgements.size(), std::size_t{2});
    QVERIFY(!judgements[0].breaks(0));
    QVERIFY(judgements[1].breaks(0));
    QCOMPARE(judgements[1].expectations.at(0).found, 2.0);
    QVERIFY(judgements[0].signature != judgements[1].signature);
}

void TrialRunnerTest::trialIsMadeOnce()
{
    World world;
    TrialRunner runner = world.runner();

    const std::vector<Judgement> first = runner.run({trial(1), trial(1), trial(2)});
    const std::vector<Judgement> second = runner.run({trial(2)});

    QCOMPARE(first.size(), std::size_t{3});
    QCOMPARE(second.at(0), first.at(2));
    QCOMPARE(runner.runs(), std::size_t{2});
    QCOMPARE(world.lines(), std::size_t{2});
}

void TrialRunnerTest::budgetEndsTheTrials()
{
    World world;
    world.setting.replications = 2;
    TrialRunner runner = world.runner({.runs = 5, .time = std::nullopt});

    QCOMPARE(runner.run({trial(1), trial(2), trial(3)}).size(), std::size_t{2});
    QCOMPARE(runner.runs(), std::size_t{4});
    QCOMPARE(runner.run({trial(2), trial(4)}).size(), std::size_t{1});  // what is known costs nothing
}

void TrialRunnerTest::breakdownIsAFailure()
{
    World world;

    const std::vector<Judgement> judgements = world.runner().run({trial(1, "broken"), trial(1)});

    QCOMPARE(judgements.at(0).failure, std::string("a promise was broken"));
    QVERIFY(judgements.at(1).failure.empty());
}

void TrialRunnerTest::logIsTakenUp()
{
    World world;
    const std::vector<Judgement> before = world.runner().run({trial(1), trial(2)});
    world.log = TrialLog::open(world.file()).value();
    TrialRunner runner = world.runner({.runs = 3, .time = std::nullopt});

    const std::vector<Judgement> after = runner.run({trial(1), trial(2), trial(3), trial(4)});

    QCOMPARE(after.size(), std::size_t{3});
    QVERIFY(after[0] == before[0] && after[1] == before[1]);
    QCOMPARE(world.lines(), std::size_t{3});
}

void TrialRunnerTest::lineThatWasCutOffIsForgotten()
{
    World world;
    static_cast<void>(world.runner().run({trial(1), trial(2)}));
    std::filesystem::resize_file(world.file(), std::filesystem::file_size(world.file()) - 5);

    world.log = TrialLog::open(world.file()).value();

    QVERIFY(world.log.find(TrialLog::keyOf(trial(1))) != nullptr);
    QVERIFY(world.log.find(TrialLog::keyOf(trial(2))) == nullptr);
    QCOMPARE(world.lines(), std::size_t{1});
}

void TrialRunnerTest::logOfSomethingElseIsRefused()
{
    World world;
    std::ofstream(world.file()) << "{\"finds\":[]}\n";

    const auto log = TrialLog::open(world.file());

    QVERIFY(!log.isOk());
    QVERIFY2(log.message().find("runs.jsonl:1: ") != std::string::npos, log.message().c_str());
}

int main(int argumentCount, char** arguments)
{
    if (argumentCount == 2 && std::string_view(arguments[1]) == "worker")
        return Worker(STDIN_FILENO, STDOUT_FILENO, madeUpTrial).work();
    TrialRunnerTest test;
    return QTest::qExec(&test, argumentCount, arguments);
}

#include "tst_trial_runner.moc"
