// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/worker_protocol.h"
#include "tests/cli/program.h"

using namespace stormglass::test;
using namespace Qt::StringLiterals;

/// The worker protocol, with the engine behind it.
class WorkerCommandTest : public QObject {
    Q_OBJECT

private slots:
    void everyOrderHasOneLastReply();
    void ordersThatCannotBeUsedAreRefused_data();
    void ordersThatCannotBeUsedAreRefused();
    void cancelledRunDeliversWhatItHasMeasured();
    void aLiveSessionIsRepeatedToTheByte();
    void aLiveOrderThatCannotBeObeyedIsRefused_data();
    void aLiveOrderThatCannotBeObeyedIsRefused();
    void aWatchedRunShowsFramesAndIsTheSame();
    void aLiveRunGoesOnFrameByFrame();
    void aPausedRunCanBeCancelled();
    void howADesignIsWiredIsToldWithoutARun();
    void aReportOfItsRunsIsThatOfRun();
    void aReportOfNothingIsRefused();
};

namespace {

QByteArray orderFor(const QByteArray& scenario, const QByteArray& design, int replication = 0)
{
    return "{\"type\":\"run\",\"design\":\"" + design + "\",\"replication\":" + QByteArray::number(replication)
        + ",\"scenario\":" + scenario.simplified() + "}\n";
}

/// The replies that are not progress.
std::vector<QJsonDocument> lastReplies(const QByteArray& output)
{
    std::vector<QJsonDocument> replies;
    for (const QByteArray& line : output.trimmed().split('\n')) {
        const QJsonDocument reply = QJsonDocument::fromJson(line);
        if (reply["type"_L1] != "progress"_L1)
            replies.push_back(reply);
    }
    return replies;
}

QByteArray outputFor(const QByteArray& orders)
{
    QProcess worker;
    worker.start(programPath(), {QStringLiteral("worker")});
    worker.write(orders);
    worker.closeWriteChannel();
    if (!worker.waitForFinished(60'000) || worker.exitCode() != 0)
        return {};
    return worker.readAllStandardOutput();
}

std::vector<QJsonDocument> repliesTo(const QByteArray& orders) { return lastReplies(outputFor(orders)); }

}  // namespace

void WorkerCommandTest::everyOrderHasOneLastReply()
{
    const auto replies = repliesTo(orderFor(smallShop(), "sync") + orderFor(smallShop(), "events", 3));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(replies[0]["result"_L1]["design"_L1].toString(), u"sync"_s);
    QCOMPARE(replies[1]["result"_L1]["design"_L1].toString(), u"events"_s);
    QCOMPARE(replies[1]["result"_L1]["replication"_L1].toInt(), 3);
    QVERIFY(stormglass::readReply(replies[1].toJson(QJsonDocument::Compact).toStdString()).isOk());
}

void WorkerCommandTest::ordersThatCannotBeUsedAreRefused_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("no JSON") << QByteArray("run!\n") << QByteArray("cannot be read");
    QTest::newRow("no type") << QByteArray("{}\n") << QByteArray("expected the type run, cancel, inject");
    QTest::newRow("no scenario") << QByteArray("{\"type\":\"run\"}\n") << QByteArray("expected a scenario");
    QTest::newRow("an unknown design") << orderFor(smallShop(), "sinc") << QByteArray("did you mean \"sync\"?");
    QTest::newRow("an invalid scenario") << orderFor(smallShopExpecting("1 < 2"), "sync") << QByteArray("expected");
}

void WorkerCommandTest::ordersThatCannotBeUsedAreRefused()
{
    QFETCH(QByteArray, order);
    QFETCH(QByteArray, expected);

    const auto replies = repliesTo(order + orderFor(smallShop(), "sync"));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(replies[0]["type"_L1].toString(), u"error"_s);
    QVERIFY(replies[0]["issues"_L1][0]["message"_L1].toString().toUtf8().contains(expected));
    QCOMPARE(replies[1]["type"_L1].toString(), u"result"_s);
}

void WorkerCommandTest::cancelledRunDeliversWhatItHasMeasured()
{
    QProcess worker;
    worker.start(programPath(), {QStringLiteral("worker")});
    worker.write(orderFor(smallShop().replace("\"duration\": \"20s\"", "\"duration\": \"100d\""), "sync"));
    QVERIFY(worker.waitForReadyRead(20'000));  // The first progress: the run is under way.

    worker.write("{\"type\":\"cancel\"}\n");
    worker.closeWriteChannel();

    QVERIFY(worker.waitForFinished(20'000));
    const auto replies = lastReplies(worker.readAllStandardOutput());
    QCOMPARE(replies.size(), std::size_t{1});
    QCOMPARE(replies[0]["result"_L1]["partial"_L1].toBool(), true);
}

void WorkerCommandTest::aLiveSessionIsRepeatedToTheByte()
{
    const QByteArray live = orderFor(smallShop(), "events").replace("\"type\":\"run\"", "\"type\":\"run\",\"live\":true");
    const QByteArray kill = R"({"type":"inject","fault":{"name":"kill-payment","fault":"crash","target":"payment","for":"2s"}})";

    const auto session = repliesTo(live + kill + '\n');
    QCOMPARE(session.size(), std::size_t{2});
    QCOMPARE(session[0]["type"_L1].toString(), u"injected"_s);
    QCOMPARE(session[0]["fault"_L1]["live"_L1].toBool(), true);
    const QByteArray record = QJsonDocument(session[0]["fault"_L1].toObject()).toJson(QJsonDocument::Compact);
    const auto replay = repliesTo(orderFor(smallShop(), "events").replace("\"type\":\"run\"", "\"type\":\"run\",\"chaos\":[" + record + ']'));

    QCOMPARE(replay.size(), std::size_t{1});
    QVERIFY(!session[1]["result"_L1]["cascades"_L1].toArray().isEmpty());
    QCOMPARE(replay[0].toJson(), session[1].toJson());
}

void WorkerCommandTest::aLiveOrderThatCannotBeObeyedIsRefused_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("a fault that hits nothing")
        << QByteArray(R"({"type":"inject","fault":{"name":"x","fault":"crash","target":"paymnt"}})") << QByteArray("did you mean \"payment\"?");
    QTest::newRow("an unknown kind")
        << QByteArray(R"({"type":"inject","fault":{"name":"x","fault":"crush","target":"payment"}})") << QByteArray("crash");
    QTest::newRow("nothing to mend") << QByteArray(R"({"type":"mend","fault":"x"})") << QByteArray("that lasts, found \"x\"");
}

void WorkerCommandTest::aLiveOrderThatCannotBeObeyedIsRefused()
{
    QFETCH(QByteArray, order);
    QFETCH(QByteArray, expected);

    const auto replies = repliesTo(
        orderFor(smallShop(), "sync").replace("\"type\":\"run\"", "\"type\":\"run\",\"live\":true") + order + '\n');

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(replies[0]["type"_L1].toString(), u"refused"_s);
    QVERIFY2(replies[0]["issues"_L1][0]["message"_L1].toString().toUtf8().contains(expected), replies[0].toJson());
    QCOMPARE(replies[1]["type"_L1].toString(), u"result"_s);
}

void WorkerCommandTest::aWatchedRunShowsFramesAndIsTheSame()
{
    const auto unseen = repliesTo(orderFor(smallShop(), "events"));
    const auto seen = repliesTo(orderFor(smallShop(), "events").replace("\"type\":\"run\"", "\"type\":\"run\",\"watch\":0.5"));

    QCOMPARE(unseen.size(), std::size_t{1});
    QVERIFY(seen.size() > 40);
    QCOMPARE(seen.front()["type"_L1].toString(), u"roster"_s);
    for (std::size_t i = 1; i + 1 < seen.size(); ++i) {
        QCOMPARE(seen[i]["type"_L1].toString(), u"frame"_s);
        QVERIFY(seen[i].toJson(QJsonDocument::Compact).size() < 2000);
    }
    QCOMPARE(seen.back().toJson(), unseen.back().toJson());
}

namespace {

/// A worker that is asked for one frame after the other.
class SteppedRun {
public:
    explicit SteppedRun(const QByteArray& orders)
    {
        m_worker.start(programPath(), {QStringLiteral("worker")});
        say(orders);
    }
    void say(const QByteArray& orders) { m_worker.write(orders); }

    /// The next reply that is not progress; null when there is none in time.
    QJsonDocument next(int patience = 20'000)
    {
        for (;;) {
            while (!m_worker.canReadLine()) {
                if (!m_worker.waitForReadyRead(patience))
                    return {};
            }
            const QJsonDocument reply = QJsonDocument::fromJson(m_worker.readLine());
            if (reply["type"_L1] != "progress"_L1)
                return reply;
        }
    }

private:
    QProcess m_worker;
};

const QByteArray kLiveFromStandstill = "{\"type\":\"pause\",\"watch\":0.25}\n";

QByteArray liveOrder() { return orderFor(smallShop(), "events").replace("\"type\":\"run\"", "\"type\":\"run\",\"live\":true,\"watch\":1"); }

}  // namespace

void WorkerCommandTest::aLiveRunGoesOnFrameByFrame()
{
    SteppedRun run(liveOrder() + kLiveFromStandstill);
    run.say("{\"type\":\"step\"}\n");
    QCOMPARE(run.next()["type"_L1].toString(), u"roster"_s);
    QCOMPARE(run.next()["at"_L1].toDouble(), 0.25);
    QVERIFY(run.next(200).isNull());  // it stands still

    run.say("{\"type\":\"step\"}\n");
    QCOMPARE(run.next()["at"_L1].toDouble(), 0.5);

    run.say("{\"type\":\"inject\",\"fault\":{\"name\":\"kill\",\"fault\":\"crash\",\"target\":\"payment\",\"for\":\"2s\"}}\n");
    run.say("{\"type\":\"pace\",\"pace\":0,\"watch\":2}\n");
    const QJsonDocument injected = run.next();
    QCOMPARE(injected["type"_L1].toString(), u"injected"_s);
    const QJsonDocument frame = run.next();
    QCOMPARE(frame["at"_L1].toDouble(), 2.5);
    QCOMPARE(frame["span"_L1].toDouble(), 2.0);
    QCOMPARE(frame["events"_L1][0][0].toString(), u"began"_s);
    QJsonDocument last = frame;
    while (last["type"_L1] == "frame"_L1)
        last = run.next();
    QCOMPARE(last["type"_L1].toString(), u"result"_s);
}

void WorkerCommandTest::aPausedRunCanBeCancelled()
{
    SteppedRun run(liveOrder() + kLiveFromStandstill);
    run.say("{\"type\":\"step\"}\n");
    QCOMPARE(run.next()["type"_L1].toString(), u"roster"_s);
    QCOMPARE(run.next()["type"_L1].toString(), u"frame"_s);

    QElapsedTimer timer;
    timer.start();
    run.say("{\"type\":\"cancel\"}\n");

    QJsonDocument last = run.next();
    while (last["type"_L1] == "frame"_L1)
        last = run.next();
    QCOMPARE(last["type"_L1].toString(), u"result"_s);
    QVERIFY(timer.elapsed() < 10'000);
}

void WorkerCommandTest::howADesignIsWiredIsToldWithoutARun()
{
    const QByteArray order = orderFor(smallShop(), "events").replace("\"type\":\"run\"", "\"type\":\"wire\"");
    const auto replies = repliesTo(order + orderFor(smallShop(), "sinc").replace("\"type\":\"run\"", "\"type\":\"wire\""));

    QCOMPARE(replies.size(), std::size_t{2});
    QCOMPARE(replies[0]["type"_L1].toString(), u"wiring"_s);
    QCOMPARE(replies[0]["design"_L1].toString(), u"events"_s);
    QVERIFY(!replies[0]["edges"_L1].toArray().isEmpty());
    QCOMPARE(replies[1]["type"_L1].toString(), u"error"_s);
}

void WorkerCommandTest::aReportOfItsRunsIsThatOfRun()
{
    const QTemporaryDir folder;
    writeFile(folder.path(), u"shop.json"_s, smallShop());
    writeFile(folder.path(), u"runs"_s, outputFor(orderFor(smallShop(), "events") + orderFor(smallShop(), "events", 1)));

    const Outcome made = run({u"report"_s, u"shop.json"_s, u"--of"_s, u"runs"_s, u"--json"_s, u"--html"_s, u"made.html"_s}, folder.path());
    const Outcome ran = run({u"run"_s, u"shop.json"_s, u"--design"_s, u"events"_s, u"--json"_s, u"--html"_s, u"ran.html"_s}, folder.path());

    QCOMPARE(made.exitCode, 0);
    QVERIFY(!made.output.isEmpty());
    QCOMPARE(made.output, ran.output);
    QCOMPARE(readFile(folder.filePath(u"made.html"_s)), readFile(folder.filePath(u"ran.html"_s)));
}

void WorkerCommandTest::aReportOfNothingIsRefused()
{
    const QTemporaryDir folder;
    writeFile(folder.path(), u"shop.json"_s, smallShop());
    writeFile(folder.path(), u"nothing"_s, "{\"type\":\"progress\",\"fraction\":0.5}\n");
    writeFile(folder.path(), u"garbage"_s, "run!\n");

    for (const QString& runs : {u"nothing"_s, u"garbage"_s}) {
        const Outcome made = run({u"report"_s, u"shop.json"_s, u"--of"_s, runs}, folder.path());
        QCOMPARE(made.exitCode, 2);
        QVERIFY2(made.errors.contains(runs.toUtf8()), made.errors.constData());
    }
}

QTEST_GUILESS_MAIN(WorkerCommandTest)
#include "tst_worker_command.moc"
