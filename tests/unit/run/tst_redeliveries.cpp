// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why messages come again, as a run tells it.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <algorithm>

namespace stormglass {

using namespace test;

namespace {

/// Payment dies once and is back after a second; when it has caught up it reads everything again.
constexpr const char* kReplayedOrders = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service"},
      {"name": "payment", "kind": "service"},
      {"name": "kafka", "kind": "kafka", "consumer": {"group.instance.id": true, "auto.commit.interval.ms": "1s"},
       "replays": [{"group": "payment", "at": "9s"}]}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "1ms"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "2ms"}]}
  ],
  "designs": [{"name": "choreography", "style": "choreography", "broker": "kafka", "outbox": {"enabled": false}}],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "50/s"}],
  "run": {"duration": "10s", "drain": "30s"}
})json";

std::uint64_t redeliveriesOf(const results::Ledger& ledger, std::string_view cause)
{
    const auto found = std::ranges::find(ledger.redelivered, cause, &std::pair<std::string, std::uint64_t>::first);
    return found == ledger.redelivered.end() ? 0 : found->second;
}

}  // namespace

class RedeliveriesTest : public QObject {
    Q_OBJECT

private slots:
    void theBooksOfAChannelNameEveryCause();
};

void RedeliveriesTest::theBooksOfAChannelNameEveryCause()
{
    const results::RunResult result = runText(kReplayedOrders, {.design = "choreography"},
        {toOverride({.target = "payment", .first = 5500ms, .every = 10s, .count = 1, .lasting = 1s})});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const auto ledger = std::ranges::find(result.ledgers, "orders-events", &results::Ledger::subject);
    QVERIFY(ledger != result.ledgers.end());
    // Up to a second of its work was not committed; the replay takes all of nine seconds.
    const std::uint64_t lost = redeliveriesOf(*ledger, "consumer-lost");
    QVERIFY(lost > 0 && lost <= 100);
    const std::uint64_t replayed = redeliveriesOf(*ledger, "replayed");
    QVERIFY(replayed > 350 && replayed < ledger->in);
    QCOMPARE(ledger->redelivered.size(), std::size_t{2});
    QCOMPARE(static_cast<double>(lost + replayed), figureOf(result, "orders-events.redelivered"));
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::RedeliveriesTest)
#include "tst_redeliveries.moc"
