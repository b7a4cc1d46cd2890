// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/flow_graph.h"

#include "simcore/base/check.h"

#include <QtTest>

using namespace stormglass;

namespace {

spec::Step step(std::string name, std::vector<std::string> after, bool isOptional = false)
{
    spec::Step result;
    result.name = std::move(name);
    result.component = "somebody";
    result.after = std::move(after);
    result.isOptional = isOptional;
    return result;
}

/// The file names "ship" before the steps that it waits for.
spec::Flow order()
{
    spec::Flow flow;
    flow.name = "order";
    flow.steps = {step("place", {}), step("ship", {"pay", "reserve"}), step("mail", {"place"}, true),
                  step("pay", {"place"}), step("reserve", {"place"})};
    return flow;
}

QString names(const StepList& steps)
{
    QStringList list;
    for (const spec::Step* each : steps)
        list << QString::fromStdString(each->name);
    return list.join(u' ');
}

}  // namespace

class FlowGraphTest : public QObject {
    Q_OBJECT

private slots:
    void stepsFollowThoseTheyWaitForAndTheFileOtherwise();
    void optionalStepsCanBePutLast();
    void optionalStepThatOthersWaitForComesBeforeThem();
    void levelIsTheLongestWayFromTheFirstStep();
    void waitingThroughOthersIsWaiting_data();
    void waitingThroughOthersIsWaiting();
    void deepFlowsAreNoBurden();
    void circleIsABrokenPromise();
};

void FlowGraphTest::stepsFollowThoseTheyWaitForAndTheFileOtherwise()
{
    const spec::Flow flow = order();

    QCOMPARE(names(inOrder(flow)), QStringLiteral("place mail pay reserve ship"));
}

void FlowGraphTest::optionalStepsCanBePutLast()
{
    const spec::Flow flow = order();

    QCOMPARE(names(inOrderOptionalLast(flow)), QStringLiteral("place pay reserve ship mail"));
}

void FlowGraphTest::optionalStepThatOthersWaitForComesBeforeThem()
{
    spec::Flow flow = order();
    flow.steps.push_back(step("thank", {"mail"}));

    QCOMPARE(names(inOrderOptionalLast(flow)), QStringLiteral("place pay reserve ship mail thank"));
}

void FlowGraphTest::levelIsTheLongestWayFromTheFirstStep()
{
    spec::Flow flow = order();
    flow.steps.push_back(step("bill", {"place", "ship"}));

    QStringList levels;
    for (const StepList& level : inLevels(flow))
        levels << names(level);

    QCOMPARE(levels, QStringList({QStringLiteral("place"), QStringLiteral("mail pay reserve"),
                                  QStringLiteral("ship"), QStringLiteral("bill")}));
}

void FlowGraphTest::waitingThroughOthersIsWaiting_data()
{
    QTest::addColumn<int>("later");
    QTest::addColumn<int>("earlier");
    QTest::addColumn<bool>("expected");

    QTest::newRow("directly") << 3 << 0 << true;
    QTest::newRow("through pay") << 1 << 0 << true;
    QTest::newRow("the other way round") << 0 << 1 << false;
    QTest::newRow("side by side") << 3 << 4 << false;
    QTest::newRow("of itself") << 3 << 3 << false;
}

void FlowGraphTest::waitingThroughOthersIsWaiting()
{
    QFETCH(int, later);
    QFETCH(int, earlier);
    const spec::Flow flow = order();
    const auto at = [&](int index) -> const spec::Step& { return flow.steps[static_cast<std::size_t>(index)]; };

    QFETCH(bool, expected);
    QCOMPARE(isAfter(flow, at(later), at(earlier)), expected);
}

void FlowGraphTest::deepFlowsAreNoBurden()
{
    // Two steps on each level, each waiting for both above it: 2^15 ways from the first to the last.
    spec::Flow flow;
    flow.steps = {step("root", {})};
    std::vector<std::string> above{"root"};
    for (int level = 0; level < 15; ++level) {
        const std::string left = "left" + std::to_string(level);
        const std::string right = "right" + std::to_string(level);
        flow.steps.push_back(step(left, above));
        flow.steps.push_back(step(right, above));
        above = {left, right};
    }

    for (int repeat = 0; repeat < 100; ++repeat)
        QVERIFY(isAfter(flow, flow.steps.back(), flow.steps.front()));
}

void FlowGraphTest::circleIsABrokenPromise()
{
    spec::Flow flow = order();
    flow.steps[3].after = {"ship"};

    QVERIFY_EXCEPTION_THROWN(static_cast<void>(inOrder(flow)), BrokenPromise);
}

QTEST_APPLESS_MAIN(FlowGraphTest)
#include "tst_flow_graph.moc"
