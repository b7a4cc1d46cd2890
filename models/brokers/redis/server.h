// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Redis master with its replicas, and what its clients share.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/comeback_note.h"
#include "models/brokers/denials.h"
#include "models/spec/components/redis.h"
#include "simcore/random/sampler.h"

#include <memory>
#include <optional>

namespace stormglass::redis {

class Group;
class Reader;

/// A message of a stream, as one group has it before it.
struct Entry {
    Message message;
    std::uint64_t id = 0;
    SimTime addedAt{};
    std::uint32_t deliveries : 24 = 0;
    ComebackNote comeback = {};  ///< In the same word as the deliveries.
    std::uint32_t reader = 0;    ///< Who has got it last, by number.
};
static_assert(sizeof(Entry) == 56, "groups keep many of them");

/// Bytes of a command or an answer without a message.
inline constexpr std::int64_t kSmallCommand = 64;
inline constexpr std::uint32_t kNoNode = 0xffff'ffff;

struct Node {
    HostId host;
    bool isUp = true;
    std::uint32_t epoch = 0;    ///< Counts its crashes.
    SimTime has = kNever;       ///< What it has of the data: all until then; kNever: everything.
    SimTime busyUntil{};
    // Of its last crash:
    SimTime crashedAt{};
    SimTime snapshotAt{};       ///< The last snapshot before it.
    bool isSilent = false;      ///< Its host went with it, and answers nobody.
    bool hasLostPower = false;
    bool isPaused = false;      ///< It has not crashed at all, and keeps what it has.
};

/// A channel of the scenario.
struct Stream {
    std::string name;
    spec::RedisStream settings;
    ChannelProbe* probe = nullptr;
    std::vector<Group*> groups;
    std::uint64_t lastId = 0;
    std::uint64_t firstId = 1;       ///< The oldest that MAXLEN has left.
    Denials denials = {};
};

/// Executes commands one after the other and answers before anything is on a disk or at a replica, unless it is told to
/// wait. A replica that is promoted lacks what was on its way to it; a master that comes back has what its files tell
/// (failover.cpp). Until Sentinel has promoted a replica nobody is served.
///
/// Not modelled: a network that parts the master from Sentinel but not from its clients; what a group forgets with a
/// failover of what had been acknowledged; partial resynchronisation.
class Server {
public:
    Server(const spec::RedisSettings& chosen, const BrokerContext& where);
    ~Server();

    const spec::RedisSettings settings;
    const BrokerContext context;
    std::vector<Node> nodes;
    std::vector<std::unique_ptr<Stream>> streams;
    std::vector<std::unique_ptr<Group>> groups;
    std::vector<std::unique_ptr<Reader>> readers;  ///< Also those that have gone.

    [[nodiscard]] SimTime now() const { return context.now(); }
    [[nodiscard]] Stream* findStream(const std::string& name) const;
    /// Who answers: kNoNode while there is no master.
    [[nodiscard]] std::uint32_t master() const { return m_master; }
    /// Where clients send their commands.
    [[nodiscard]] HostId masterHost() const { return nodes[m_lastMaster].host; }
    [[nodiscard]] bool isConnected(HostId client) const
    {
        return m_master != kNoNode && context.network.areConnected(client, nodes[m_master].host);
    }
    [[nodiscard]] Duration delay(HostId client) const { return context.network.delay(client, masterHost(), kSmallCommand); }
    /// Time until a command has been executed, with those before it.
    [[nodiscard]] Duration execute();
    /// How long WAIT takes; nothing: there are not so many replicas.
    [[nodiscard]] std::optional<Duration> waitTime() const;

    /// A command to publish; the outcome is told at the client's host.
    void publish(HostId client, Stream& stream, Message message, CompletionId confirm);
    /// A message enters the stream.
    void add(Stream& stream, Message message);
    /// Copies on their way to the master.
    [[nodiscard]] std::uint64_t countOnTheWay(const Stream& stream) const;

    void crash(std::uint32_t node, bool isSilent);
    void pause(std::uint32_t node);
    void losePower(std::uint32_t node);
    void restart(std::uint32_t node);
    void clear();

private:
    struct Call {
        Stream* stream = nullptr;  ///< Null: the message is no longer here.
        Message message;
        CompletionId confirm;
        HostId client;
        SimTime sentAt{};
        bool isUsed = false;
    };
    struct Answer;

    void arrived(std::uint32_t slot, std::uint32_t epoch);
    void executed(std::uint32_t slot);
    void trim(Stream& stream);
    void fail(std::uint32_t slot, LossCause cause, Outcome outcome);
    void answerLater(std::uint32_t slot, Outcome outcome);
    void answered(std::uint32_t slot, Outcome outcome);
    /// What the clients of a node that has crashed hear: of a silent one nothing until their time is up.
    [[nodiscard]] static Outcome told(const Node& node, Outcome outcome) { return node.isSilent ? Outcome::TimedOut : outcome; }
    /// What the files of a node that is starting hold.
    [[nodiscard]] SimTime savedUntil(const Node& node) const;
    void noteChange();
    void promoteLater(Duration wait);
    void promote();
    void lead(std::uint32_t node);

    Sampler m_commandTime;
    Sampler m_syncTime;
    RandomStream m_commandTimes;
    RandomStream m_syncTimes;
    std::uint32_t m_master = 0;
    std::uint32_t m_lastMaster = 0;
    SimTime m_masterLostAt{};
    std::vector<Call> m_calls;
    std::vector<std::uint32_t> m_freeCalls;
    // Snapshots.
    SimTime m_savedAt{};
    std::uint64_t m_changes = 0;     // since then
};

}  // namespace stormglass::redis
