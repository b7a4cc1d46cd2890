// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What worker and driver say to each other arrives as it was meant.
#include "scenarios/worker_protocol.h"

#include <QTest>

#include <cmath>

namespace stormglass {

using results::RunEvent;
using results::SubjectKind;
using results::WiringEdge;

namespace {

results::Frame smallFrame()
{
    results::Frame frame;
    frame.at = 12.125;
    frame.span = 0.1;
    frame.components = {{.utilisation = 0.1235, .waiting = 123456, .instances = 3, .up = 2, .arrivals = 18'446'744'073'709'551'615U,
                         .served = 7, .sojournMean = 1.5e-6, .drops = {{0, 3}, {6, 1}}},
                        {.utilisation = 0, .sojournMean = 0}};
    frame.channels = {{.backlog = 9, .published = 1, .delivered = 2, .redelivered = 3, .deadLettered = 4, .losses = {{2, 5}}, .redeliveries = {{0, 1}, {6, 2}}}};
    frame.flows = {{.started = 1, .accepted = 2, .refused = 3, .completed = 4, .late = 5, .compensated = 6, .inconsistent = 7, .open = 8,
                    .acknowledgementP50 = 0.01, .acknowledgementP99 = 0.1, .completionP50 = 1.25, .completionP99 = 12.5}};
    frame.traffic = {{0, 1, 2}, {1, 2, 30}};
    frame.events = {{RunEvent::Kind::LimitExceeded, 12.1, SubjectKind::Flow, "order", "latency \"over\" its limit"},
                    {RunEvent::Kind::FaultBegan, 12.11, SubjectKind::Fault, "kill", "größer"}};
    frame.impacts = {{"kill", SubjectKind::Channel, "orders", results::ImpactPath::Subscription, "kafka", results::Limit::Backlog, 12.0}};
    return frame;
}

template <class T>
T roundTrip(const T& message)
{
    const std::string line = toLine(Reply{message});
    const Result<Reply> reply = readReply(line);
    return reply && std::holds_alternative<T>(reply.value()) && line.ends_with("\n") ? std::get<T>(reply.value()) : T{};
}

template <class T>
T orderOf(const std::string& line)
{
    const Result<Order> order = readOrder(line);
    return order && std::holds_alternative<T>(order.value()) ? std::get<T>(order.value()) : T{};
}

}  // namespace

class WorkerProtocolTest : public QObject {
    Q_OBJECT

private slots:
    void framesArriveWhole();
    void whatDoesNotExistStaysSo();
    void rosterAndWiringArriveWhole();
    void brokenFramesAreRefused_data();
    void brokenFramesAreRefused();
    void ordersToWatchArrive();
    void ordersToWireArrive();
    void aWatchThatIsNoSpanIsRefused();
    void onlyLastRepliesEndAnOrder();
};

void WorkerProtocolTest::framesArriveWhole() { QVERIFY(roundTrip(smallFrame()) == smallFrame()); }

void WorkerProtocolTest::whatDoesNotExistStaysSo()
{
    results::Frame frame = smallFrame();
    frame.components.front().utilisation = results::kNothing;
    frame.flows.front().completionP99 = results::kNothing;

    const results::Frame arrived = roundTrip(frame);

    QVERIFY(std::isnan(arrived.components.at(0).utilisation));
    QVERIFY(std::isnan(arrived.flows.at(0).completionP99));
}

void WorkerProtocolTest::rosterAndWiringArriveWhole()
{
    const results::Roster roster{{"web", "shop"}, {"orders"}, {"order"}, {"queue full"}, {"refused"}};
    const results::WiringView wiring{"sync",
                                     {{"orders", "kafka"}},
                                     {{WiringEdge::Kind::Call, "web", "shop", "order"}, {WiringEdge::Kind::Store, "shop", "db", ""},
                                      {WiringEdge::Kind::Publish, "shop", "orders", "a, b"}, {WiringEdge::Kind::Deliver, "orders", "shop", ""}}};

    QVERIFY(roundTrip(roster) == roster);
    QVERIFY(roundTrip(wiring) == wiring);
}

void WorkerProtocolTest::brokenFramesAreRefused_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("replacement");
    QTest::newRow("too short a row") << QByteArray("[9,1,2,3,4,[2,5],[0,1,6,2]]") << QByteArray("[9,1,2,3,4,[2,5]]");
    QTest::newRow("too long a row") << QByteArray("[9,1,2,3,4,[2,5],[0,1,6,2]]") << QByteArray("[9,1,2,3,4,[2,5],[0,1,6,2],6]");
    QTest::newRow("a text for a number") << QByteArray("[9,1,") << QByteArray("[9,\"1\",");
    QTest::newRow("half a pair") << QByteArray("[2,5],") << QByteArray("[2,5,1],");
    QTest::newRow("an unknown word") << QByteArray("\"exceeded\"") << QByteArray("\"excited\"");
    QTest::newRow("an unknown kind") << QByteArray("\"channel\"") << QByteArray("\"chanel\"");
    QTest::newRow("no instant") << QByteArray("\"at\":12.125") << QByteArray("\"at\":null");
    QTest::newRow("no list") << QByteArray("\"traffic\":[") << QByteArray("\"trafic\":[");
}

void WorkerProtocolTest::brokenFramesAreRefused()
{
    QFETCH(QByteArray, part);
    QFETCH(QByteArray, replacement);
    QByteArray line = QByteArray::fromStdString(toLine(Reply{smallFrame()}));
    QVERIFY2(line.contains(part), line);

    QVERIFY(readReply(line.toStdString()).isOk());
    QVERIFY(!readReply(line.replace(part, replacement).toStdString()).isOk());
}

void WorkerProtocolTest::ordersToWatchArrive()
{
    const RunOrder run{.scenario = "{}", .design = "sync", .tracedFlows = 20, .isLive = true, .pace = 2, .watch = 0.25};
    const auto arrived = orderOf<RunOrder>(toLine(Order{run}));
    QCOMPARE(arrived.watch, 0.25);
    QCOMPARE(arrived.pace, 2.0);
    QCOMPARE(arrived.tracedFlows, 20);
    QCOMPARE(orderOf<RunOrder>(R"({"type":"run"})").watch, 0.0);

    QVERIFY(!orderOf<LiveOrder>(R"({"type":"pace","pace":1})").watch.has_value());
    QCOMPARE(orderOf<LiveOrder>(R"({"type":"pace","pace":1,"watch":0.5})").watch, std::optional(0.5));
    const auto pause = orderOf<LiveOrder>(R"({"type":"pause","watch":3,"pace":5})");
    QCOMPARE(pause.pace, -1.0);
    QCOMPARE(pause.watch, std::optional(3.0));
    QCOMPARE(orderOf<LiveOrder>(R"({"type":"step"})").kind, LiveOrder::Kind::Step);
}

void WorkerProtocolTest::ordersToWireArrive()
{
    const auto arrived = orderOf<WireOrder>(toLine(Order{WireOrder{.scenario = R"({"name":"x"})", .design = "sync"}}));

    QCOMPARE(arrived.scenario, std::string(R"({"name":"x"})"));
    QCOMPARE(arrived.design, std::string("sync"));
}

void WorkerProtocolTest::aWatchThatIsNoSpanIsRefused()
{
    for (const char* line : {R"({"type":"run","watch":-1})", R"({"type":"run","watch":"1s"})", R"({"type":"pause","watch":1e7})",
                             R"({"type":"pace","pace":1,"watch":null})"}) {
        const Result<Order> order = readOrder(line);
        QVERIFY2(!order.isOk() && order.message() == "expected a watch from 0 to 1000000", line);
    }
}

void WorkerProtocolTest::onlyLastRepliesEndAnOrder()
{
    QVERIFY(!isLast(Progress{}) && !isLast(results::Frame{}) && !isLast(results::Roster{}) && !isLast(Refused{}));
    QVERIFY(isLast(results::WiringView{}) && isLast(Rejection{}) && isLast(Breakdown{}) && isLast(results::RunResult{}));
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::WorkerProtocolTest)
#include "tst_worker_protocol.moc"
