// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/catalogue.h"

#include "simcore/base/check.h"

#include <array>

namespace stormglass::spec {
namespace {

template <class Part>
void describeDefaultOf(FieldVisitor& visitor)
{
    Part part;
    describe(visitor, part);
}

template <class Kind>
constexpr CatalogueEntry kind(std::string_view category, std::string_view help)
{
    return {Kind::kKind, category, help, describeDefaultOf<Kind>};
}

template <CallPreset Preset>
void describePreset(FieldVisitor& visitor)
{
    CallPolicy policy = presetPolicy(Preset);
    describe(visitor, policy);
}

template <CallPreset Preset>
constexpr CatalogueEntry preset(std::string_view name, std::string_view help)
{
    return {name, "presets", help, describePreset<Preset>};
}

template <class Part>
constexpr CatalogueEntry part(std::string_view name, std::string_view help)
{
    return {name, "parts", help, describeDefaultOf<Part>};
}

/// Components and channels, whose names and help stand in their own tables.
template <class... Kinds>
void addKinds(std::vector<CatalogueEntry>& entries, std::span<const KindInfo> infos, const std::variant<Kinds...>*)
{
    static constexpr void (*kDescribe[])(FieldVisitor&) = {describeDefaultOf<Kinds>...};
    SIM_CHECK(infos.size() == sizeof...(Kinds), "a kind has no description");
    for (std::size_t i = 0; i < infos.size(); ++i)
        entries.push_back({infos[i].kind, infos[i].category, infos[i].help, kDescribe[i]});
}

constexpr std::array kOtherEntries{
    kind<RequestResponse>("designs", "Synchronous calls: the client waits for the whole flow."),
    kind<Choreography>("designs", "Components react to each other's events; no one directs."),
    kind<Orchestration>("designs", "An orchestrator sends commands, keeps a saga log and directs compensations."),
    kind<PoissonArrivals>("arrivals", "Independent users: exponential gaps."),
    kind<ConstantArrivals>("arrivals", "A metronome: equal gaps."),
    kind<RampArrivals>("arrivals", "A Poisson stream whose rate goes from one value to another and stays there."),
    kind<BurstyArrivals>("arrivals", "A Poisson stream that is calm or in a burst by turns."),
    kind<DiurnalArrivals>("arrivals", "A Poisson stream whose rate follows the hours of the day."),
    kind<ClosedLoop>("arrivals", "A fixed number of users who think, ask, and wait for the answer."),
    kind<Work>("statements", "Holds a worker for a time."),
    kind<Call>("statements", "Calls an operation of another component and waits for its reply."),
    kind<Send>("statements", "Hands a request over and goes on without waiting."),
    kind<Publish>("statements", "Publishes a message and waits until the broker has confirmed it."),
    kind<Access>("statements", "One query at a store."),
    kind<Parallel>("statements", "Runs branches at the same time and goes on when the last has ended."),
    kind<Choose>("statements", "Runs one of several programs, drawn by probability."),
    kind<Fail>("statements", "Ends the program with an error, with a given probability."),
    kind<Reply>("statements", "Answers the request now and goes on working."),
    part<Scenario>("scenario", "The whole file."),
    part<Flow>("flow", "A business transaction: steps, order, compensations."),
    part<Step>("step", "One step of a flow: an operation of one component with a local transaction."),
    part<Design>("design", "A way to build the flows."),
    part<Workload>("workload", "One source of requests."),
    part<Fault>("fault", "Something that is broken on purpose, when, and for how long."),
    part<Experiment>("experiment", "What must hold whatever breaks: when it is checked, and when to give up."),
    part<HypothesisLine>("hypothesis", "One line of the steady state."),
    part<Expectation>("expectation", "Something that must hold at the end."),
    part<RunSettings>("run", "Length, seed and replications."),
    part<Zone>("zone", "An availability zone or region: hosts that fail together."),
    part<Host>("host", "A machine that instances run on."),
    part<Link>("link", "A connection between two zones or hosts."),
    part<NetworkDefaults>("network", "Delays between hosts that no link names."),
    part<Operation>("operation", "A named program of a component."),
    part<CallPolicy>("policy", "How a call is waited for, repeated, and refused."),
    part<RetryBudget>("retry_budget", "How many of the calls may be repetitions (Envoy, gRPC)."),
    part<CircuitBreaker>("circuit_breaker", "Calls that are not made while others fail (resilience4j)."),
    part<Bulkhead>("bulkhead", "How many calls may be under way (resilience4j)."),
    part<CallRateLimiter>("rate_limiter", "How many calls may begin in a time (resilience4j)."),
    part<Hedging>("hedging", "A second request when the first is late (gRPC)."),
    part<LoadShedding>("shedding", "Requests that are dropped before they wait too long: length, age, deadline."),
    part<LoadBalancing>("load_balancing", "Which instance gets a request, and which is ejected (Envoy, Istio)."),
    part<HealthChecks>("health", "Readiness and liveness checks with the defaults of Kubernetes."),
    part<Autoscaling>("autoscaling", "Instances that come and go: formula and timers of the HPA of Kubernetes, and KEDA."),
    part<AccountChange>("changes", "What an event adds to an account."),
    part<FailedMessages>("failed_messages", "Attempts of a consumer, and what becomes of a message that fails in all."),
    part<Redrive>("redrives", "Moves dead letters back, at a limited rate."),
    part<Deduplication>("deduplication", "How long consumers remember what they have done."),
    part<SnsDeliveryPolicy>("healthyRetryPolicy", "How often SNS tries to deliver by HTTP/S, and how long it waits between."),
    part<EventFilter>("FilterPolicy", "Which events a subscription of a topic, or the rule of a bus, takes."),
    part<RabbitmqBinding>("bindings", "Which messages of an exchange of RabbitMQ a queue or another exchange gets."),
    part<RabbitmqProperties>("properties", "What publishers say of messages that they send to RabbitMQ."),
    part<RabbitmqConsumerPriority>("consumer_priorities", "Which consumers of a queue of RabbitMQ come first."),
    part<EventBridgeRetryPolicy>("RetryPolicy", "How often, and how long, EventBridge tries to deliver."),
    part<Outbox>("outbox", "A relay that publishes what was committed: it polls, or reads the log."),
    preset<CallPreset::Resilience4j>("resilience4j", "A policy with the defaults of resilience4j."),
    preset<CallPreset::Envoy>("envoy", "A policy with the defaults of Envoy, and its retry budget."),
    preset<CallPreset::Istio>("istio", "A policy with the defaults of Istio."),
    preset<CallPreset::Polly>("polly", "A policy with the defaults of Polly 8."),
    preset<CallPreset::Grpc>("grpc", "A policy as in the example of gRPC's proposal A6."),
};

constexpr std::string_view kCategories[] = {"clients", "services", "stores",     "brokers", "channels", "designs",
                                            "faults",  "arrivals", "statements", "presets", "parts"};

/// Kinds that carry their help themselves.
template <class... Kinds>
void addKinds(std::vector<CatalogueEntry>& entries, std::string_view category, const std::variant<Kinds...>*)
{
    (entries.push_back({Kinds::kKind, category, Kinds::kHelp, describeDefaultOf<Kinds>}), ...);
}

std::vector<CatalogueEntry> makeCatalogue()
{
    std::vector<CatalogueEntry> entries;
    addKinds(entries, componentKinds(), static_cast<ComponentSettings*>(nullptr));
    addKinds(entries, channelKinds(), static_cast<ChannelSettings*>(nullptr));
    addKinds(entries, "faults", static_cast<FaultSettings*>(nullptr));
    entries.insert(entries.end(), kOtherEntries.begin(), kOtherEntries.end());
    return entries;
}

}  // namespace

std::span<const CatalogueEntry> catalogue()
{
    static const std::vector<CatalogueEntry> entries = makeCatalogue();
    return entries;
}

std::span<const std::string_view> catalogueCategories() { return kCategories; }

const CatalogueEntry* findInCatalogue(std::string_view name)
{
    for (const CatalogueEntry& entry : catalogue()) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

}  // namespace stormglass::spec
