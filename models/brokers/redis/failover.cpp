// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the nodes of a Redis have when others, or they themselves, are gone.
#include "models/brokers/redis/group.h"
#include "models/brokers/redis/reader.h"
#include "models/brokers/redis/server.h"

#include <algorithm>

namespace stormglass::redis {
namespace {

/// How long the operating system keeps what was written in memory only (Linux: vm.dirty_expire_centisecs 3000).
constexpr Duration kDirtyExpiry = std::chrono::seconds{30};

}  // namespace

/// Snapshots: after an hour with one change, five minutes with a hundred, one minute with ten thousand (redis.conf, save).
void Server::noteChange()
{
    struct Rule {
        Duration age;
        std::uint64_t changes;
    };
    static constexpr Rule kRules[] = {{std::chrono::hours{1}, 1}, {std::chrono::minutes{5}, 100}, {std::chrono::minutes{1}, 10'000}};
    ++m_changes;
    const Duration age = now() - m_savedAt;
    if (std::ranges::none_of(kRules, [&](const Rule& rule) { return age >= rule.age && m_changes >= rule.changes; }))
        return;
    m_savedAt = now();
    m_changes = 0;
}

SimTime Server::savedUntil(const Node& node) const
{
    if (node.isPaused)
        return node.crashedAt;
    if (!settings.isAppendOnly)
        return node.snapshotAt;
    if (!node.hasLostPower || settings.appendFsync == spec::RedisAppendFsync::Always)
        return node.crashedAt;
    const Duration unsynced = settings.appendFsync == spec::RedisAppendFsync::No ? kDirtyExpiry : std::chrono::seconds{1};
    return node.crashedAt - std::min(unsynced, node.crashedAt - kStartOfRun);
}

void Server::crash(std::uint32_t index, bool isSilent)
{
    Node& node = nodes[index];
    node.isPaused = false;
    if (!node.isUp)
        return;
    node.isUp = false;
    ++node.epoch;
    node.busyUntil = now();
    node.crashedAt = now();
    node.snapshotAt = m_savedAt;
    node.isSilent = isSilent;
    node.hasLostPower = false;
    if (index != m_master) {
        node.has = std::min(node.has, m_master == kNoNode ? m_masterLostAt : now());
        return;
    }
    m_lastMaster = std::exchange(m_master, kNoNode);
    m_masterLostAt = now();
    for (std::size_t i = 0; i < readers.size(); ++i)
        readers[i]->masterLost();
    promoteLater(settings.downAfter + settings.failoverTime);
}

void Server::pause(std::uint32_t index)
{
    if (!nodes[index].isUp)
        return;
    crash(index, true);
    nodes[index].isPaused = true;
}

void Server::losePower(std::uint32_t node) { nodes[node].hasLostPower = !nodes[node].isUp; }

void Server::restart(std::uint32_t index)
{
    Node& node = nodes[index];
    if (node.isUp)
        return;
    node.isUp = true;
    node.isSilent = false;
    node.busyUntil = now();
    if (m_master != kNoNode) {
        node.has = kNever;  // it fetches everything anew
    } else if (index == m_lastMaster) {
        lead(index);  // before Sentinel has found another
    } else {
        node.has = std::min(node.has, savedUntil(node));
        promoteLater(settings.failoverTime);
    }
}

void Server::promoteLater(Duration wait)
{
    context.network.after(wait, [this, lostAt = m_masterLostAt] {
        if (m_master == kNoNode && lostAt == m_masterLostAt)
            promote();
    });
}

/// The replica that has most.
void Server::promote()
{
    std::uint32_t best = kNoNode;
    for (std::uint32_t i = 0; i < nodes.size(); ++i)
        if (i != m_lastMaster && nodes[i].isUp && (best == kNoNode || nodes[i].has > nodes[best].has))
            best = i;
    if (best != kNoNode)
        lead(best);
}

void Server::lead(std::uint32_t node)
{
    // What was on its way to the replica is gone with the master, confirmed or not.
    const bool isReplica = node != m_lastMaster;
    const Duration way = context.network.delay(nodes[m_lastMaster].host, nodes[node].host, kSmallCommand);
    const SimTime has = isReplica ? std::min(nodes[node].has, m_masterLostAt - std::min(way, m_masterLostAt - kStartOfRun)) : savedUntil(nodes[node]);
    const LossCause cause = isReplica ? LossCause::UncleanElection : nodes[node].hasLostPower ? LossCause::PowerLoss : LossCause::NotSaved;
    m_master = m_lastMaster = node;
    for (Node& other : nodes)
        if (other.isUp)
            other.has = kNever;
    for (const std::unique_ptr<Group>& group : groups)
        group->loseAfter(has, cause);
    for (std::size_t i = 0; i < readers.size(); ++i)
        readers[i]->masterThere();
}

}  // namespace stormglass::redis
