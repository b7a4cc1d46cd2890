// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

using namespace stormglass::test;

/// What the program says without running anything.
class UsageTest : public QObject {
    Q_OBJECT

private slots:
    void helpGoesToStandardOutput_data();
    void helpGoesToStandardOutput();
    void versionIsOneLine();
    void wrongUsageIsExplained_data();
    void wrongUsageIsExplained();
    void everyProblemOfAScenarioIsOneLineWithItsPlace();
    void validScenariosAreSaidToBeValid();
    void anEmptyScenarioIsSaidToRunNothing();
    void deadLettersThatNobodyReadsAreSaid();
    void programWithoutItsLibrarySaysSo_data();
    void programWithoutItsLibrarySaysSo();
    void theExamplesOfExpectationsAreValid();
    void statisticsAreDescribed();
    void whatIsListedCanBeDescribed_data();
    void whatIsListedCanBeDescribed();
    void designIsDescribedByItsHandlers();
    void schemasAreJson_data();
    void schemasAreJson();
    void completionKnowsCommandsAndOptions_data();
    void completionKnowsCommandsAndOptions();
};

void UsageTest::helpGoesToStandardOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* arguments, const char* expected) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(QLatin1Char(' ')) << QByteArray(expected);
    };
    row("--help", "Exit codes");
    row("run --help", "--replications");
    row("compare --help", "--designs");
    row("validate --help", "SCENARIO");
    row("import --help", "chaos-mesh: Objects of Chaos Mesh");
    row("export --help", "--strict");
    row("report --help", "--of FILE");
    row("list --help", "TOPIC");
    row("describe --help", "--schema");
    row("worker --help", "JSON lines");
}

void UsageTest::helpGoesToStandardOutput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);

    const Outcome outcome = run(arguments);

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.contains(expected));
    QCOMPARE(outcome.errors, QByteArray());
}

void UsageTest::versionIsOneLine()
{
    const Outcome outcome = run({QStringLiteral("--version")});

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(QRegularExpression(QStringLiteral("^stormglass \\d+\\.\\d+\\.\\d+\n$"))
                .match(QString::fromUtf8(outcome.output)).hasMatch());
}

void UsageTest::wrongUsageIsExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* arguments, const char* expected) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                 << QByteArray(expected);
    };
    row("", "expected a command");
    row("rnu", "did you mean \"run\"?");
    row("run --replicatoins 3 x.json", "did you mean \"--replications\"?");
    row("run", "SCENARIO is required");
    row("run --replications 0 x.json", "--replications: expected a whole number from 1 to 10000, found \"0\"");
    row("run --jobs many x.json", "--jobs: expected a whole number from 1 to 1024, found \"many\"");
    row("run --seed 1.5 x.json", "--seed: expected a whole number, found \"1.5\"");
    row("run missing.json", "missing.json: cannot be read: No such file or directory");
    row("list metric", "expected one of scenarios, kinds, designs, faults, parts, metrics, found \"metric\"");
    row("list metric", "did you mean \"metrics\"?");
    row("describe nonsense", "stormglass list tells what there is");
    row("describe kafak", "did you mean \"kafka\"?");
    row("describe kafka --schema", "expected");
    row("completion tcsh", "expected one of bash, zsh, fish, found \"tcsh\"");
}

void UsageTest::wrongUsageIsExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);

    const Outcome outcome = run(arguments);

    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(expected), outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
}

void UsageTest::everyProblemOfAScenarioIsOneLineWithItsPlace()
{
    const QTemporaryDir folder;
    QByteArray broken = smallShop();
    broken.replace("\"rate\": \"50/s\"", "\"rate\": 50").replace("\"broker\": \"kafka\"", "\"broker\": \"kafak\"");
    writeFile(folder.path(), QStringLiteral("broken.json"), broken);

    const Outcome outcome = run({QStringLiteral("validate"), QStringLiteral("broken.json")}, folder.path());

    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.output, QByteArray());
    const QList<QByteArray> lines = outcome.errors.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith("broken.json:17:"), lines[0].constData());
    QVERIFY2(lines[0].contains("did you mean \"kafka\"?"), lines[0].constData());
    QVERIFY2(lines[1].contains("/workload/0/rate"), lines[1].constData());
}

void UsageTest::validScenariosAreSaidToBeValid()
{
    const QTemporaryDir folder;
    writeFile(folder.path(), QStringLiteral("shop.json"), smallShop());

    const Outcome outcome = run({QStringLiteral("validate"), QStringLiteral("shop.json")}, folder.path());

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.startsWith("shop.json: valid (4 components, 1 flow, 2 designs"));
    QCOMPARE(outcome.errors, QByteArray());
}

void UsageTest::anEmptyScenarioIsSaidToRunNothing()
{
    const QTemporaryDir folder;
    writeFile(folder.path(), QStringLiteral("empty.json"), R"({"format": "stormglass/1", "name": "empty", "topology": {"components": []}})");

    const Outcome outcome = run({QStringLiteral("validate"), QStringLiteral("empty.json")}, folder.path());

    QCOMPARE(outcome.output, QByteArray("empty.json: valid (nothing to run)\n"));
}

void UsageTest::deadLettersThatNobodyReadsAreSaid()
{
    const Outcome outcome = run({QStringLiteral("validate"), QStringLiteral("poison-message")});

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.contains("nobody reads the dead letters in \"kafka-dead-letters\""), outcome.output.constData());
}

void UsageTest::programWithoutItsLibrarySaysSo_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("list") << QStringLiteral("list scenarios");
    QTest::newRow("run") << QStringLiteral("run ecommerce-order-flow");
    QTest::newRow("describe") << QStringLiteral("describe ecommerce-order-flow");
}

void UsageTest::programWithoutItsLibrarySaysSo()
{
    QFETCH(QString, arguments);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("stormglass"));
    QVERIFY(QFile::copy(programPath(), copy));

    const Outcome outcome = runOther(copy, arguments.split(QLatin1Char(' ')), folder.path());

    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.errors.contains("the library of scenarios was not found"), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("/scenarios"), outcome.errors.constData());
}

/// They speak of the small shop.
void UsageTest::theExamplesOfExpectationsAreValid()
{
    const QByteArray text = run({QStringLiteral("describe"), QStringLiteral("expectation")}).output;
    const QTemporaryDir folder;
    writeFile(folder.path(), QStringLiteral("shop.json"), smallShop());
    QStringList arguments{QStringLiteral("validate"), QStringLiteral("shop.json"), QStringLiteral("--set"),
                          QStringLiteral(R"(chaos=[{"name": "kill-payment", "fault": "crash", "target": "payment", "at": "12s", "for": "2s"}])")};
    QStringList lines;
    auto examples = QRegularExpression(QStringLiteral("^  (\\S+\\([^)]*\\) [<>=]+ \\S+)  "), QRegularExpression::MultilineOption)
                        .globalMatch(QString::fromUtf8(text));
    while (examples.hasNext())
        lines << QStringLiteral("{\"that\": \"%1\"}").arg(examples.next().captured(1));
    arguments << QStringLiteral("--set") << QStringLiteral("expect=[%1]").arg(lines.join(QLatin1Char(',')));

    const Outcome outcome = run(arguments, folder.path());

    QVERIFY2(lines.size() >= 10, text.constData());
    QCOMPARE(outcome.errors, QByteArray());
    QVERIFY(text.contains("stormglass list metrics"));
}

void UsageTest::statisticsAreDescribed()
{
    const Outcome outcome = run({QStringLiteral("describe"), QStringLiteral("p99")});

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.simplified().contains("p99(order.ack) is the metric ack.p99"));
}

void UsageTest::whatIsListedCanBeDescribed_data()
{
    QTest::addColumn<QString>("name");
    for (const char* topic : {"scenarios", "kinds", "designs", "faults", "parts", "metrics"}) {
        const Outcome listed = run({QStringLiteral("list"), QString::fromLatin1(topic)});
        for (const QByteArray& line : listed.output.split('\n')) {
            const bool isEntry = line.startsWith("  ") && !line.startsWith("   ");
            const QByteArray name = line.trimmed().split(' ').first();
            if (isEntry)
                QTest::newRow((QByteArray(topic) + ": " + name).constData()) << QString::fromUtf8(name);
        }
    }
}

void UsageTest::whatIsListedCanBeDescribed()
{
    QFETCH(QString, name);

    const Outcome outcome = run({QStringLiteral("describe"), name});

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(!outcome.output.isEmpty());
    QCOMPARE(outcome.errors, QByteArray());
}

void UsageTest::designIsDescribedByItsHandlers()
{
    const QTemporaryDir folder;
    const QString file = writeFile(folder.path(), QStringLiteral("shop.json"), smallShop());

    const Outcome outcome = run({QStringLiteral("describe"), file, QStringLiteral("--design"), QStringLiteral("events")});
    const Outcome unknown = run({QStringLiteral("describe"), file, QStringLiteral("--design"), QStringLiteral("event")});

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.contains("payment"));
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY(unknown.errors.contains("did you mean \"events\"?"));
}

void UsageTest::schemasAreJson_data()
{
    QTest::addColumn<QString>("subject");
    QTest::newRow("scenario") << QStringLiteral("scenario");
    QTest::newRow("report") << QStringLiteral("report");
}

void UsageTest::schemasAreJson()
{
    QFETCH(QString, subject);

    const Outcome outcome = run({QStringLiteral("describe"), subject, QStringLiteral("--schema")});

    QCOMPARE(outcome.exitCode, 0);
    const QJsonDocument schema = QJsonDocument::fromJson(outcome.output);
    QVERIFY(schema.object().value(QStringLiteral("$schema")).toString().contains(QStringLiteral("draft-07")));
}

void UsageTest::completionKnowsCommandsAndOptions_data()
{
    QTest::addColumn<QString>("shell");
    for (const char* shell : {"bash", "zsh", "fish"})
        QTest::newRow(shell) << QString::fromLatin1(shell);
}

void UsageTest::completionKnowsCommandsAndOptions()
{
    QFETCH(QString, shell);

    const Outcome outcome = run({QStringLiteral("completion"), shell});

    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.contains("compare"));
    QVERIFY(outcome.output.contains("replications"));
}

QTEST_GUILESS_MAIN(UsageTest)
#include "tst_usage.moc"
