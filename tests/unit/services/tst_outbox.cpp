// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/scripted_broker.h"
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

/// A station of two instances with an outbox that polls every 50 ms and takes two rows.
class OutboxWorld : public ServiceWorld {
public:
    explicit OutboxWorld(spec::OutboxRelay relay = spec::OutboxRelay::Poller)
        : broker(calendar), station(addStation(oneWorker(), {}, 2))
    {
        station.addProducers(broker);
        station.setOutbox(
            std::make_unique<Outbox>(station, spec::Outbox{.relay = relay, .pollInterval = 50ms, .batch = 2}));
        station.outbox()->addProducer(broker);
    }

    void commit(std::uint32_t event)
    {
        instruction::Emit statement;
        statement.broker = &broker;
        statement.event = EventTypeId{event};
        station.outbox()->add(statement, newTransaction());
    }

    void confirm(std::size_t index, Outcome outcome) { completions.resolve(broker.published[index].confirm, outcome); }

    /// "1@50 2@50": events and milliseconds.
    [[nodiscard]] std::string published() const
    {
        std::string text;
        for (const ScriptedBroker::Published& each : broker.published) {
            const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(each.at.time_since_epoch());
            text += text.empty() ? "" : " ";
            text += std::to_string(each.event);
            text += "@";
            text += std::to_string(at.count());
        }
        return text;
    }

    ScriptedBroker broker;
    Station& station;
};

}  // namespace

class OutboxTest : public QObject {
    Q_OBJECT

private slots:
    void eventsLeaveAtTheNextTick();
    void aPollTakesABatch();
    void aConfirmedRowIsDeleted();
    void aRefusedEventGoesAgainAndFirst();
    void anotherInstancePublishesAgainWhatADeadRelayHad();
    void withoutAnyInstanceNothingLeaves();
    void aConfirmThatComesTooLateIsIgnored();
    void aLogTailHandsOnWhatItHasAfterItsInterval();
    void aLogTailDoesNotWaitWithAFullBatch();
    void aLogTailRunsOnWithoutTheComponent();
};

void OutboxTest::eventsLeaveAtTheNextTick()
{
    OutboxWorld world;

    world.runUntil(30ms);
    world.commit(1);
    world.runUntil(49ms);
    QCOMPARE(world.published(), "");
    world.runUntil(60ms);
    world.commit(2);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@50 2@100");
}

void OutboxTest::aPollTakesABatch()
{
    OutboxWorld world;

    for (std::uint32_t event = 1; event <= 5; ++event)
        world.commit(event);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@50 2@50 3@100 4@100 5@150");
}

void OutboxTest::aConfirmedRowIsDeleted()
{
    OutboxWorld world;
    world.commit(1);
    world.runUntil(50ms);
    QCOMPARE(world.station.outbox()->size(), 1U);

    world.confirm(0, Outcome::Ok);
    world.runUntil(1s);

    QCOMPARE(world.station.outbox()->size(), 0U);
    QCOMPARE(world.published(), "1@50");
    QCOMPARE(world.tracker.unfinished(), 0U);
}

void OutboxTest::aRefusedEventGoesAgainAndFirst()
{
    OutboxWorld world;
    world.commit(1);
    world.runUntil(60ms);
    world.commit(2);

    world.confirm(0, Outcome::Refused);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@50 1@100 2@100");
}

void OutboxTest::anotherInstancePublishesAgainWhatADeadRelayHad()
{
    OutboxWorld world;
    for (std::uint32_t event = 1; event <= 3; ++event)
        world.commit(event);
    world.runUntil(60ms);
    QCOMPARE(world.broker.published[0].producer, 0U);

    world.station.crash(0, false);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@50 2@50 1@100 2@100 3@150");
    QCOMPARE(world.broker.published[2].producer, 1U);
    QCOMPARE(world.station.outbox()->size(), 3U);
}

void OutboxTest::withoutAnyInstanceNothingLeaves()
{
    OutboxWorld world;
    world.commit(1);

    world.runUntil(10ms);
    world.station.crash(0, false);
    world.station.crash(1, true);
    world.commit(2);
    world.runUntil(500ms);
    QCOMPARE(world.published(), "");
    world.station.restart(1);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@550 2@550");
}

void OutboxTest::aConfirmThatComesTooLateIsIgnored()
{
    OutboxWorld world;
    world.commit(1);
    world.runUntil(50ms);
    world.station.crash(0, false);

    world.confirm(0, Outcome::Ok);
    world.runUntil(100ms);
    world.confirm(1, Outcome::Ok);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@50 1@100");
    QCOMPARE(world.station.outbox()->size(), 0U);
}

void OutboxTest::aLogTailHandsOnWhatItHasAfterItsInterval()
{
    OutboxWorld world(spec::OutboxRelay::LogTail);

    world.runUntil(70ms);
    world.commit(1);
    world.runUntil(320ms);
    world.commit(2);
    world.runUntil(1s);

    QCOMPARE(world.published(), "1@100 2@350");
}

void OutboxTest::aLogTailDoesNotWaitWithAFullBatch()
{
    OutboxWorld world(spec::OutboxRelay::LogTail);

    world.runUntil(10ms);
    for (std::uint32_t event = 1; event <= 5; ++event)
        world.commit(event);
    world.runUntil(1s);

    // Two batches are full at once; the last event waits for an interval from then on.
    QCOMPARE(world.published(), "1@10 2@10 3@10 4@10 5@60");
}

void OutboxTest::aLogTailRunsOnWithoutTheComponent()
{
    OutboxWorld world(spec::OutboxRelay::LogTail);
    world.commit(1);
    world.station.crash(0, false);
    world.station.crash(1, true);

    world.runUntil(1s);

    QCOMPARE(world.published(), "1@50");
    QCOMPARE(world.broker.published[0].producer, 2U);  // that of the connector, not of an instance
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::OutboxTest)
#include "tst_outbox.moc"
