// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Common random numbers: whatever the design, the same orders come at the same instants, ask for the same work and are
// refused by the same business. What differs between two designs is then the design.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

namespace stormglass {

using namespace test;

namespace {

constexpr const char* kThreeDesigns = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service", "consumers": 16},
      {"name": "payment", "kind": "service", "consumers": 16},
      {"name": "stock", "kind": "service", "consumers": 16},
      {"name": "shipping", "kind": "service", "consumers": 16},
      {"name": "director", "kind": "orchestrator", "consumers": 16},
      {"name": "rabbit", "kind": "rabbitmq"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "exponential(4ms)", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "lognormal(p50 10ms, p99 60ms)",
       "rejection": "15%", "compensation": "refund", "compensation_time": "exponential(10ms)"},
      {"name": "reserve", "component": "stock", "after": ["place"], "time": "exponential(5ms)", "rejection": "20%",
       "compensation": "unreserve", "compensation_time": "exponential(3ms)"},
      {"name": "ship", "component": "shipping", "after": ["pay", "reserve"], "time": "gamma(mean 8ms, cv 0.5)"}]}
  ],
  "designs": [
    {"name": "sync", "style": "request-response", "policy": {"timeout": "10s"}},
    {"name": "parallel", "style": "request-response", "calls": "parallel", "policy": {"timeout": "10s"}},
    {"name": "choreography", "style": "choreography", "broker": "rabbit"},
    {"name": "orchestration", "style": "orchestration", "broker": "rabbit", "orchestrator": "director"}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "100/s"}],
  "run": {"duration": "4s", "drain": "20s"}
})json";

using Nanoseconds = std::int64_t;
using ByOrder = std::map<std::uint64_t, Nanoseconds>;

/// What a design calls the message or request on which a step is done, and on which it is undone.
struct Words {
    std::string pay;
    std::string reserve;
    std::string refund;
    std::string unreserve;
};

Words wordsOf(const std::string& design)
{
    if (design == "choreography")
        return {"order.place.succeeded", "order.place.succeeded", "order.reserve.rejected", "order.pay.rejected"};
    if (design == "orchestration")
        return {"order.pay.do", "order.reserve.do", "order.pay.undo", "order.reserve.undo"};
    return {"order.pay", "order.reserve", "order.pay.refund", "order.reserve.unreserve"};
}

Nanoseconds nanoseconds(double seconds) { return std::llround(seconds * 1e9); }

/// How long a component worked on each order. A step that was cancelled before it began took no time: it is left out.
ByOrder workOf(const results::RunResult& result, const std::string& component, const std::string& what)
{
    ByOrder work;
    for (const results::Span& span : result.spans) {
        const Nanoseconds time = nanoseconds(span.end - span.served);
        if (span.component == component && span.what == what && time > 0)
            work[span.number] += time;
    }
    return work;
}

ByOrder arrivalsOf(const results::RunResult& result)
{
    ByOrder arrivals;
    for (const results::Span& span : result.spans) {
        if (span.component == "orders" && span.what == "order")
            arrivals[span.number] = nanoseconds(span.start);
    }
    return arrivals;
}

std::set<std::uint64_t> shippedOf(const results::RunResult& result)
{
    std::set<std::uint64_t> shipped;
    for (const results::Span& span : result.spans) {
        if (span.component == "shipping" && span.end > span.served)
            shipped.insert(span.number);
    }
    return shipped;
}

/// The orders that both designs worked on. Which are undone depends on who has begun when the refusal comes.
std::size_t countCommon(const ByOrder& one, const ByOrder& other)
{
    return static_cast<std::size_t>(
        std::count_if(one.begin(), one.end(), [&](const auto& entry) { return other.contains(entry.first); }));
}

/// Empty, or the first order on which the two spent different times.
std::string difference(const ByOrder& one, const ByOrder& other)
{
    for (const auto& [order, time] : one) {
        const auto found = other.find(order);
        if (found != other.end() && found->second != time)
            return "order " + std::to_string(order) + ": " + std::to_string(time) + " ns and "
                + std::to_string(found->second) + " ns";
    }
    return {};
}

results::RunResult runDesign(const std::string& design, std::int64_t replication)
{
    constexpr std::int64_t kAll = 1'000'000;
    return runText(kThreeDesigns, {.design = design, .replication = replication, .tracedFlows = kAll});
}

}  // namespace

class CommonNumbersTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theSameOrdersComeAtTheSameInstants_data() { addDesigns(); }
    void theSameOrdersComeAtTheSameInstants();
    void theyAskForTheSameWork_data() { addDesigns(); }
    void theyAskForTheSameWork();
    void theBusinessRefusesTheSameOnes_data() { addDesigns(); }
    void theBusinessRefusesTheSameOnes();
    void anotherReplicationHasOtherNumbers();

private:
    static void addDesigns();

    results::RunResult m_sync;  // what the others are compared with
};

void CommonNumbersTest::addDesigns()
{
    QTest::addColumn<QString>("design");

    for (const char* design : {"parallel", "choreography", "orchestration"})
        QTest::newRow(design) << QString::fromLatin1(design);
}

void CommonNumbersTest::initTestCase()
{
    m_sync = runDesign("sync", 0);
    QVERIFY2(m_sync.failures.empty(), failuresOf(m_sync).c_str());
    QVERIFY(figureOf(m_sync, "order.offered") > 300);
}

void CommonNumbersTest::theSameOrdersComeAtTheSameInstants()
{
    QFETCH(QString, design);

    const results::RunResult result = runDesign(design.toStdString(), 0);

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "order.offered"), figureOf(m_sync, "order.offered"));
    QCOMPARE(seriesOf(result, "order", "offered").size() >= 4, true);
    QVERIFY(arrivalsOf(result) == arrivalsOf(m_sync));
}

void CommonNumbersTest::theyAskForTheSameWork()
{
    QFETCH(QString, design);
    const Words here = wordsOf(design.toStdString());
    const Words there = wordsOf("sync");

    const results::RunResult result = runDesign(design.toStdString(), 0);

    const std::array<std::tuple<std::string, std::string, std::string, std::size_t>, 4> works{
        {{"payment", here.pay, there.pay, 250},
         {"stock", here.reserve, there.reserve, 200},
         {"payment", here.refund, there.refund, 10},
         {"stock", here.unreserve, there.unreserve, 0}}};  // in turn, nothing is reserved before the payment
    for (const auto& [component, what, whatThere, fewest] : works) {
        const ByOrder work = workOf(result, component, what);
        const ByOrder reference = workOf(m_sync, component, whatThere);
        QVERIFY2(countCommon(work, reference) >= fewest, what.c_str());
        QVERIFY2(difference(work, reference).empty(), (what + ", " + difference(work, reference)).c_str());
    }
}

void CommonNumbersTest::theBusinessRefusesTheSameOnes()
{
    QFETCH(QString, design);

    const results::RunResult result = runDesign(design.toStdString(), 0);

    QVERIFY(shippedOf(result) == shippedOf(m_sync));
    QVERIFY(figureOf(result, "order.compensated") > 80);
    QCOMPARE(figureOf(result, "order.completed"), figureOf(m_sync, "order.completed"));
    QCOMPARE(figureOf(result, "order.compensated"), figureOf(m_sync, "order.compensated"));
}

void CommonNumbersTest::anotherReplicationHasOtherNumbers()
{
    const results::RunResult other = runDesign("sync", 1);

    QVERIFY(arrivalsOf(other) != arrivalsOf(m_sync));
    QVERIFY(!difference(workOf(other, "payment", "order.pay"), workOf(m_sync, "payment", "order.pay")).empty());
    QVERIFY(shippedOf(other) != shippedOf(m_sync));
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::CommonNumbersTest)
#include "tst_common_numbers.moc"
