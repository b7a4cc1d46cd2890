// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

using namespace stormglass::test;
using namespace Qt::StringLiterals;

/// Experiments of other programs on the command line.
class ImportAndExportTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exitCodeTellsWhatCouldBeMapped_data();
    void exitCodeTellsWhatCouldBeMapped();
    void anImportedScenarioRuns();
    void itBeginsWhenTheUserSays();
    void whatIsLeftOutIsTold();
    void anExportComesBack_data();
    void anExportComesBack();
    void inputsAreNotOverwritten();

private:
    [[nodiscard]] Outcome runIn(const char* arguments) const
    {
        return run(QString::fromUtf8(arguments).split(u' '), m_folder.path());
    }

    QTemporaryDir m_folder;
};

void ImportAndExportTest::initTestCase()
{
    const auto write = [&](const char* name, const QByteArray& text) {
        writeFile(m_folder.path(), QString::fromLatin1(name), text);
    };
    const QByteArray pod
        = "kind: PodChaos\nmetadata: {name: kill}\nspec: {action: pod-failure, mode: one, duration: 3s, "
          "selector: {labelSelectors: {app: payment}}}\n";
    const QByteArray java = "---\nkind: JVMChaos\nspec: {action: gc}\n";
    write("shop.json", smallShop());
    write("pod.yaml", pod);
    write("some.yaml", pod + java);
    write("none.yaml", java);
    write("broken.yaml", "kind: [PodChaos\n");
    write("steady.json", R"({"title": "t", "description": "d",
      "steady-state-hypothesis": {"title": "t", "probes": [
        {"type": "probe", "name": "p", "tolerance": true, "provider": {"type": "stormglass", "expect": "accepted(order) >= 1%"}}]},
      "method": [{"type": "action", "name": "kill", "provider": {"type": "stormglass", "fault": "crash", "target": "payment", "for": "2s"}}]})");
    write("faulty.json", smallShop().replace("\"expect\":", R"("chaos": [
      {"name": "kill", "fault": "crash", "target": "payment", "at": "12s", "for": "2s"},
      {"name": "slow", "fault": "slow", "target": "orders", "extra": "5ms", "at": "15s", "for": "1s"}], "expect":)"));
    write("pausing.json", smallShop().replace("\"expect\":", R"("chaos": [
      {"name": "pause", "fault": "pause", "target": "payment", "at": "12s", "for": "2s"}], "expect":)"));
}

void ImportAndExportTest::exitCodeTellsWhatCouldBeMapped_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* arguments, int code, const char* error) {
        QTest::newRow(arguments) << QByteArray(arguments) << code << QByteArray(error);
    };
    row("import --from chaos-mesh pod.yaml --into shop.json", 0, "");
    row("import --from chaos-mesh pod.yaml --into shop.json --strict", 0, "");
    row("import --from chaos-mesh some.yaml --into shop.json", 0,
        "some.yaml:6:7: warning: /spec: cannot be mapped: JVMChaos");
    row("import --from chaos-mesh some.yaml --into shop.json --strict", 2,
        "not all of some.yaml can be mapped (--strict)");
    row("import --from chaos-mesh none.yaml --into shop.json", 2, "nothing in none.yaml can be mapped");
    row("import --from chaos-mesh broken.yaml --into shop.json", 2, "broken.yaml:");
    row("import --from chaos-mesh missing.yaml --into shop.json", 2, "missing.yaml: cannot be read");
    row("import --from chaos-toolkit pod.yaml --into shop.json", 2, "expected an experiment of Chaos Toolkit");
    row("import --from litmus pod.yaml --into shop.json", 2, "--from: expected one of chaos-toolkit, chaos-mesh");
    row("import --from chaos-mesh pod.yaml --into shop.json --at soon", 2,
        "--at: expected a duration such as \"30s\", found \"soon\"");
    row("import --from chaos-mesh pod.yaml --into shop.json --at 5m", 2,
        "expected an instant before the end of the run");
    row("export --to chaos-mesh faulty.json", 0, "faulty.json: note: /chaos/1: the port 80 is a guess");
    row("export --to chaos-toolkit pausing.json", 0, "");
    row("export --to chaos-mesh pausing.json", 2,
        "pausing.json: warning: /chaos/0: cannot be mapped: Chaos Mesh has no counterpart of the kind pause");
    row("export --to chaos-mesh shop.json", 2, "no fault of shop.json can be mapped");
    row("export --to litmus shop.json", 2, "--to: expected one of");
}

void ImportAndExportTest::exitCodeTellsWhatCouldBeMapped()
{
    QFETCH(QByteArray, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, error);

    const Outcome outcome = runIn(arguments.constData());

    QVERIFY2(outcome.exitCode == code, outcome.errors.constData());
    QVERIFY2(outcome.errors.contains(error), outcome.errors.constData());
    QCOMPARE(outcome.errors.isEmpty(), error.isEmpty());
    QCOMPARE(outcome.output.isEmpty(), code != 0);
}

void ImportAndExportTest::anImportedScenarioRuns()
{
    const Outcome imported = runIn("import --from chaos-toolkit steady.json --into shop.json -o steady-shop.json");
    const Outcome outcome = runIn("run steady-shop.json");

    QCOMPARE(imported.exitCode, 0);
    QVERIFY2(outcome.exitCode != 2, outcome.errors.constData());
    QVERIFY2(outcome.output.contains("accepted(order) >= 1%, before the faults"), outcome.output.constData());
}

void ImportAndExportTest::itBeginsWhenTheUserSays()
{
    const Outcome byDefault = runIn("import --from chaos-mesh pod.yaml --into shop.json");
    const Outcome chosen = runIn("import --from chaos-mesh pod.yaml --into shop.json --at 14s");

    QVERIFY2(byDefault.output.contains(R"("at": "13333ms")"), byDefault.output.constData());
    QVERIFY2(chosen.output.contains(R"("at": "14s")"), chosen.output.constData());
}

void ImportAndExportTest::whatIsLeftOutIsTold()
{
    const Outcome outcome = runIn("import --from chaos-mesh some.yaml --into shop.json");

    QVERIFY2(outcome.output.contains("Its faults were imported from some.yaml (chaos-mesh). Not mapped: /spec: "
                                     "JVMChaos: it is below what is simulated."),
             outcome.output.constData());
}

void ImportAndExportTest::anExportComesBack_data()
{
    QTest::addColumn<QByteArray>("format");

    QTest::newRow("Chaos Toolkit") << QByteArray("chaos-toolkit");
    QTest::newRow("Chaos Mesh") << QByteArray("chaos-mesh");
}

void ImportAndExportTest::anExportComesBack()
{
    QFETCH(QByteArray, format);

    const Outcome exported = runIn(QByteArray("export faulty.json -o there --to " + format).constData());
    const Outcome imported = runIn(
        QByteArray("import there --into shop.json -o back.json --from " + format).constData());

    QCOMPARE(exported.exitCode, 0);
    QCOMPARE(imported.exitCode, 0);
    const auto chaosOf = [&](const QString& file) {
        return QJsonDocument::fromJson(readFile(m_folder.filePath(file)))["chaos"_L1];
    };
    QCOMPARE(chaosOf(u"back.json"_s), chaosOf(u"faulty.json"_s));
}

void ImportAndExportTest::inputsAreNotOverwritten()
{
    const Outcome outcome = runIn("import --from chaos-mesh pod.yaml --into shop.json -o pod.yaml");

    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains("would overwrite an input"), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(ImportAndExportTest)
#include "tst_import_and_export.moc"
