// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/builder.h"

#include "models/brokers/registry.h"
#include "models/designs/user_programs.h"
#include "models/faults/schedule.h"
#include "models/run/own_parts.h"
#include "models/run/resolver.h"
#include "models/services/publishing.h"
#include "models/services/streaming/stream_job.h"
#include "simcore/base/check.h"

#include <algorithm>

namespace stormglass {
namespace {

StationSettings stationOf(const std::string& name, const spec::GatewaySettings& gateway)
{
    return {.name = name,
            .workers = gateway.workers,
            .rateLimit = gateway.rateLimit,
            .burst = gateway.burst,
            .balancing = gateway.balancing,
            .health = gateway.health};
}

StationSettings stationOf(const std::string& name, const spec::ServiceSettings& service)
{
    return {.name = name,
            .workers = service.workers,
            .consumers = service.consumers,
            .startupTime = service.startupTime,
            .rateLimit = service.rateLimit,
            .burst = service.burst,
            .balancing = service.balancing,
            .health = service.health,
            .autoscaling = service.autoscaling,
            .deployed = static_cast<std::size_t>(service.placement.instances),
            .failedMessages = service.failedMessages};
}

StationSettings stationOf(const std::string& name, const spec::OrchestratorSettings& orchestrator)
{
    return {.name = name,
            .workers = orchestrator.workers,
            .consumers = orchestrator.consumers,
            .startupTime = orchestrator.startupTime,
            .failedMessages = orchestrator.failedMessages};
}

StationSettings stationOf(const std::string& name, const spec::StreamProcessorSettings& processor)
{
    return {.name = name, .workers = {}, .consumers = processor.consumers, .startupTime = processor.startupTime};
}

StationSettings stationOf(const std::string& name, const spec::ReadModelSettings& model)
{
    return {.name = name, .workers = {}, .consumers = model.consumers, .startupTime = model.startupTime};
}

StationSettings stationOf(const std::string& name, const spec::DashboardSettings&) { return {.name = name, .workers = {}}; }
StationSettings stationOf(const std::string& name, const spec::PagerSettings&) { return {.name = name, .workers = {}}; }

/// The server of a store that is no relational database; what it executes takes as long as its engine says.
template <class Settings>
spec::DatabaseSettings serverOf(const Settings& store, const spec::StoreServer& server)
{
    spec::DatabaseSettings database;
    database.placement = store.placement;
    database.maximumPoolSize = server.maximumPoolSize;
    database.connectionTimeout = server.connectionTimeout;
    database.queryTimeout = server.queryTimeout;
    database.maxConnections = server.maxConnections;
    database.concurrency = server.concurrency;
    return database;
}

/// Somebody else's system has as many workers as it is asked for.
StationSettings stationOf(const std::string& name, const spec::ExternalSettings&)
{
    constexpr std::int64_t kPlenty = 1'000'000'000;
    return {.name = name, .workers = {.concurrency = kPlenty, .queueCapacity = 0, .holdsWorkerDuringCalls = true}};
}

class Builder {
public:
    Builder(Model& model, const PlacedTopology& placed) : m_model(model), m_placed(placed), m_resolver(model) { }

    void build()
    {
        noteFaults();
        m_model.hostsOf = m_placed.hostsOf;
        for (const auto& [component, hosts] : m_placed.hostsOf) {
            for (std::size_t i = 0; i < hosts.size(); ++i)
                m_model.residents[m_placed.platform.hosts[hosts[i].value].name].push_back({component, i});
        }
        for (const spec::Flow& flow : m_model.spec.flows)
            addTracker(flow.name, flow);
        for (const spec::Component& component : m_model.spec.topology.components)
            addComponent(component);
        for (const spec::Component& component : m_model.spec.topology.components)
            addOwnParts(m_model, component);
        for (const spec::Channel& channel : m_model.wiring.channels)
            addChannel(channel);
        for (const Subscription& subscription : m_model.wiring.subscriptions)
            addSubscription(subscription);
        for (const auto& [name, station] : m_model.stations)
            addDeadLetters(*station);
        m_resolver.addSagas();
        for (const Handler& handler : m_model.wiring.handlers)
            addHandler(handler);
        for (const spec::Workload& workload : m_model.spec.workload)
            addWorkload(workload);
        for (const spec::Component& component : m_model.spec.topology.components) {
            if (const auto* dashboard = std::get_if<spec::DashboardSettings>(&component.settings))
                addRefreshes(component.name, *dashboard);
        }
    }

private:
    void noteFaults()
    {
        std::vector<FaultSpans> spans = faultSpans(m_model.spec, m_model.streams);
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (!m_model.spec.chaos[i].timing.isLive)
                m_model.faults.push_back({m_model.spec.chaos[i], std::move(spans[i])});
        }
        m_model.updateBounds();
    }

    void addTracker(const std::string& name, const spec::Flow& flow)
    {
        m_model.trackers.emplace(name, std::make_unique<FlowTracker>(m_model.world.calendar, flow, m_model.bounds));
    }

    void addComponent(const spec::Component& component)
    {
        std::visit([&](const auto& settings) { add(component, settings); }, component.settings);
    }

    void add(const spec::Component&, const spec::ClientSettings&) { }

    template <class Settings>
    void add(const spec::Component& component, const Settings& settings)
    {
        if constexpr (requires { stationOf(component.name, settings); }) {
            m_model.stations.emplace(component.name,
                                     std::make_unique<Station>(m_model.world, stationOf(component.name, settings),
                                                               hostsOf(component.name)));
        } else {
            const BrokerContext context{.calendar = m_model.world.calendar,
                                        .network = m_model.world.network,
                                        .completions = m_model.world.completions,
                                        .random = m_model.streams,
                                        .name = component.name,
                                        .hosts = hostsOf(component.name),
                                        .eventNames = &m_model.eventNames,
                                        .peer = [&model = m_model](const std::string& name) -> Broker& {
                                            return *model.brokers.at(name);
                                        }};
            m_model.brokers.emplace(component.name, makeBroker(component, context));
        }
        if constexpr (std::is_same_v<Settings, spec::OrchestratorSettings>) {
            auto orchestrator = std::make_unique<Orchestrator>(settings.hasDurableLog);
            m_model.stations.at(component.name)->onDown([&log = *orchestrator](std::size_t instance) { log.crashed(instance); });
            m_model.orchestrators.emplace(component.name, std::move(orchestrator));
        }
    }

    void add(const spec::Component& component, const spec::DatabaseSettings& settings)
    {
        m_model.databases.emplace(component.name,
                                  std::make_unique<Database>(m_model.world, component.name, settings,
                                                             hostsOf(component.name)));
    }

    template <class Settings>
        requires requires(const Settings& settings) { settings.server; }
    void add(const spec::Component& component, const Settings& settings)
    {
        m_model.databases.emplace(component.name,
                                  std::make_unique<Database>(m_model.world, component.name, serverOf(settings, settings.server),
                                                             hostsOf(component.name)));
    }

    /// What the kind of the component does comes last; the sink of a stream processor is part of it.
    void append(const std::string& component, Routine& routine)
    {
        if (const auto* processor = std::get_if<spec::StreamProcessorSettings>(&componentNamed(component).settings)) {
            Instructions sink(routine.body.begin() + 1, routine.body.end());
            routine.body.erase(routine.body.begin() + 1, routine.body.end());
            if (!m_model.steps.contains(component))  // a design repeats the handler for each of its events
                addJob(component, *processor, std::move(sink));
        }
        if (const auto step = m_model.steps.find(component); step != m_model.steps.end())
            routine.body.push_back({instruction::Custom{step->second}});
    }

    /// Its consumers share the partitions out themselves: with the source of Flink, the job is the group.
    void addJob(const std::string& component, const spec::StreamProcessorSettings& processor, Instructions sink)
    {
        Station& station = *m_model.stations.at(component);
        const auto& topic = std::get<spec::KafkaTopic>(std::ranges::find(m_model.wiring.channels, processor.source, &spec::Channel::name)->settings);
        const auto job = std::make_shared<StreamJob>(station, processor, static_cast<std::size_t>(topic.partitions), std::move(sink),
                                                     m_model.streams.stream(component, "event delay"));
        station.onDown([&job = *job](std::size_t instance) { job.instanceDied(instance); });
        m_model.channelByName.at(processor.source)
            ->broker->assignManually(m_subscriptions.at({component, processor.source}),
                                     station.instanceCount() * static_cast<std::size_t>(processor.consumers),
                                     processor.checkpointInterval > Duration::zero());
        m_model.steps.emplace(component, job);
    }

    /// A dashboard asks itself to refresh.
    void addRefreshes(const std::string& name, const spec::DashboardSettings& settings)
    {
        spec::Workload refreshes;
        refreshes.name = name + "." + std::string(kRefresh);
        refreshes.client = name;
        refreshes.component = name;
        refreshes.operation = kRefresh;
        refreshes.arrivals = spec::ConstantArrivals{.rate = 1 / toSeconds(settings.refresh)};
        addWorkload(refreshes);
    }

    void addChannel(const spec::Channel& channel)
    {
        ChannelRuntime& runtime = m_model.channels.emplace_back();
        runtime.name = channel.name;
        if (m_model.world.witness != nullptr)
            runtime.probe.setPlace(m_model.world.witness->placeOfChannel(channel.name));
        runtime.broker = m_model.brokers.at(channel.broker).get();
        runtime.id = runtime.broker->addChannel(channel, runtime.probe);
        m_model.channelByName.emplace(channel.name, &runtime);
    }

    void addSubscription(const Subscription& subscription)
    {
        ChannelRuntime& channel = *m_model.channelByName.at(subscription.channel);
        const SubscriptionId id = channel.broker->addSubscription(channel.id, subscription.component);
        m_model.stations.at(subscription.component)->addReaction(id, *channel.broker, channel.probe, SimTime{subscription.from});
        m_subscriptions[{subscription.component, subscription.channel}] = id;
    }

    void addDeadLetters(Station& station)
    {
        const std::string& name = station.settings().failedMessages.deadLetterChannel;
        if (name.empty())
            return;
        const ChannelRuntime& channel = *m_model.channelByName.at(name);
        const bool areRead = std::ranges::count(m_model.wiring.subscriptions, name, &Subscription::channel) > 0
            || spec::passesOn(std::ranges::find(m_model.wiring.channels, name, &spec::Channel::name)->settings);
        station.setDeadLetters(*channel.broker, channel.id, channel.probe.place(), areRead);
    }

    void addHandler(const Handler& handler)
    {
        Routine routine = m_resolver.resolve(handler);
        Station& station = *m_model.stations.at(handler.component);
        prepend(handler.component, routine);
        append(handler.component, routine);
        if (const auto* request = std::get_if<Handler::OnRequest>(&handler.trigger)) {
            station.addRoutine(m_resolver.operation(request->operation), std::move(routine));
            return;
        }
        const auto& message = std::get<Handler::OnMessage>(handler.trigger);
        Broker& broker = *m_model.channelByName.at(message.channel)->broker;
        const SubscriptionId subscription = m_subscriptions.at({handler.component, message.channel});
        if (publishesTo(routine, broker))
            broker.noteProcessing(subscription);
        station.addReactionRoutine(subscription, broker,
                                   m_resolver.event(message.event), std::move(routine));
    }

    /// An external system answers in its own time, whatever it is asked.
    void prepend(const std::string& component, Routine& routine)
    {
        const auto* external = std::get_if<spec::ExternalSettings>(&componentNamed(component).settings);
        if (external == nullptr)
            return;
        // One sequence of draws for all its operations: were they to have one each of the same name, their times would be
        // the same.
        const auto [answer, isNew] = m_externalAnswers.try_emplace(component);
        if (isNew)
            answer->second = answerOf(component, *external);
        routine.body.insert(routine.body.begin(), answer->second.begin(), answer->second.end());
    }

    [[nodiscard]] Instructions answerOf(const std::string& component, const spec::ExternalSettings& external) const
    {
        const RandomStream times = m_model.streams.stream(component, "response time");
        const RandomStream errors = m_model.streams.stream(component, "error");
        return {{instruction::Work{std::make_shared<instruction::TimedWork>(Sampler(external.responseTime), times)}},
                {instruction::Fail{external.errorRate, std::make_shared<RandomStream>(errors)}}};
    }

    void addWorkload(const spec::Workload& workload)
    {
        LoadGenerator::Target target;
        std::string client = workload.client;
        std::string component;
        std::string tracker = workload.flow;
        if (workload.flow.empty()) {
            // Requests without a flow are measured under the name of their workload.
            tracker = workload.name;
            spec::Flow flow;
            flow.name = tracker;
            flow.messageSize = workload.messageSize;
            addTracker(tracker, flow);
            component = workload.component;
            target.operation = m_resolver.operation(workload.operation);
        } else {
            const auto entry = std::ranges::find(m_model.wiring.entries, workload.flow, &FlowEntry::flow);
            SIM_CHECK(entry != m_model.wiring.entries.end(), "flow " + workload.flow + " has no entry");
            client = m_model.trackers.at(workload.flow)->flow().client;
            component = entry->component;
            target.operation = m_resolver.operation(entry->operation);
        }
        Station& station = *m_model.stations.at(component);
        target.endpoint = &station;
        if (const Witness* witness = m_model.world.witness; witness != nullptr) {
            target.clientPlace = witness->placeOf(client);
            target.place = station.place();
        }
        target.clients = hostsOf(client);
        target.size = static_cast<std::int32_t>(m_model.trackers.at(tracker)->flow().messageSize);
        const SimTime end{m_model.spec.run.duration};
        m_model.generators.push_back(std::make_unique<LoadGenerator>(m_model.world, workload, *m_model.trackers.at(tracker),
                                                                     std::move(target), end));
    }

    [[nodiscard]] const spec::Component& componentNamed(const std::string& name) const
    {
        const auto found = m_components.find(name);
        SIM_CHECK(found != m_components.end(), "there is no component " + name);
        return *found->second;
    }

    [[nodiscard]] const std::vector<HostId>& hostsOf(const std::string& component) const
    {
        return m_placed.hostsOf.at(component);
    }

    [[nodiscard]] static std::map<std::string, const spec::Component*> byName(const spec::Scenario& scenario)
    {
        std::map<std::string, const spec::Component*> components;
        for (const spec::Component& component : scenario.topology.components)
            components.emplace(component.name, &component);
        return components;
    }

    Model& m_model;
    const PlacedTopology& m_placed;
    Resolver m_resolver;
    std::map<std::string, const spec::Component*> m_components = byName(m_model.spec);
    std::map<std::pair<std::string, std::string>, SubscriptionId> m_subscriptions;  // by component and channel
    std::map<std::string, Instructions> m_externalAnswers;  // by component
};

}  // namespace

std::unique_ptr<Model> buildModel(const spec::Scenario& scenario, Wiring wiring, const PlacedTopology& placed,
                                  Conductor& conductor, Ways& ways, RandomStreams streams, Witness* witness)
{
    auto model = std::make_unique<Model>(scenario, std::move(wiring), conductor, ways, streams, witness);
    Builder(*model, placed).build();
    return model;
}

}  // namespace stormglass
