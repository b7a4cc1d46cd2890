// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every kind of fault of messages, brokers, stores and the network at once, with crashes between them: whatever happens, the
// books balance, and the same seed gives the same run.
#include "scenarios/scenario_reader.h"
#include "simcore/random/random_streams.h"
#include "tests/unit/faults/shop_run.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

constexpr int kFaults = 30;

class Storm {
public:
    Storm(std::string broker, std::uint64_t seed)
        : m_broker(std::move(broker)), m_draws(RandomStreams(seed, 0).stream("storm", "faults"))
    {
    }

    spec::Scenario scenario()
    {
        spec::Scenario scenario = readScenarioText(orderFlow(m_broker, ""), "storm").scenario;
        scenario.workload.front().arrivals = spec::PoissonArrivals{.rate = 100};
        scenario.run.duration = 8s;
        scenario.run.drain = 30s;
        m_channels = {"orders-events", "order-replies", "order-commands-payment"};
        for (int i = 0; i < kFaults; ++i) {
            spec::Fault fault;
            fault.name = "fault-" + std::to_string(i);
            fault.timing.at = time(9s);
            fault.timing.lasting = Duration{1} + time(3s);
            if (below(3) == 0)
                fault.timing.ramp = fault.timing.lasting / 2;
            fault.settings = kind();
            if (const bool hasStrength = std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::kHasStrength; },
                                                    fault.settings);
                !hasStrength)
                fault.timing.ramp = {};
            scenario.chaos.push_back(fault);
        }
        return scenario;
    }

private:
    std::uint64_t below(std::uint64_t n) { return m_draws.below(n); }
    Duration time(Duration most) { return Duration{static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most.count())))}; }
    double share() { return 0.02 + 0.3 * m_draws.uniform(); }

    spec::ChannelTarget where()
    {
        if (below(3) == 0)
            return {.broker = "broker"};
        return {.channel = m_channels[below(m_channels.size())]};
    }
    spec::MessageTarget messages() { return {.where = where(), .event = below(2) == 0 ? "order.pay" : ""}; }
    spec::Victims nodes() { return {.target = "broker", .mode = static_cast<spec::VictimMode>(below(5))}; }
    spec::Victims disks() { return m_broker == "sqs" || below(3) == 0 ? spec::Victims{.target = "store"} : nodes(); }

    spec::FaultSettings kind()
    {
        switch (below(14)) {
        case 0: return spec::Duplicate{.messages = messages(), .share = share(), .gap = time(1s)};
        case 1: return spec::Reorder{.messages = messages(), .share = share(), .gap = Duration{1} + time(1s)};
        case 2: return below(2) == 0 ? spec::FaultSettings{spec::Corrupt{.messages = messages(), .share = share() / 10}}
                                     : spec::FaultSettings{spec::Poison{.messages = messages(), .nth = 50}};
        case 3: return spec::Deny{.where = where(), .access = static_cast<spec::DeniedAccess>(below(3))};
        case 4: return spec::DiskFull{.victims = disks()};
        case 5: return spec::SlowDisk{.victims = disks(), .factor = 20, .extra = time(20ms), .affected = 0.5};
        case 6: return spec::Flood{.where = {.where = where()}, .rate = 500};
        case 7: return spec::Failover{.target = "store", .takeover = Distribution{distribution::Exponential{1s}}};
        case 8: return below(2) == 0 ? spec::FaultSettings{spec::PoolExhaustion{.target = "store", .client = {}, .share = 3 * share()}}
                                     : spec::FaultSettings{spec::StoreError{.target = "store", .share = share()}};
        case 9: return crash();
        case 10:
        case 11:
        case 12: return ofTheNetwork();
        default: return ofTheBroker();
        }
    }

    spec::FaultSettings crash()
    {
        std::vector<std::string> victims{"orders", "payment", "director", "store"};
        if (m_broker != "sqs")
            victims.push_back("broker");
        return spec::Crash{.victims = {.target = victims[below(victims.size())]}};
    }

    std::vector<std::string> some()
    {
        std::vector<std::string> places{"web", "orders", "payment", "director", "store", "broker"};
        while (places.size() > 2 || below(3) == 0) {
            places.erase(places.begin() + static_cast<std::ptrdiff_t>(below(places.size())));
            if (places.size() == 1)
                break;
        }
        return places;
    }

    /// Nodes of the broker are cut off from each other where both sides have it.
    spec::FaultyWays ways()
    {
        spec::FaultyWays ways{.between = some(), .direction = static_cast<spec::Direction>(below(3))};
        if (below(2) == 0)
            ways.others = below(2) == 0 ? std::vector<std::string>{"broker"} : some();
        return ways;
    }

    spec::FaultSettings ofTheNetwork()
    {
        switch (below(7)) {
        case 0: return spec::Latency{.ways = ways(), .delay = Duration{1} + time(300ms)};
        case 1: return spec::Loss{.ways = ways(), .loss = share(), .correlation = 0.25};
        case 2: return spec::Bandwidth{.ways = ways(), .rate = 20'000};
        case 3: return spec::DnsError{.target = m_broker == "sqs" && below(2) == 0 ? "broker" : "payment", .share = 3 * share()};
        default: return spec::Partition{.ways = ways(), .mode = static_cast<spec::PartitionMode>(below(3))};
        }
    }

    spec::FaultSettings ofTheBroker()
    {
        const std::uint64_t drawn = below(3);
        if (m_broker == "sqs")
            return crash();
        if (m_broker == "rabbitmq" || drawn == 0)
            return spec::LeaderLoss{.where = {.where = where()}, .share = 0.5, .election = time(2s)};
        if (drawn == 1)
            return spec::ReplicaLag{.victims = nodes(), .channel = {}};
        return spec::Rebalance{.where = where(), .group = {}, .interval = 500ms + time(1s)};
    }

    const std::string m_broker;
    RandomStream m_draws;
    std::vector<std::string> m_channels;
};

}  // namespace

class FaultStormTest : public QObject {
    Q_OBJECT

private slots:
    void theBooksBalanceWhateverIsBroken_data();
    void theBooksBalanceWhateverIsBroken();
    void theSameSeedGivesTheSameRun();
};

void FaultStormTest::theBooksBalanceWhateverIsBroken_data()
{
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("design");
    QTest::addColumn<int>("seed");

    for (const char* broker : {"kafka", "rabbitmq", "sqs"})
        for (const char* design : {"events", "saga"})
            for (int seed = 1; seed <= 5; ++seed)
                QTest::addRow("%s over %s, storm %d", design, broker, seed) << broker << design << seed;
}

void FaultStormTest::theBooksBalanceWhateverIsBroken()
{
    QFETCH(QString, broker);
    QFETCH(QString, design);
    QFETCH(int, seed);

    const ShopRun run(Storm(broker.toStdString(), static_cast<std::uint64_t>(seed)).scenario(), design.toStdString(), seed);

    QCOMPARE(run.failures(), "");
    QVERIFY(!run.result().ledgers.empty());
    for (const results::Ledger& ledger : run.result().ledgers) {
        std::uint64_t extra = 0;
        for (const auto& [account, count] : ledger.extra)
            extra += count;
        QVERIFY2(ledger.imbalance() == 0, ledger.subject.c_str());
        QVERIFY(extra <= ledger.in);
    }
}

void FaultStormTest::theSameSeedGivesTheSameRun()
{
    for (const char* broker : {"kafka", "rabbitmq", "sqs"}) {
        const spec::Scenario scenario = Storm(broker, 9).scenario();

        const ShopRun first(scenario, "events", 7);
        const ShopRun second(scenario, "events", 7);

        QCOMPARE(first.failures(), "");
        QCOMPARE(second.result().fingerprint, first.result().fingerprint);
        QCOMPARE(second.result().events, first.result().events);
        QVERIFY(second.result().ledgers == first.result().ledgers);
    }
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::FaultStormTest)
#include "tst_fault_storm.moc"
