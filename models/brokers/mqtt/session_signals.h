// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes to and fro between a client and its session. Whatever gets lost, the connection is done with.
#pragma once

#include "models/brokers/mqtt/session.h"

namespace stormglass::mqtt {

struct Session::Arrival {
    Session& session;
    std::uint32_t number;

    void operator()() const
    {
        if (!session.m_connection.isCurrent(number))
            return;
        if (session.m_connection.isPaused())
            ++session.m_unread;
        else
            session.arrive();
    }
    void lost(ParcelLoss) const { session.m_connection.packetLost(number); }
};

/// PUBREC, PUBREL, PUBCOMP.
template <void (Session::*kAct)(std::uint64_t)>
struct Session::Signal {
    Session& session;
    std::uint32_t number;
    std::uint64_t tag;

    void operator()() const
    {
        if (session.m_connection.isCurrent(number))
            (session.*kAct)(tag);
    }
    void lost(ParcelLoss) const { session.m_connection.packetLost(number); }
};

struct Session::Puback {
    Session& session;
    std::uint32_t number;
    std::uint64_t tag;
    Settlement settlement;

    void operator()() const
    {
        if (session.m_connection.isCurrent(number))
            session.acknowledged(tag, settlement);
    }
    void lost(ParcelLoss) const { session.m_connection.packetLost(number); }
};

}  // namespace stormglass::mqtt
