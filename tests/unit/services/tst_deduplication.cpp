// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a step is known to have been done.
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

spec::Flow oneStep()
{
    spec::Flow flow;
    flow.name = "order";
    spec::Step& step = flow.steps.emplace_back();
    step.name = "pay";
    step.component = "payment";
    return flow;
}

/// Requests to do the step of one of two transactions.
class StepWorld : public ServiceWorld {
public:
    explicit StepWorld(spec::Deduplication deduplication)
        : flow(calendar, oneStep(), PhaseBounds{}), orders{flow.start(), flow.start()}, payment(addPayment(deduplication))
    {
    }
    ~StepWorld() { flow.endRun(); }

    void payAt(Duration at, std::size_t order)
    {
        runUntil(at);
        Request request;
        request.transaction = orders[order];
        request.operation = OperationId{0};
        payment.send(HostId{99}, std::move(request));
        runUntil(at);
    }
    /// How often the customer has paid.
    [[nodiscard]] int payments(std::size_t order) const { return orders[order]->steps[0].applied; }

    FlowTracker flow;
    TransactionRef orders[2];
    Station& payment;

private:
    Station& addPayment(const spec::Deduplication& deduplication)
    {
        const RandomStream stream = streams.stream("pay", "time");
        Instructions program;
        program.push_back({instruction::Perform{.tracker = &flow,
                                                .deduplication = deduplication,
                                                .effects = std::make_shared<std::uint64_t>(),
                                                .time = Sampler(Distribution{distribution::Constant{Duration{}}}),
                                                .demand = stream,
                                                .verdict = stream}});
        return addStation(oneWorker(), std::move(program));
    }
};

}  // namespace

class DeduplicationTest : public QObject {
    Q_OBJECT

private slots:
    void withoutALimitItIsForEver();
    void afterTheWindowARepeatTakesEffectAgain();
    void afterEnoughOthersARepeatTakesEffectAgain();
};

void DeduplicationTest::withoutALimitItIsForEver()
{
    StepWorld world({});

    for (const Duration at : {1s, 2s, 36000s})
        world.payAt(at, 0);

    QCOMPARE(world.payments(0), 1);
}

void DeduplicationTest::afterTheWindowARepeatTakesEffectAgain()
{
    StepWorld world({.window = 5s});

    world.payAt(1s, 0);
    world.payAt(6s, 0);
    QCOMPARE(world.payments(0), 1);
    world.payAt(6001ms, 0);
    QCOMPARE(world.payments(0), 2);
    world.payAt(11s, 0);  // remembered anew

    QCOMPARE(world.payments(0), 2);
}

void DeduplicationTest::afterEnoughOthersARepeatTakesEffectAgain()
{
    StepWorld two({.count = 2});
    two.payAt(1s, 0);
    two.payAt(2s, 1);
    two.payAt(3s, 0);
    QCOMPARE(two.payments(0), 1);

    StepWorld one({.count = 1});
    one.payAt(1s, 0);
    one.payAt(2s, 1);
    one.payAt(3s, 0);
    QCOMPARE(one.payments(0), 2);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::DeduplicationTest)
#include "tst_deduplication.moc"
