// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/publisher.h"

#include "models/brokers/nats/stream.h"
#include "models/spec/size_limit.h"

#include <algorithm>

namespace stormglass::nats {

/// On its way to the leader.
struct Publisher::Request {
    Publisher& publisher;
    std::uint32_t slot;

    void operator()() const { publisher.arrived(slot); }
    void lost(ParcelLoss) const { publisher.lost(slot, LossCause::Unreachable); }
};

/// On its way back.
struct Publisher::Answer {
    Publisher& publisher;
    std::uint32_t slot;
    Outcome outcome;
    std::uint32_t connection;

    void operator()() const
    {
        if (publisher.connection() == connection)
            publisher.answered(slot, outcome);
        else
            publisher.timesOut(slot);
    }
    void lost(ParcelLoss) const { publisher.timesOut(slot); }
};

void Publisher::publish(Stream& stream, Message message, CompletionId confirm)
{
    stream.probe.produced(cluster().now(), stream.copies());
    if (m_freeCalls.empty()) {
        m_freeCalls.push_back(static_cast<std::uint32_t>(m_calls.size()));
        m_calls.emplace_back();
    }
    const std::uint32_t slot = m_freeCalls.back();
    m_freeCalls.pop_back();
    const bool isTooLarge = message.size > spec::sizeLimitOf(cluster().settings, stream.settings).bytes;
    m_calls[slot] = {&stream, std::move(message), confirm, cluster().now(), 0, true};
    if (isTooLarge) [[unlikely]] {  // ErrMaxPayload, also while there is no connection
        fail(slot, LossCause::Refused);
        cluster().context.network.after(Duration{}, [this, slot] { answered(slot, Outcome::Refused); });
        return;
    }
    if (isConnected()) {
        send(slot);
        return;
    }
    m_unsent.push_back(slot);
    unconfirmed(slot);
}

void Publisher::send(std::uint32_t slot)
{
    const Call& call = m_calls[slot];
    cluster().carry(host(), node(), cluster().nodes[call.stream->lastLeader()].host, kSmallFrame + call.message.size,
                    Request{*this, slot});
}

void Publisher::connected()
{
    for (const std::uint32_t slot : std::exchange(m_unsent, {}))
        send(slot);
}

void Publisher::arrived(std::uint32_t slot)
{
    Stream& stream = *m_calls[slot].stream;
    if (stream.leader() == stream.lastLeader() || cluster().nodes[node()].isUp)
        stream.publish(*this, slot);
    else
        lost(slot, LossCause::BrokerCrashed);  // and so has the server that would have told that there is no leader
}

Message Publisher::takeMessage(std::uint32_t slot)
{
    m_calls[slot].stream = nullptr;
    return std::move(m_calls[slot].message);
}

void Publisher::stored(std::uint32_t slot, std::uint32_t leader)
{
    m_calls[slot].stream = nullptr;
    m_calls[slot].message = {};
    answer(slot, leader, Outcome::Ok);
}

void Publisher::refused(std::uint32_t slot, LossCause cause)
{
    const std::uint32_t leader = m_calls[slot].stream->leader();
    fail(slot, cause);
    answer(slot, leader, Outcome::Refused);
}

void Publisher::noResponders(std::uint32_t slot)
{
    Call& call = m_calls[slot];
    const Duration way = cluster().context.network.delay(host(), cluster().nodes[node()].host, kSmallFrame);
    if (++call.attempts > cluster().settings.retryAttempts) {
        fail(slot, LossCause::Refused);
        answerLater(slot, Outcome::Unavailable);
        return;
    }
    cluster().context.network.after(way + cluster().settings.retryWait, [this, slot] {
        if (isConnected())
            send(slot);
        else
            m_unsent.push_back(slot);
    });
}

void Publisher::lost(std::uint32_t slot, LossCause cause)
{
    fail(slot, cause);
    timesOut(slot);
}

void Publisher::fail(std::uint32_t slot, LossCause cause)
{
    Call& call = m_calls[slot];
    call.stream->probe.failed(cluster().now(), cause, call.stream->copies());
    call.stream = nullptr;
    call.message = {};
}

void Publisher::answer(std::uint32_t slot, std::uint32_t from, Outcome outcome)
{
    if (cluster().context.completions.isOpen(m_calls[slot].confirm))
        cluster().carry(cluster().nodes[from].host, node(), host(), kSmallFrame, Answer{*this, slot, outcome, connection()});
    else
        answered(slot, outcome);
}

void Publisher::answerLater(std::uint32_t slot, Outcome outcome)
{
    cluster().context.network.signal(cluster().nodes[node()].host, host(), kSmallFrame, Duration{},
                                     Answer{*this, slot, outcome, connection()});
}

Duration Publisher::patience(std::uint32_t slot) const
{
    return std::max(Duration{}, m_calls[slot].sentAt + cluster().settings.publishTimeout - cluster().now());
}

void Publisher::timesOut(std::uint32_t slot)
{
    cluster().context.network.after(patience(slot), [this, slot] { answered(slot, Outcome::TimedOut); });
}

void Publisher::unconfirmed(std::uint32_t slot)
{
    cluster().context.network.after(patience(slot), [this, confirm = m_calls[slot].confirm] {
        cluster().context.completions.resolve(confirm, Outcome::TimedOut);
    });
}

void Publisher::answered(std::uint32_t slot, Outcome outcome)
{
    const CompletionId confirm = m_calls[slot].confirm;
    m_calls[slot] = {};
    m_freeCalls.push_back(slot);
    cluster().context.completions.resolve(confirm, outcome);
}

void Publisher::died()
{
    for (const std::uint32_t slot : std::exchange(m_unsent, {})) {
        fail(slot, LossCause::ProducerCrashed);
        answered(slot, Outcome::Reset);
    }
}

std::uint64_t Publisher::countHeld(const Stream& stream) const
{
    const auto calls = std::ranges::count(m_calls, &stream, [](const Call& call) -> const Stream* { return call.stream; });
    return static_cast<std::uint64_t>(calls) * stream.copies();
}

void Publisher::clear()
{
    m_calls.clear();
    m_freeCalls.clear();
    m_unsent.clear();
}

}  // namespace stormglass::nats
