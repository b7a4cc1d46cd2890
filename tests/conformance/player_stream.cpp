// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A publisher that goes on while a node dies.
#include "tests/conformance/player.h"

namespace stormglass::conformance {

using namespace rabbitmq::amqp;

namespace {

/// How long a client takes to notice that its connection is gone and to connect again (recording 11-04: 21 to 24 ms).
constexpr Duration kReconnect = 22ms;
/// From one attempt to the next when everything is nacked: 100 ms of waiting, and the way (recording 11-03: 3,600 nacks of
/// 20 messages in 20 s).
constexpr Duration kNackRound = 111'500us;
/// Confirms that come in until the action is under way (recordings 11-01 to 11-05: 1 to 16).
constexpr std::size_t kConfirmedMeanwhile = 4;

}  // namespace

void Player::publishStream(const Json& step)
{
    const std::string name = textOf(step, "connection");
    const std::string queue = textOf(step, "queue");
    const std::int64_t count = numberOf(step, "count", 1000);
    const std::int64_t window = numberOf(step, "window");
    const std::int64_t at = numberOf(step, "at");
    const bool isKill = textOf(step, "action") == "kill";
    const Json message{{"routing_key", queue}, {"persistent", true}};
    std::vector<std::string> left;
    for (std::int64_t i = count; i > 0; --i)
        left.push_back(textOf(step, "prefix", "s") + std::to_string(i));
    m_streamIds.assign(left.rbegin(), left.rend());

    const std::size_t ackedBefore = m_confirmed.acked.size();
    const auto confirmed = [&] { return static_cast<std::int64_t>(m_confirmed.acked.size() - ackedBefore); };
    const std::size_t nackedBefore = m_confirmed.nacked.size();
    ChannelId channel = m_channelIds.at(name);
    m_broker.selectConfirms(channel);
    m_channels.at(channel).confirms = true;
    const auto publishUpTo = [&](std::size_t inFlight) {
        ChannelState& state = m_channels.at(channel);
        const std::size_t room = inFlight - std::min(inFlight, state.unconfirmed.size());
        for (std::size_t i = 0; i < room && !left.empty() && m_broker.isOpen(channel); ++i) {
            publishOne(channel, state, message, Json{{"id", left.back()}});
            left.pop_back();
        }
    };
    const std::size_t traceBefore = m_trace.size();
    const auto size = static_cast<std::size_t>(window);
    while (confirmed() < at && !left.empty()) {
        publishUpTo(size);
        m_broker.settle();
    }

    publishUpTo(kConfirmedMeanwhile);
    m_broker.settle();
    // Half of what is in flight has got to the queue when the node goes, and to its disk; nobody has been told.
    publishUpTo(size / 2);
    m_broker.store();
    publishUpTo(size);
    const std::int64_t confirmedAtAction = confirmed();
    m_broker.stopNode(nodeOf(step), isKill);
    const SimTime acted = m_broker.now();

    std::size_t again = 0;
    if (!m_broker.isOpen(channel)) {
        const ChannelState before = m_channels.at(channel);
        for (auto one = before.unconfirmed.rbegin(); one != before.unconfirmed.rend(); ++one)
            left.push_back(one->second);
        again = before.unconfirmed.size();
        pass(step.contains("reconnect_delay_ms") ? Duration{std::chrono::milliseconds{numberOf(step, "reconnect_delay_ms")}} : kReconnect,
             false);
        open(Json{{"step", m_step}, {"op", "open"}, {"connection", name}, {"node", textOf(step, "reconnect_to", "b")}});
        channel = m_channelIds.at(name);
        m_broker.selectConfirms(channel);
        m_channels.at(channel).confirms = true;
    }

    const Duration giveUp = std::chrono::milliseconds{numberOf(step, "give_up_ms", 60'000)};
    const Duration reopen = std::chrono::milliseconds{numberOf(step, "reopen_channel_after_ms", 3'600'000)};
    bool isReopened = false;
    std::set<std::string> done{m_confirmed.acked.begin() + static_cast<std::ptrdiff_t>(ackedBefore), m_confirmed.acked.end()};
    while (static_cast<std::int64_t>(done.size()) < count && m_broker.now() - acted < giveUp) {
        const std::size_t acks = m_confirmed.acked.size();
        const std::size_t nacks = m_confirmed.nacked.size();
        publishUpTo(size);
        m_broker.settle();
        done.insert(m_confirmed.acked.begin() + static_cast<std::ptrdiff_t>(acks), m_confirmed.acked.end());
        std::vector<std::string> refused{m_confirmed.nacked.begin() + static_cast<std::ptrdiff_t>(nacks), m_confirmed.nacked.end()};
        left.insert(left.end(), refused.rbegin(), refused.rend());
        if (acks == m_confirmed.acked.size() || !refused.empty())
            pass(kNackRound, false);
        if (!isReopened && m_broker.now() - acted >= reopen && m_broker.isOpen(channel) && !refused.empty()) {
            isReopened = true;
            m_broker.closeChannel(channel);
            openChannel(Json{{"step", m_step}, {"op", "open-channel"}, {"connection", name}, {"channel", name}});
            channel = m_channelIds.at(name);
            m_broker.selectConfirms(channel);
            m_channels.at(channel).confirms = true;
        }
    }

    std::vector<Event> kept;
    for (std::size_t i = traceBefore; i < m_trace.size(); ++i)
        if (m_trace[i].json.at("event") != "confirm")
            kept.push_back(m_trace[i]);
    m_trace.resize(traceBefore);
    m_trace.insert(m_trace.end(), kept.begin(), kept.end());
    note({{"event", "publish-stream-done"},
          {"connection", name},
          {"confirmed", done.size()},
          {"nacked", m_confirmed.nacked.size() - nackedBefore}});
    m_streamConfirmed = done;
    m_stream = {{"messages", count},
                {"confirmed", done.size()},
                {"nacked", m_confirmed.nacked.size() - nackedBefore},
                {"published_again_after_reconnect", again},
                {"confirmed_when_action_started", confirmedAtAction}};
}

void Player::drain(const Json& step)
{
    ChannelId channel = 0;
    ChannelState* const state = findChannel(step, "channel", channel);
    if (state == nullptr)
        return;
    const std::string queue = textOf(step, "queue");
    std::vector<std::string> firsts;
    std::set<std::string> seen;
    std::size_t drained = 0;
    std::size_t flagged = 0;
    for (Queue::Fetched fetched; m_broker.get(channel, queue, true, fetched) == GetOutcome::Message; ++drained) {
        const std::string& id = m_published.at(fetched.delivery.message->id).id;
        flagged += fetched.delivery.isRedelivered ? 1 : 0;
        if (seen.insert(id).second)
            firsts.push_back(id);
    }
    note({{"event", "drained"}, {"queue", queue}, {"distinct", seen.size()}});
    std::size_t lost = 0;
    for (const std::string& id : m_streamConfirmed)
        lost += seen.contains(id) ? 0 : 1;
    std::vector<std::string> expected;
    for (const std::string& id : m_streamIds)
        if (seen.contains(id))
            expected.push_back(id);
    m_stream.update(Json{{"drained", drained},
                         {"distinct", seen.size()},
                         {"duplicates", drained - seen.size()},
                         {"confirmed_but_lost", lost},
                         {"order_of_first_copies_ascending", firsts == expected},
                         {"redelivered_flags_set", flagged}});
}

}  // namespace stormglass::conformance
