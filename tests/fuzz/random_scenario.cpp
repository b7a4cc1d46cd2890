// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_scenario.h"

#include "models/spec/design_channels.h"
#include "tests/fuzz/random_brokers.h"
#include "tests/fuzz/random_chaos.h"
#include "tests/fuzz/random_experiment.h"
#include "tests/fuzz/random_parts.h"
#include "tests/fuzz/random_programs.h"
#include "tests/fuzz/random_resilience.h"
#include "tests/fuzz/random_routes.h"
#include "tests/fuzz/random_stores.h"

#include <algorithm>
#include <set>

namespace stormglass::fuzz {
namespace {

class ScenarioWriter {
public:
    explicit ScenarioWriter(std::uint64_t seed) : m_seed(seed) { m_scenario.name = "soak " + std::to_string(seed); }

    spec::Scenario write()
    {
        addPlaces();
        addComponents();
        Luck programs(m_seed, "programs");
        const bool hasFlows = programs.has(0.95);
        if (hasFlows) {
            addFlows();
            addDesigns();
            addChannels();
        }
        if (!hasFlows || programs.has(0.4))
            addPrograms(m_scenario, programs);
        Luck readers(m_seed, "readers");
        if (readers.has(0.5))
            addReaders(m_scenario, readers);
        addRun();
        addChaos(m_scenario, m_seed, addResilience(m_scenario, m_seed));
        return std::move(m_scenario);
    }

private:
    void addPlaces()
    {
        Luck luck(m_seed, "places");
        spec::Topology& topology = m_scenario.topology;
        for (std::int64_t i = luck.number(0, 3); i > 0; --i)
            topology.zones.push_back({"zone-" + std::to_string(i)});
        for (std::int64_t i = luck.number(0, 6); i > 0; --i) {
            const bool isInZone = !topology.zones.empty() && luck.has(0.9);
            topology.hosts.push_back({.name = "host-" + std::to_string(i),
                                      .zone = isInZone ? luck.oneOf(topology.zones).name : std::string(),
                                      .cores = luck.number(1, 16)});
        }
        topology.network = {.sameHost = luck.time(1us, 100us),
                            .sameZone = luck.time(10us, 2ms),
                            .betweenZones = luck.time(100us, 20ms),
                            .bandwidth = luck.magnitude(1e6, 1e10)};
        for (const spec::Host& host : topology.hosts)
            m_hosts.push_back(host.name);
        addLinks(luck);
    }

    void addLinks(Luck& luck)
    {
        spec::Topology& topology = m_scenario.topology;
        std::vector<std::string> places = m_hosts;
        for (const spec::Zone& zone : topology.zones)
            places.push_back(zone.name);
        std::set<std::pair<std::string, std::string>> pairs;
        for (std::int64_t i = places.size() < 2 ? 0 : luck.number(0, 3); i > 0; --i) {
            const auto [a, b] = std::minmax(luck.oneOf(places), luck.oneOf(places));
            if (a == b || !pairs.emplace(a, b).second)
                continue;
            topology.links.push_back({.name = "link-" + std::to_string(i),
                                      .between = {a, b},
                                      .latency = luck.time(10us, 20ms),
                                      .bandwidth = luck.magnitude(1e5, 1e9),
                                      .mode = luck.has(0.3) ? spec::LinkMode::Flow : spec::LinkMode::Latency});
        }
    }

    [[nodiscard]] std::vector<std::string> somewhere(Luck& luck)
    {
        return luck.has(0.3) ? std::vector<std::string>() : luck.someOf(m_hosts, 4);
    }

    [[nodiscard]] spec::Placement placement(std::int64_t most, Luck& luck)
    {
        return {.instances = luck.number(1, most), .hosts = somewhere(luck)};
    }

    void add(const std::string& kind, spec::ComponentSettings settings, std::vector<std::string>& names)
    {
        names.push_back(kind + "-" + std::to_string(names.size() + 1));
        m_scenario.topology.components.push_back({names.back(), std::move(settings)});
    }

    void addComponents()
    {
        Luck luck(m_seed, "components");
        m_scenario.topology.components.push_back({"client", spec::ClientSettings{placement(2, luck)}});
        for (std::int64_t left = luck.number(0, 2); left > 0; --left) {
            add("gateway", spec::GatewaySettings{.placement = placement(3, luck), .workers = randomWorkers(luck), .overhead = luck.around(1ms),
                                                 .rateLimit = luck.has(0.7) ? 0 : luck.magnitude(1, 200), .burst = luck.number(1, 50),
                                                 .policy = randomPolicy(luck)},
                m_gateways);
        }
        for (std::int64_t left = luck.number(0, 3); left > 0; --left) {
            spec::DatabaseSettings database = randomDatabase(luck);
            database.placement.hosts = somewhere(luck);
            add("database", database, m_databases);
        }
        addStores();
        for (std::int64_t left = luck.number(1, 5); left > 0; --left) {
            add("service", spec::ServiceSettings{.placement = placement(4, luck), .workers = randomWorkers(luck), .consumers = luck.number(1, 4),
                                                 .startupTime = luck.has(0.5) ? Duration::zero() : luck.time(1ms, 2s), .operations = {}},
                m_participants);
        }
        if (luck.has(0.3)) {
            std::vector<std::string> externals;
            add("external", spec::ExternalSettings{.placement = placement(2, luck), .responseTime = luck.around(20ms),
                                                   .errorRate = luck.has(0.5) ? 0 : luck.share(0.3), .operations = {}},
                externals);
            m_participants.push_back(externals.front());
        }
        addDirectorAndBrokers(luck);
    }

    void addStores()
    {
        Luck luck(m_seed, "stores");
        std::vector<std::string> names;
        for (std::int64_t left = luck.has(0.5) ? 0 : luck.number(1, 3); left > 0; --left) {
            spec::ComponentSettings store = randomStore(m_databases, luck);
            std::visit(
                [&](auto& settings) {
                    if constexpr (requires { settings.placement; })
                        settings.placement.hosts = somewhere(luck);
                },
                store);
            add("store", std::move(store), names);
        }
    }

    void addDirectorAndBrokers(Luck& luck)
    {
        std::vector<std::string> directors;
        add("orchestrator", spec::OrchestratorSettings{.placement = placement(3, luck), .workers = randomWorkers(luck),
                                                       .consumers = luck.number(1, 3), .transitionTime = luck.around(1ms),
                                                       .hasDurableLog = luck.has(0.7),
                                                       .store = m_databases.empty() || luck.has(0.5) ? std::string() : luck.oneOf(m_databases),
                                                       .startupTime = luck.has(0.5) ? Duration::zero() : luck.time(1ms, 1s)},
            directors);
        if (luck.has(0.1))
            m_participants.push_back(directors.front());
        for (std::int64_t left = luck.number(1, 2); left > 0; --left) {
            spec::ComponentSettings broker = randomBroker(luck);
            std::visit(
                [&](auto& settings) {
                    if constexpr (requires { settings.queues; }) {
                        add("queues", randomSqs(luck), m_queues);
                        settings.queues = m_queues.back();
                    }
                    if constexpr (requires { settings.placement; })
                        settings.placement.hosts = somewhere(luck);
                },
                broker);
            add("broker", std::move(broker), m_brokers);
        }
    }

    void addFlows()
    {
        Luck luck(m_seed, "flows");
        const std::int64_t flows = luck.number(1, 3);
        for (std::int64_t i = 1; i <= flows; ++i) {
            spec::Flow flow{.name = "flow-" + std::to_string(i),
                            .client = "client",
                            .via = luck.has(0.6) ? luck.someOf(m_gateways, 2) : std::vector<std::string>(),
                            .deadline = luck.time(50ms, 10s),
                            .messageSize = static_cast<std::int64_t>(luck.magnitude(1, 50'000)),
                            .steps = {}};
            const std::int64_t steps = luck.number(1, 7);
            for (std::int64_t step = 1; step <= steps; ++step)
                flow.steps.push_back(makeStep(flow, luck));
            m_scenario.flows.push_back(flow);
            spec::Workload workload;
            workload.name = "load-" + std::to_string(i);
            workload.flow = flow.name;
            drawArrivals(workload, luck);
            m_scenario.workload.push_back(workload);
        }
    }

    spec::Step makeStep(const spec::Flow& flow, Luck& luck)
    {
        std::vector<std::string> earlier;
        for (const spec::Step& step : flow.steps)
            earlier.push_back(step.name);
        const std::string name = "step-" + std::to_string(flow.steps.size() + 1);
        spec::Step step{.name = name,
                        .component = luck.oneOf(m_participants),
                        .after = luck.someOf(earlier, 3),
                        .time = luck.around(8ms),
                        .store = m_databases.empty() || luck.has(0.4) ? std::string() : luck.oneOf(m_databases),
                        .rejection = luck.has(0.6) ? 0 : luck.share(0.3),
                        .compensation = luck.has(0.3) ? std::string() : "undo-" + name,
                        .compensationTime = {},
                        .isOptional = !earlier.empty() && luck.has(0.2)};
        if (!step.compensation.empty())
            step.compensationTime = luck.around(4ms);
        return step;
    }

    spec::Outbox outbox(Luck& luck) const
    {
        return {.isEnabled = luck.has(0.6), .pollInterval = luck.time(5ms, 500ms), .batch = luck.number(1, 100)};
    }

    void addDesigns()
    {
        Luck luck(m_seed, "designs");
        for (std::int64_t i = luck.number(1, 3); i > 0; --i) {
            spec::Design design{.name = "design-" + std::to_string(i), .style = {}};
            const std::string broker = luck.oneOf(m_brokers);
            switch (luck.index(3)) {
            case 0:
                design.style = spec::RequestResponse{.calls = static_cast<spec::CallOrder>(luck.index(3)),
                                                     .policy = randomPolicy(luck),
                                                     .compensationPolicy = randomPolicy(luck)};
                break;
            case 1: design.style = spec::Choreography{.broker = broker, .outbox = outbox(luck), .areConsumersIdempotent = luck.has(0.7)}; break;
            default:
                design.style = spec::Orchestration{
                    .broker = broker, .orchestrator = "orchestrator-1", .outbox = outbox(luck), .areConsumersIdempotent = luck.has(0.7)};
                break;
            }
            m_scenario.designs.push_back(design);
        }
    }

    /// Settings for some of the channels that the designs make, and places for their dead letters.
    void addChannels()
    {
        Luck luck(m_seed, "channels");
        std::vector<spec::Channel>& channels = m_scenario.topology.channels;
        for (const spec::Channel& made : spec::possibleChannels(m_scenario)) {
            if (luck.has(0.4) && std::ranges::find(channels, made.name, &spec::Channel::name) == channels.end())
                channels.push_back({made.name, made.broker, randomChannel(componentNamed(made.broker), luck)});
            // Only channels that designs name may be FIFO queues without saying so in their name.
            if (!channels.empty() && channels.back().name == made.name && spec::isNamedByDesigns(m_scenario, made.name) && luck.has(0.4))
                makeFifo(channels.back(), luck);
        }
        std::vector<spec::Channel> graveyards;
        for (spec::Channel& channel : channels) {
            const std::string name = "dead-" + channel.broker;
            if (luck.has(0.5) || !sendDeadLetters(channel, name, luck))
                continue;
            if (std::ranges::find(graveyards, name, &spec::Channel::name) == graveyards.end())
                graveyards.push_back({name, channel.broker, randomChannel(componentNamed(channel.broker), luck)});
        }
        channels.insert(channels.end(), graveyards.begin(), graveyards.end());
        joinExchanges(channels, m_participants, luck);
    }

    static void makeFifo(spec::Channel& channel, Luck& luck)
    {
        auto* queue = std::get_if<spec::SqsQueue>(&channel.settings);
        if (auto* topic = std::get_if<spec::SnsTopic>(&channel.settings); topic != nullptr && topic->protocol == spec::SnsProtocol::Sqs) {
            topic->isFifo = true;
            topic->throughputScope = static_cast<spec::SnsFifoThroughputScope>(luck.index(2));
            queue = &topic->queue;
        }
        if (queue == nullptr)
            return;
        queue->isFifo = true;
        queue->messageDelay = spec::SqsQueue{}.messageDelay;
        queue->messageGroups = luck.number(0, 5);
    }

    static bool sendDeadLetters(spec::Channel& channel, const std::string& graveyard, Luck& luck)
    {
        if (auto* queue = std::get_if<spec::RabbitmqQueue>(&channel.settings)) {
            queue->deadLetterChannel = graveyard;
            return true;
        }
        if (auto* queue = std::get_if<spec::SqsQueue>(&channel.settings)) {
            if (queue->isFifo)
                return false;
            queue->deadLetterChannel = graveyard;
            queue->maxReceiveCount = luck.number(1, 4);
            return true;
        }
        return false;
    }

    [[nodiscard]] const spec::Component& componentNamed(const std::string& name) const
    {
        return *std::ranges::find(m_scenario.topology.components, name, &spec::Component::name);
    }

    void addRun()
    {
        Luck luck(m_seed, "run");
        m_scenario.run.duration = luck.time(500ms, 8s);
        m_scenario.run.warmUp = luck.has(0.5) ? Duration::zero() : m_scenario.run.duration / 4;
        m_scenario.run.drain = luck.has(0.1) ? Duration::zero() : luck.time(100ms, 8s);
        m_scenario.run.seed = luck.number(0, 1'000'000);
    }

    const std::uint64_t m_seed;
    spec::Scenario m_scenario;
    std::vector<std::string> m_hosts;
    std::vector<std::string> m_gateways;
    std::vector<std::string> m_databases;
    std::vector<std::string> m_participants;
    std::vector<std::string> m_brokers;
    std::vector<std::string> m_queues;  ///< SQS that SNS and EventBridge deliver to.
};

}  // namespace

spec::Scenario randomScenario(std::uint64_t seed)
{
    spec::Scenario scenario = ScenarioWriter(seed).write();
    addDeadLetters(scenario, seed);
    addExperiment(scenario, seed);
    return scenario;
}

}  // namespace stormglass::fuzz
