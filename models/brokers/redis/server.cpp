// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/redis/server.h"

#include "models/brokers/redis/group.h"
#include "models/brokers/redis/reader.h"
#include "models/spec/size_limit.h"

#include <algorithm>

namespace stormglass::redis {

Server::Server(const spec::RedisSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , m_commandTime(chosen.commandTime)
    , m_syncTime(chosen.syncTime)
    , m_commandTimes(where.random.stream(where.name, "command time"))
    , m_syncTimes(where.random.stream(where.name, "sync time"))
{
    for (const HostId host : where.hosts)
        nodes.push_back({.host = host});
}

Server::~Server() = default;

Stream* Server::findStream(const std::string& name) const
{
    const auto found = std::ranges::find_if(streams, [&](const auto& stream) { return stream->name == name; });
    return found == streams.end() ? nullptr : found->get();
}

Duration Server::execute()
{
    Node& node = nodes[m_lastMaster];
    node.busyUntil = std::max(now(), node.busyUntil) + m_commandTime.sample(m_commandTimes);
    return node.busyUntil - now();
}

std::optional<Duration> Server::waitTime() const
{
    std::vector<Duration> roundTrips;
    for (std::uint32_t i = 0; i < nodes.size(); ++i)
        if (i != m_master && nodes[i].isUp && context.network.areConnected(nodes[m_master].host, nodes[i].host))
            roundTrips.push_back(2 * context.network.delay(nodes[m_master].host, nodes[i].host, kSmallCommand));
    const auto needed = static_cast<std::size_t>(settings.waitReplicas);
    if (roundTrips.size() < needed)
        return std::nullopt;
    std::ranges::sort(roundTrips);
    return needed == 0 ? Duration{} : roundTrips[needed - 1];
}

/// On its way back to the client.
struct Server::Answer {
    Server& server;
    std::uint32_t slot;

    void operator()() const { server.answered(slot, Outcome::Ok); }
    void lost(ParcelLoss) const { server.answered(slot, Outcome::Reset); }
};

void Server::publish(HostId client, Stream& stream, Message message, CompletionId confirm)
{
    stream.probe->produced(now(), stream.groups.size());
    if (m_freeCalls.empty()) {
        m_freeCalls.push_back(static_cast<std::uint32_t>(m_calls.size()));
        m_calls.emplace_back();
    }
    const std::uint32_t slot = m_freeCalls.back();
    m_freeCalls.pop_back();
    const std::int64_t bytes = kSmallCommand + message.size;
    m_calls[slot] = {&stream, std::move(message), confirm, client, now(), true};
    context.network.send(client, masterHost(), bytes,
                         Breakable{[this, slot, epoch = nodes[m_lastMaster].epoch] { arrived(slot, epoch); },
                                   [this, slot](ParcelLoss) { fail(slot, LossCause::Unreachable, Outcome::TimedOut); }});
}

void Server::arrived(std::uint32_t slot, std::uint32_t epoch)
{
    if (m_master == kNoNode || nodes[m_master].epoch != epoch) {
        fail(slot, LossCause::BrokerCrashed, told(nodes[m_lastMaster], Outcome::Unavailable));  // its port is closed
        return;
    }
    context.network.after(execute(), [this, slot, node = m_master, epoch] {
        if (m_master != kNoNode && nodes[m_master].epoch == epoch)
            executed(slot);
        else
            fail(slot, LossCause::BrokerCrashed, told(nodes[node], Outcome::Reset));
    });
}

void Server::executed(std::uint32_t slot)
{
    Stream& stream = *m_calls[slot].stream;
    if (stream.denials.writes > 0) {
        fail(slot, LossCause::Denied, Outcome::Refused);
        return;
    }
    if (m_calls[slot].message.size > spec::sizeLimitOf(settings, stream.settings).bytes) [[unlikely]] {
        fail(slot, LossCause::Refused, Outcome::Refused);  // Protocol error: invalid bulk length
        return;
    }
    m_calls[slot].stream = nullptr;
    add(stream, std::move(m_calls[slot].message));
    Duration wait{};
    if (settings.isAppendOnly && settings.appendFsync == spec::RedisAppendFsync::Always)
        wait += m_syncTime.sample(m_syncTimes);
    const std::optional<Duration> replication = waitTime();
    if (!replication) {  // it is stored, but not at so many
        answerLater(slot, Outcome::TimedOut);
        return;
    }
    context.network.after(wait + *replication, [this, slot, node = m_master, epoch = nodes[m_master].epoch] {
        if (nodes[node].epoch != epoch)
            answerLater(slot, told(nodes[node], Outcome::Reset));
        else
            context.network.signal(nodes[node].host, m_calls[slot].client, kSmallCommand, Duration{}, Answer{*this, slot});
    });
}

void Server::add(Stream& stream, Message message)
{
    noteChange();
    const Entry entry{std::move(message), ++stream.lastId, now(), 0};
    for (Group* group : stream.groups)
        group->add(entry);
    trim(stream);
}

/// Whole nodes of 100 entries go (redis.conf, stream-node-max-entries; XADD, MAXLEN ~).
void Server::trim(Stream& stream)
{
    constexpr std::uint64_t kNodeEntries = 100;
    const auto most = static_cast<std::uint64_t>(stream.settings.maxLength);
    if (most == 0)
        return;
    const std::uint64_t length = stream.lastId + 1 - stream.firstId;
    if (length < most + kNodeEntries)
        return;
    stream.firstId += (length - most) / kNodeEntries * kNodeEntries;
    for (Group* group : stream.groups)
        group->trimTo(stream.firstId);
}

void Server::fail(std::uint32_t slot, LossCause cause, Outcome outcome)
{
    Call& call = m_calls[slot];
    call.stream->probe->failed(now(), cause, call.stream->groups.size());
    call.stream = nullptr;
    call.message = {};
    answerLater(slot, outcome);
}

void Server::answerLater(std::uint32_t slot, Outcome outcome)
{
    const Call& call = m_calls[slot];
    const Duration wait = outcome == Outcome::TimedOut ? std::max(Duration{}, call.sentAt + settings.timeout - now()) : delay(call.client);
    context.network.after(wait, [this, slot, outcome] { answered(slot, outcome); });
}

void Server::answered(std::uint32_t slot, Outcome outcome)
{
    const CompletionId confirm = m_calls[slot].confirm;
    m_calls[slot] = {};
    m_freeCalls.push_back(slot);
    context.completions.resolve(confirm, outcome);
}

std::uint64_t Server::countOnTheWay(const Stream& stream) const
{
    const auto calls = std::ranges::count(m_calls, &stream, [](const Call& call) -> const Stream* { return call.stream; });
    return static_cast<std::uint64_t>(calls) * stream.groups.size();
}

void Server::clear()
{
    m_calls.clear();
    m_freeCalls.clear();
    for (const std::unique_ptr<Group>& group : groups)
        group->clear();
}

}  // namespace stormglass::redis
