// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <csignal>

using namespace stormglass::test;

/// Runs that are ended from outside.
class InterruptTest : public QObject {
    Q_OBJECT

private slots:
    void interruptedRunsDeliverWhatTheyHaveMeasured_data();
    void interruptedRunsDeliverWhatTheyHaveMeasured();
    void secondInterruptEndsAtOnce();
};

namespace {

/// The small shop for so long that it is under way whenever the signal comes.
QByteArray endlessShop()
{
    QByteArray scenario = smallShop();
    return scenario.replace("\"duration\": \"20s\"", "\"duration\": \"100d\"");
}

/// Starts the program and returns when its worker has said something, which it does while the run is under way.
void startRun(QProcess& process, const QString& folder)
{
    process.setWorkingDirectory(folder);
    process.start(programPath(), {QStringLiteral("run"), QStringLiteral("shop.json"), QStringLiteral("--jobs"),
                                  QStringLiteral("2"), QStringLiteral("--report"), QStringLiteral("report.json")});
    QVERIFY(process.waitForStarted());
    const QString children = QStringLiteral("/proc/%1/task/%1/children");
    const auto childrenOf = [&](const QByteArray& id) {
        return readFile(children.arg(QString::fromLatin1(id))).simplified().split(' ');
    };
    // Workers are children, runs are grandchildren.
    QTRY_VERIFY_WITH_TIMEOUT(childrenOf(QByteArray::number(process.processId())).size() == 2, 10'000);
    for (const QByteArray& worker : childrenOf(QByteArray::number(process.processId())))
        QTRY_VERIFY_WITH_TIMEOUT(!childrenOf(worker).first().isEmpty(), 10'000);
}

}  // namespace

void InterruptTest::interruptedRunsDeliverWhatTheyHaveMeasured_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminated") << SIGTERM;
}

void InterruptTest::interruptedRunsDeliverWhatTheyHaveMeasured()
{
    QFETCH(int, signal);
    const QTemporaryDir folder;
    writeFile(folder.path(), QStringLiteral("shop.json"), endlessShop());
    QProcess process;
    startRun(process, folder.path());

    ::kill(static_cast<pid_t>(process.processId()), signal);

    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardError().contains("interrupted"));
    const QJsonObject report
        = QJsonDocument::fromJson(readFile(folder.filePath(QStringLiteral("report.json")))).object();
    QCOMPARE(report.value(QStringLiteral("partial")).toBool(), true);
    QCOMPARE(report.value(QStringLiteral("designs")).toArray().size(), 1);
}

void InterruptTest::secondInterruptEndsAtOnce()
{
    const QTemporaryDir folder;
    writeFile(folder.path(), QStringLiteral("shop.json"), endlessShop());
    QProcess process;
    startRun(process, folder.path());

    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);

    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitCode(), 3);
}

QTEST_GUILESS_MAIN(InterruptTest)
#include "tst_interrupt.moc"
