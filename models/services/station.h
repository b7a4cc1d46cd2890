// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A component that serves requests and messages: gateway, service, orchestrator, external system.
#pragma once

#include "models/services/world.h"
#include "models/services/instance.h"
#include "models/services/instructions.h"
#include "models/services/station_probe.h"
#include "models/spec/components/services.h"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace stormglass {

class Autoscaler;
class Balancer;
class HealthChecker;
class Outbox;

/// What a station needs to know of its kind's settings.
struct StationSettings {
    std::string name;
    spec::WorkerPool workers;
    std::int64_t consumers = 1;
    Duration startupTime{0};
    double rateLimit = 0;  ///< Requests per second over all instances; 0: none.
    std::int64_t burst = 1;
    std::int32_t replySize = 512;  ///< Bytes of an answer.
    spec::LoadBalancing balancing = {};
    spec::HealthChecks health = {};
    spec::Autoscaling autoscaling = {};
    std::size_t deployed = 0;  ///< Instances at the start; 0: all.
    spec::FailedMessages failedMessages = {};
};

class Station final : public Endpoint {
public:
    Station(World world, StationSettings settings, std::vector<HostId> hosts);
    ~Station();

    // --- before the run ---
    void addRoutine(OperationId operation, Routine routine);
    /// Nothing is taken from the subscription before that instant.
    void addReaction(SubscriptionId subscription, Broker& broker, ChannelProbe& probe, SimTime from = kStartOfRun);
    /// The routine of an event; without an event, that of all events without one of their own. Several routines of one
    /// event run in the order in which they were added.
    void addReactionRoutine(SubscriptionId subscription, const Broker& broker, EventTypeId event, Routine routine);
    void addProducers(Broker& broker);
    /// Where messages go that the consumers give up, and whether anybody reads there.
    void setDeadLetters(Broker& broker, ChannelId channel, std::uint32_t place = 0, bool areRead = true);
    void setOutbox(std::unique_ptr<Outbox> outbox);
    /// Attaches the consumers. Call once, at the start of the run.
    void start();

    // --- in the run ---
    void send(HostId from, Request request) override;
    /// Crashes an instance; silently when its host has gone with it. One that is just starting does not come up.
    void crash(std::size_t index, bool isSilent);
    void restart(std::size_t index);
    /// After that wait, and then the startup time.
    void restartIn(std::size_t index, Duration wait);
    /// Adds an instance, which is up after the startup time; takes one away, which finishes its work first.
    void deploy(std::size_t index);
    void retire(std::size_t index);
    /// A caller has its answer, or none in time. Precondition: there is a balancer.
    void noteAnswer(std::size_t index, Outcome outcome);
    /// Lays a message aside that its consumer has given up.
    void park(TransactionRef transaction);

    [[nodiscard]] std::size_t instanceCount() const { return m_instances.size(); }
    [[nodiscard]] Instance& instance(std::size_t index) { return *m_instances[index]; }
    [[nodiscard]] bool isAnyUp() const { return m_upCount != 0; }
    /// One that takes new requests.
    [[nodiscard]] bool isAnyOpen() const;
    /// An instance that is up, not paused and not about to end; null if there is none.
    [[nodiscard]] Instance* findAtWork();
    /// Null where the next one that is up gets the next request.
    [[nodiscard]] Balancer* balancer() { return m_balancer.get(); }
    /// Instances that are part of it at present, and those of them that are up and take requests.
    [[nodiscard]] std::size_t deployedCount() const;
    [[nodiscard]] std::size_t readyCount() const;
    /// On all of its subscriptions.
    [[nodiscard]] std::uint64_t messagesWaiting() const;
    [[nodiscard]] Broker* deadLetterBroker() { return m_deadLetterBroker; }
    [[nodiscard]] ChannelId deadLetterChannel() const { return m_deadLetterChannel; }
    [[nodiscard]] std::uint32_t deadLetterPlace() const { return m_deadLetterPlace; }
    [[nodiscard]] bool areDeadLettersRead() const { return m_areDeadLettersRead; }
    /// Among what is watched (Witness); 0 if nobody watches.
    [[nodiscard]] std::uint32_t place() const { return m_place; }
    [[nodiscard]] const StationSettings& settings() const { return m_settings; }
    [[nodiscard]] const World& world() const { return m_world; }
    [[nodiscard]] World& world() { return m_world; }
    [[nodiscard]] StationProbe& probe() { return m_probe; }
    [[nodiscard]] Outbox* outbox() { return m_outbox.get(); }
    [[nodiscard]] const Routine* findRoutine(OperationId operation) const;
    [[nodiscard]] const Routine* findReaction(SubscriptionId subscription, const Broker& broker, EventTypeId event) const;
    /// Which of its server pools the consumers of that subscription are. Precondition: it has subscribed.
    [[nodiscard]] std::size_t poolOf(SubscriptionId subscription, const Broker& broker) const;
    /// Of a subscription whose messages are moved on; null for others.
    [[nodiscard]] MoveTask* findMove(SubscriptionId subscription, const Broker& broker) const;
    /// A message was moved on: consumers that wait for more may be done.
    void noteMoved();
    /// Called with its number when an instance has gone, for what an orchestrator forgets.
    void onDown(std::function<void(std::size_t)> action) { m_onDown = std::move(action); }
    /// The end of the run: destroys every process; what it held is let go.
    void clear();

private:
    struct Incoming;
    struct Reaction {
        SubscriptionId subscription;
        Broker* broker = nullptr;
        ChannelProbe* probe = nullptr;
        SimTime from{};
        std::unordered_map<EventTypeId, Routine> routines;
    };

    [[nodiscard]] const Reaction* findReactionTo(SubscriptionId subscription, const Broker& broker) const;
    [[nodiscard]] bool admits();
    [[nodiscard]] Instance* choose(HostId from, Request& request);
    void turnAway(HostId from, const Request& request);
    [[nodiscard]] std::size_t poolOf(const Reaction& reaction) const;
    void setServers(std::size_t instances);
    void noteCapacity();

    World m_world;
    const StationSettings m_settings;
    const std::uint32_t m_place;
    StationProbe m_probe;
    std::vector<std::unique_ptr<Instance>> m_instances;
    std::vector<std::unique_ptr<Routine>> m_routines;  // by operation; null where there is none
    std::vector<Reaction> m_reactions;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Balancer> m_balancer;
    std::unique_ptr<HealthChecker> m_health;
    std::unique_ptr<Autoscaler> m_autoscaler;
    Broker* m_deadLetterBroker = nullptr;
    ChannelId m_deadLetterChannel;
    std::uint32_t m_deadLetterPlace = 0;
    bool m_areDeadLettersRead = true;
    std::vector<TransactionRef> m_parked;
    std::function<void(std::size_t)> m_onDown;
    std::size_t m_next = 0;  // round robin
    std::vector<std::uint32_t> m_lives;  // how often each instance was crashed, even while it was down
    std::size_t m_upCount = 0;
    double m_tokens = 0;     // of the rate limit
    SimTime m_tokensAt{};
};

}  // namespace stormglass
