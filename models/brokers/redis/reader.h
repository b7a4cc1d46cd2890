// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that reads as a member of a group.
#pragma once

#include "models/brokers/redis/server.h"

namespace stormglass::redis {

/// Reads (XREADGROUP BLOCK 0) when it has handled what it had, and claims every claim_interval.
class Reader {
public:
    Reader(Server& server, Group& group, Consumer& client, HostId host);

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] std::uint32_t number() const { return m_number; }

    /// Does nothing while a read is under way.
    void poll();
    void settle(std::uint64_t tag, Settlement settlement);
    void detach();

    // From the group: these are yours.
    void answer(std::vector<std::uint64_t> tags, std::int64_t bytes);
    void claimed(std::vector<std::uint64_t> tags, std::int64_t bytes);

    void masterLost();
    void masterThere();

private:
    struct Answer;

    void send(std::vector<std::uint64_t> tags, std::int64_t bytes, bool isOfRead);
    void received(const std::vector<std::uint64_t>& tags);
    void noteComebacks(const std::vector<std::uint64_t>& tags, RedeliveryCause cause);
    void call();
    void claimLater();

    Server& m_server;
    Group& m_group;
    Consumer* m_client;
    const HostId m_host;
    const std::uint32_t m_number;  // among all readers
    std::uint32_t m_life = 0;   // so that what is on its way to a former life, or to a lost connection, is ignored
    bool m_isReading = false;
};

}  // namespace stormglass::redis
