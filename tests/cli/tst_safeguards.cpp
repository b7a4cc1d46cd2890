// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What "chaos --sagas" is for: with all safeguards on every saga ends well, whatever is disturbed, and without any one of
// them some do not.
#include "tests/cli/program.h"

#include <map>

using namespace stormglass::test;

class SafeguardsTest : public QObject {
    Q_OBJECT

private slots:
    void eachSafeguardIsWorthSomething();
    void pageTellsTheSame();

private:
    QTemporaryDir m_folder;
};

namespace {

/// RabbitMQ forgets a message as soon as it is acknowledged: nothing but the log can bring a saga back.
constexpr const char* kSagas = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "consumers": 4},
      {"name": "payment", "kind": "service", "consumers": 8},
      {"name": "shipping", "kind": "service", "consumers": 8},
      {"name": "director", "kind": "orchestrator", "instances": 2, "consumers": 4},
      {"name": "rabbit", "kind": "rabbitmq"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "20ms", "rejection": "20%"},
      {"name": "ship", "component": "shipping", "after": ["pay"], "time": "20ms"}]}
  ],
  "designs": [
    {"name": "saga", "style": "orchestration", "broker": "rabbit", "orchestrator": "director", "outbox": {"poll_interval": "5ms"}}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "200/s"}],
  "run": {"duration": "4s", "drain": "20s"}
})json";

}  // namespace

void SafeguardsTest::eachSafeguardIsWorthSomething()
{
    writeFile(m_folder.path(), QStringLiteral("sagas.json"), kSagas);

    const Outcome outcome = run({QStringLiteral("chaos"), QStringLiteral("sagas.json"), QStringLiteral("--sagas"), QStringLiteral("--json"),
                                 QStringLiteral("--html"), QStringLiteral("sagas.html")},
                                m_folder.path());

    QCOMPARE(outcome.exitCode, 0);  // as designed, nothing is left half-done
    const QJsonObject sweep = QJsonDocument::fromJson(outcome.output).object();
    const QJsonArray columns = sweep[QLatin1String("columns")].toArray();
    std::map<QString, int> inconsistent;
    std::map<QString, double> doubled;
    for (const QJsonValue row : sweep[QLatin1String("rows")].toArray()) {
        const QJsonArray cells = row[QLatin1String("cells")].toArray();
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const QString without = columns[i][QLatin1String("without")].toString();
            inconsistent[without] += cells[i][QLatin1String("outcome")].toString() == QLatin1String("inconsistent") ? 1 : 0;
            doubled[without] += cells[i][QLatin1String("doubled")].toDouble();
        }
    }
    QCOMPARE(inconsistent.size(), std::size_t{4});
    QCOMPARE(inconsistent[QString()], 0);
    for (const char* safeguard : {"outbox", "idempotence", "durable log"})
        QVERIFY2(inconsistent[QString::fromLatin1(safeguard)] > 0, safeguard);
    QCOMPARE(doubled[QStringLiteral("outbox")], 0.0);
    QCOMPARE(doubled[QStringLiteral("durable log")], 0.0);
    QVERIFY(doubled[QStringLiteral("idempotence")] > 0);
}

void SafeguardsTest::pageTellsTheSame()
{
    const QByteArray page = readFile(m_folder.filePath(QStringLiteral("sagas.html")));

    QVERIFY(page.contains("What each safeguard is worth"));
    QVERIFY(page.contains("without durable log"));
    QVERIFY(page.contains("crash at transition 2"));
}

QTEST_GUILESS_MAIN(SafeguardsTest)
#include "tst_safeguards.moc"
