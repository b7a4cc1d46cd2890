// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a real RabbitMQ was seen to do, besides what the recordings in this folder show.
#include "tests/conformance/short_script.h"

#include <QtTest>

using namespace stormglass::conformance;

class RabbitmqFindingsTest : public QObject {
    Q_OBJECT

private slots:
    void consumersTakeTurns_data();
    void consumersTakeTurns() { check(); }
    void lettersDie_data();
    void lettersDie() { check(); }
    void queuesExpireAndOverflow_data();
    void queuesExpireAndOverflow() { check(); }
    void messagesAreRouted_data();
    void messagesAreRouted() { check(); }
    void quorumQueuesDiffer_data();
    void quorumQueuesDiffer() { check(); }
    void nodesComeAndGo_data();
    void nodesComeAndGo() { check(); }
    void publishersAreTold_data();
    void publishersAreTold() { check(); }
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused() { check(); }

private:
    static void addColumns()
    {
        QTest::addColumn<std::string>("script");
        QTest::addColumn<std::string>("seen");
    }
    static void addRow(const char* sentence, const std::string& script, const std::string& seen)
    {
        QTest::newRow(sentence) << script << seen;
    }
    static void check()
    {
        QFETCH(std::string, script);
        QFETCH(std::string, seen);
        QCOMPARE(QString::fromStdString(playShortScript(script)), QString::fromStdString(seen));
    }
};

void RabbitmqFindingsTest::consumersTakeTurns_data()
{
    addColumns();
    addRow("01-08: a backlog goes out in blocks of the prefetch, and turns begin with the acks", R"(
        declare-queue name=q
        publish routing_key=q messages=m1..m7
        prefetch channel=c1 count=2
        prefetch channel=c2 count=2
        attach consumer=c1 queue=q
        attach consumer=c2 queue=q
        ack-oldest consumer=c1 count=1
        ack-oldest consumer=c2 count=1)",
           "c1:m1 c1:m2 c2:m3 c2:m4 c1:m5 c2:m6");
    addRow("01-12: the first consumer with an unlimited prefetch gets the whole backlog", R"(
        declare-queue name=q
        publish routing_key=q messages=m1..m4
        attach consumer=c1 queue=q
        attach consumer=c2 queue=q)",
           "c1:m1 c1:m2 c1:m3 c1:m4");
    addRow("01-25: a full consumer keeps its place unless something was offered to it", R"(
        declare-queue name=q
        prefetch channel=c1 count=1
        prefetch channel=c2 count=1
        prefetch channel=c3 count=1
        attach consumer=c1 queue=q
        attach consumer=c2 queue=q
        attach consumer=c3 queue=q
        publish routing_key=q messages=m1
        publish routing_key=q messages=m2
        publish routing_key=q messages=m3
        publish routing_key=q messages=m4
        ack-oldest consumer=c3 count=1
        ack-oldest consumer=c1 count=1
        ack-oldest consumer=c2 count=1
        ack-oldest consumer=c3 count=1
        publish routing_key=q messages=m5
        publish routing_key=q messages=m6
        publish routing_key=q messages=m7
        ack-oldest consumer=c2 count=1
        ack-oldest consumer=c3 count=1
        ack-oldest consumer=c1 count=1
        publish routing_key=q messages=m8
        publish routing_key=q messages=m9
        publish routing_key=q messages=m10)",
           "c1:m1 c2:m2 c3:m3 c3:m4 c3:m5 c1:m6 c2:m7 c3:m8 c1:m9 c2:m10");
    addRow("05-08: what is requeued goes back to its priority, in the order of publishing", R"(
        declare-queue name=q arguments={"x-max-priority":10}
        publish routing_key=q messages=[{"id":"a","priority":5},{"id":"b","priority":5},{"id":"c","priority":9},{"id":"d","priority":1}]
        prefetch channel=c1 count=3
        attach consumer=c1 queue=q
        detach consumer=c1
        nack consumer=c1 id=b requeue=true
        nack consumer=c1 id=a requeue=true
        get queue=q count=3 auto_ack=true)",
           "c1:c c1:a c1:b P:a* P:b* P:d");
    addRow("recover requeues all that is unacknowledged", R"(
        declare-queue name=q
        publish routing_key=q messages=m1..m3
        prefetch channel=c1 count=2
        attach consumer=c1 queue=q
        recover channel=c1 requeue=true)",
           "c1:m1 c1:m2 c1:m1* c1:m2*");
}

void RabbitmqFindingsTest::lettersDie_data()
{
    addColumns();
    addRow("02-13: a dead letter is new to its queue", R"(
        declare-queue name=dead
        declare-queue name=q arguments={"x-dead-letter-exchange":"","x-dead-letter-routing-key":"dead"}
        publish routing_key=q messages=m1
        attach consumer=c1 queue=q
        nack consumer=c1 id=m1 requeue=true
        reject consumer=c1 id=m1 requeue=false
        get queue=dead)",
           "c1:m1 c1:m1* P:m1[rejected@q=1]");
    addRow("02-15: without an exchange or a binding it is lost", R"(
        declare-exchange name=empty type=fanout
        declare-queue name=q arguments={"x-dead-letter-exchange":"empty"}
        declare-queue name=q2 arguments={"x-dead-letter-exchange":"missing"}
        publish routing_key=q messages=m1
        publish routing_key=q2 messages=m2
        attach consumer=c1 queue=q
        attach consumer=c2 queue=q2
        reject consumer=c1 id=m1 requeue=false
        reject consumer=c2 id=m2 requeue=false
        snapshot)",
           "c1:m1 c2:m2 {q 0/0} {q2 0/0}");
    const std::string loop = R"(
        declare-queue name=q arguments={"x-dead-letter-exchange":"","x-dead-letter-routing-key":"wait"}
        declare-queue name=wait arguments={"x-dead-letter-exchange":"","x-dead-letter-routing-key":"q","x-message-ttl":500}
        publish routing_key=q messages=m1
        attach consumer=c1 queue=q
        reject consumer=c1 id=m1 requeue=false
        advance-time ms=600
        reject consumer=c1 id=m1 requeue=false
        advance-time ms=600)";
    addRow("02-18 and 02-22: an entry for each queue and reason, the latest in front", loop,
           "c1:m1 c1:m1[expired@wait=1,rejected@q=1] c1:m1[expired@wait=2,rejected@q=2]");
    addRow("04-13: reject-publish-dlx rejects and dead-letters", R"(
        confirm-mode channel=P
        declare-queue name=dead
        declare-queue name=q arguments={"x-max-length":1,"x-overflow":"reject-publish-dlx","x-dead-letter-exchange":"","x-dead-letter-routing-key":"dead"}
        publish routing_key=q messages=m1
        publish routing_key=q messages=m2
        get queue=dead)",
           "+m1 -m2 P:m2[maxlen@q=1]");
}

void RabbitmqFindingsTest::queuesExpireAndOverflow_data()
{
    addColumns();
    addRow("03-14: what is in a queue that expires is not dead-lettered", R"(
        declare-queue name=dead
        declare-queue name=q arguments={"x-expires":1000,"x-dead-letter-exchange":"","x-dead-letter-routing-key":"dead"}
        publish routing_key=q messages=m1
        advance-time ms=1100
        snapshot)",
           "{dead 0/0}");
    addRow("03-16: a fetch renews, even an empty one", R"(
        declare-queue name=q arguments={"x-expires":1000}
        advance-time ms=600
        get queue=q
        advance-time ms=700
        snapshot
        advance-time ms=400
        snapshot)",
           "P:- {q 0/0} snapshot");
    addRow("03-18: messages that somebody holds do not keep a queue", R"(
        declare-queue name=q arguments={"x-expires":1000}
        publish routing_key=q messages=m1
        get queue=q
        advance-time ms=1100
        snapshot)",
           "P:m1 snapshot");
    addRow("03-18: an attached consumer does", R"(
        declare-queue name=q arguments={"x-expires":1000}
        attach consumer=c1 queue=q
        advance-time ms=5000
        snapshot
        detach consumer=c1
        advance-time ms=1100
        snapshot)",
           "{q 0/0} snapshot");
    addRow("a quorum queue looks every 5 s whether it has expired, and a declaration does not renew it", R"(
        declare-queue name=q durable=true arguments={"x-queue-type":"quorum","x-expires":1000}
        advance-time ms=4500
        declare-queue name=q durable=true arguments={"x-queue-type":"quorum","x-expires":1000}
        snapshot
        advance-time ms=600
        snapshot)",
           "{q 0/0} snapshot");
    addRow("a fetch renews a quorum queue", R"(
        declare-queue name=q durable=true arguments={"x-queue-type":"quorum","x-expires":1000}
        advance-time ms=4500
        get queue=q
        advance-time ms=600
        snapshot
        advance-time ms=5000
        snapshot)",
           "P:- {q 0/0} snapshot");
    addRow("04-03: what is held does not count against the length", R"(
        declare-queue name=q arguments={"x-max-length":2}
        prefetch channel=c1 count=2
        attach consumer=c1 queue=q
        publish routing_key=q messages=m1..m5
        snapshot)",
           "c1:m1 c1:m2 {q 2/2}");
    addRow("04-19: bytes that would be too many are rejected", R"(
        confirm-mode channel=P
        declare-queue name=q arguments={"x-max-length-bytes":100,"x-overflow":"reject-publish"}
        publish routing_key=q messages=[{"id":"m1","size":150}]
        publish routing_key=q messages=[{"id":"m2","size":80}]
        publish routing_key=q messages=[{"id":"m3","size":40}]
        publish routing_key=q messages=[{"id":"m4","size":20}])",
           "-m1 +m2 -m3 +m4");
    addRow("05-11: a full priority queue drops the highest priority", R"(
        declare-queue name=q arguments={"x-max-priority":10,"x-max-length":2}
        publish routing_key=q messages=[{"id":"low","priority":1},{"id":"high","priority":9},{"id":"mid","priority":5}]
        get queue=q count=3 auto_ack=true)",
           "P:mid P:low P:-");
    addRow("06-18: a purge takes what is ready", R"(
        declare-queue name=q
        publish routing_key=q messages=m1..m3
        get queue=q
        purge queue=q
        snapshot)",
           "P:m1 purge-ok {q 0/1}");
}

void RabbitmqFindingsTest::messagesAreRouted_data()
{
    addColumns();
    const std::string headers = R"(
        declare-exchange name=h type=headers
        declare-queue name=all
        declare-queue name=any
        declare-queue name=none
        declare-queue name=void
        declare-queue name=x
        bind source=h queue=all arguments={"x-match":"all"}
        bind source=h queue=any arguments={"x-match":"any"}
        bind source=h queue=none arguments={"x-match":"all","n":1}
        bind source=h queue=void arguments={"x-match":"all","n":null}
        bind source=h queue=x arguments={"x-match":"any-with-x","x-n":"1"}
        )";
    addRow("07-07: all of nothing matches, any of nothing does not; texts and numbers differ; void asks for the key",
           headers + R"(publish exchange=h messages=[{"id":"m1","headers":{"n":"1"}}]
        snapshot)",
           "{all 1/0} {any 0/0} {none 0/0} {void 1/0} {x 0/0}");
    addRow("07-07: fields x- count only with-x", headers + R"(publish exchange=h messages=[{"id":"m1","headers":{"x-n":"1"}}]
        snapshot)",
           "{all 1/0} {any 0/0} {none 0/0} {void 0/0} {x 1/0}");
    addRow("07-09: one copy, on however many ways", R"(
        declare-exchange name=a type=fanout
        declare-exchange name=b type=topic
        declare-exchange name=c type=direct
        declare-queue name=q
        bind source=a destination=b routing_key=
        bind source=a destination=c routing_key=
        bind source=b queue=q routing_key=#
        bind source=c queue=q routing_key=k
        bind source=c destination=a routing_key=k
        publish exchange=a routing_key=k messages=m1
        snapshot)",
           "{q 1/0}");
    addRow("10-08: what nobody takes is confirmed, each at once", R"(
        confirm-mode channel=P
        declare-queue name=q
        publish routing_key=nowhere messages=m1..m3 mandatory=true)",
           "<m1 +m1 <m2 +m2 <m3 +m3");
}

void RabbitmqFindingsTest::quorumQueuesDiffer_data()
{
    addColumns();
    addRow("06-20: a lost connection's messages come back to the front, counted", R"(
        declare-queue name=q arguments={"x-queue-type":"quorum"}
        publish routing_key=q messages=m1..m3
        prefetch channel=c1 count=2
        attach consumer=c1 queue=q
        drop-connection connection=c1
        get queue=q count=3 auto_ack=true)",
           "c1:m1 c1:m2 P:m1*(1) P:m2*(1) P:m3(0)");
    addRow("08-34: single active: the next in line takes over, who comes back is last", R"(
        declare-queue name=q arguments={"x-queue-type":"quorum","x-single-active-consumer":true}
        attach consumer=c1 queue=q
        attach consumer=c2 queue=q
        publish routing_key=q messages=m1
        ack-all consumer=c1
        detach consumer=c1
        attach consumer=c1 queue=q
        publish routing_key=q messages=m2
        ack-all consumer=c2
        detach consumer=c2
        publish routing_key=q messages=m3)",
           "c1:m1 c2:m2 c1:m3");
    addRow("fetching from a single active consumer's quorum queue is refused", R"(
        declare-queue name=q arguments={"x-queue-type":"quorum","x-single-active-consumer":true}
        get queue=q)",
           "!405");
}

void RabbitmqFindingsTest::nodesComeAndGo_data()
{
    addColumns();
    const std::string kept = R"(
        confirm-mode channel=P
        declare-queue name=v1 durable=true
        declare-queue name=v2 durable=true arguments={"x-queue-version":2}
        declare-queue name=qu arguments={"x-queue-type":"quorum"}
        publish routing_key=v1 messages=a1..a3 persistent=true
        publish routing_key=v2 messages=b1..b3 persistent=true
        publish routing_key=qu messages=c1..c3
        attach consumer=x channel=x queue=v1
        attach consumer=y channel=x queue=v2
        attach consumer=z channel=x queue=qu
        ack consumer=x id=a1
        ack consumer=y id=b1
        ack consumer=z id=c1
        advance-time ms=500
        kill-node
        get channel=P2 queue=v1 count=4 auto_ack=true
        get channel=P2 queue=v2 count=4 auto_ack=true
        get channel=P2 queue=qu count=4 auto_ack=true)";
    addRow("09-03 and 09-06: a kill soon after an ack: version 2 of classic queues has lost it", kept,
           "+a1 +a2 +a3 +b1 +b2 +b3 +c1 +c2 +c3 x:a1 x:a2 x:a3 y:b1 y:b2 y:b3 z:c1 z:c2 z:c3 !! !! "
           "P2:a2* P2:a3* P2:- P2:b1* P2:b2* P2:b3* P2:- P2:c2*(1) P2:c3*(1) P2:-");
    addRow("09-03: after a kill all of a classic queue counts as redelivered, and transient messages are gone", R"(
        declare-queue name=q durable=true
        publish routing_key=q messages=[{"id":"m1","persistent":true},"m2"]
        advance-time ms=2000
        kill-node
        get channel=P2 queue=q count=2)",
           "!! P2:m1* P2:-");
    addRow("09-07: each fetch from a quorum queue is a consumer of its own; they come back by their tags as texts", R"(
        declare-queue name=cl durable=true
        declare-queue name=qu arguments={"x-queue-type":"quorum"}
        publish routing_key=cl messages=m1..m5 persistent=true
        publish routing_key=qu messages=n1..n5
        advance-time ms=2000
        get channel=G queue=cl count=5
        get channel=G queue=qu count=5
        ack channel=G id=n3
        restart-node
        get channel=P2 queue=cl count=5 auto_ack=true
        get channel=P2 queue=qu count=5 auto_ack=true)",
           "G:m1 G:m2 G:m3 G:m4 G:m5 G:n1(0) G:n2(0) G:n3(0) G:n4(0) G:n5(0) !!320 !!320 "
           "P2:m1* P2:m2* P2:m3* P2:m4* P2:m5* P2:n5*(1) P2:n1*(1) P2:n2*(1) P2:n4*(1) P2:-");
    addRow("11-10: a classic queue whose node is down is nowhere; what it had on its disk comes back redelivered", R"(
        open connection=A node=a
        declare-queue channel=A name=q durable=true
        declare-queue channel=A name=nd
        open connection=P node=b
        open connection=c1 node=b
        open connection=X node=b
        confirm-mode channel=P
        attach consumer=c1 queue=q
        publish routing_key=q messages=m1 persistent=true
        publish routing_key=q messages=m2
        kill-broker-node node=a
        publish routing_key=q messages=m3 persistent=true
        publish routing_key=q messages=m4 mandatory=true
        get channel=X queue=q
        declare-queue channel=P name=nd
        start-broker-node node=a
        get queue=q count=2)",
           "c1:m1 +m1 c1:m2 +m2 !! xc1 +m3 <m4 +m4 !404 P:m1* P:-");
    const std::string stream = R"(
        open connection=P node=a
        declare-queue name=q arguments={"x-queue-type":"quorum"}
        advance-time ms=6000
        publish-stream connection=P queue=q count=1000 window=20 at=300 action=kill node=a reconnect_to=b )";
    addRow("11-03: a channel that publishes first before the election is refused for ever", stream + "give_up_ms=20000",
           "!! confirmed=304 nacked=3600");
    addRow("11-12: a stream to a classic queue whose node dies: in flight rejected, then confirmed and lost", R"(
        open connection=A node=a
        declare-queue channel=A name=q durable=true
        open connection=P node=b
        publish-stream connection=P queue=q count=1000 window=20 at=300 action=kill node=a
        start-broker-node node=a
        open connection=D node=b
        drain channel=D queue=q)",
           "!! confirmed=1000 nacked=20 distinct=314");
    addRow("11-15: a mirror that is promoted requeues everything; consumers stay, and old tags count", R"(
        open connection=A node=a
        set-policy name=ha pattern=.* definition={"ha-mode":"all"}
        declare-queue channel=A name=q durable=true
        open connection=P node=b
        open connection=c1 node=b
        prefetch channel=c1 count=2
        attach consumer=c1 queue=q
        publish routing_key=q messages=m1..m4 persistent=true
        kill-broker-node node=a
        ack consumer=c1 id=m1
        snapshot)",
           "c1:m1 c1:m2 !! c1:m1* c1:m2* c1:m3* {q 1/2}");
}

void RabbitmqFindingsTest::publishersAreTold_data()
{
    addColumns();
    addRow("10-20: a question overtakes the messages before it", R"(
        declare-queue name=q
        publish routing_key=q messages=m1..m20 no_settle=true
        declare-queue name=q passive=true
        snapshot)",
           "ready=0 {q 20/0}");
    addRow("a single active consumer that leaves a backlog behind: the next begins with the next message", R"(
        declare-queue name=q arguments={"x-single-active-consumer":true}
        prefetch channel=c1 count=1
        attach consumer=c1 queue=q
        attach consumer=c2 queue=q
        publish routing_key=q messages=m1..m2
        detach consumer=c1
        publish routing_key=q messages=m3)",
           "c1:m1 c2:m2 c2:m3");
}

void RabbitmqFindingsTest::whatIsWrongIsRefused_data()
{
    addColumns();
    addRow("a quorum queue must be durable", R"(
        declare-queue name=q durable=false auto_delete=true arguments={"x-queue-type":"quorum"})",
           "!406");
    addRow("an unknown overflow", R"(declare-queue name=q arguments={"x-overflow":"drop-tail"})", "!406");
    addRow("a dead-letter key without an exchange", R"(declare-queue name=q arguments={"x-dead-letter-routing-key":"k"})", "!406");
    addRow("a delivery limit on a classic queue", R"(declare-queue name=q arguments={"x-delivery-limit":3})", "!406");
    addRow("an expiration that is no number", R"(
        declare-queue name=q
        publish routing_key=q messages=[{"id":"m1","expiration":"10s"}])",
           "!406");
    addRow("binding the default exchange", R"(
        declare-queue name=q
        bind source= queue=q routing_key=k)",
           "!403");
    addRow("a reserved name", R"(declare-exchange name=amq.mine type=fanout)", "!403");
    addRow("the same tag for two consumers of a channel", R"(
        declare-queue name=q
        attach consumer=c1 queue=q
        attach consumer=c1 queue=q)",
           "!!530");
    addRow("an unknown queue", R"(get queue=missing)", "!404");
}

QTEST_APPLESS_MAIN(RabbitmqFindingsTest)
#include "tst_rabbitmq_findings.moc"
