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

struct Player::Stream {
    const Json& step;
    std::string name;
    std::size_t window = 0;
    std::vector<std::string> left{};  ///< To be published, the next one last.
    ChannelId channel = 0;
    std::size_t seenAcks = 0;         ///< Of m_confirmed.
    std::size_t firstNack = 0;
    std::set<std::string> done{};
    SimTime acted{};
    std::size_t confirmedAtAction = 0;
    std::size_t publishedAgain = 0;
};

void Player::publishStream(const Json& step)
{
    Stream stream{.step = step, .name = textOf(step, "connection"), .window = static_cast<std::size_t>(numberOf(step, "window"))};
    const std::int64_t count = numberOf(step, "count", 1000);
    for (std::int64_t i = count; i > 0; --i)
        stream.left.push_back("s" + std::to_string(i));
    m_streamIds.assign(stream.left.rbegin(), stream.left.rend());
    stream.channel = m_channelIds.at(stream.name);
    stream.seenAcks = m_confirmed.acked.size();
    stream.firstNack = m_confirmed.nacked.size();
    confirmOn(stream.channel);
    const std::size_t traceBefore = m_trace.size();

    streamUntilAction(stream);
    stream.acted = m_broker.now();
    m_broker.stopNode(nodeOf(step), textOf(step, "action") == "kill");
    reconnect(stream);
    streamOn(stream, static_cast<std::size_t>(count));

    const std::vector<Event> events{m_trace.begin() + static_cast<std::ptrdiff_t>(traceBefore), m_trace.end()};
    m_trace.resize(traceBefore);
    for (const Event& event : events)
        if (event.json.at("event") != "confirm")
            m_trace.push_back(event);
    const std::size_t nacked = m_confirmed.nacked.size() - stream.firstNack;
    note({{"event", "publish-stream-done"}, {"connection", stream.name}, {"confirmed", stream.done.size()}, {"nacked", nacked}});
    m_stream = {{"messages", count},
                {"confirmed", stream.done.size()},
                {"nacked", nacked},
                {"published_again_after_reconnect", stream.publishedAgain},
                {"confirmed_when_action_started", stream.confirmedAtAction}};
    m_streamConfirmed = stream.done;
}

void Player::confirmOn(ChannelId channel)
{
    m_broker.selectConfirms(channel);
    m_channels.at(channel).confirms = true;
}

void Player::fillWindow(Stream& stream, std::size_t inFlight)
{
    ChannelState& state = m_channels.at(stream.channel);
    const Json message{{"routing_key", textOf(stream.step, "queue")}, {"persistent", true}};
    const std::size_t room = inFlight - std::min(inFlight, state.unconfirmed.size());
    for (std::size_t i = 0; i < room && !stream.left.empty() && m_broker.isOpen(stream.channel); ++i) {
        publishOne(stream.channel, state, message, Json{{"id", stream.left.back()}});
        stream.left.pop_back();
    }
}

bool Player::takeStreamAcks(Stream& stream)
{
    const bool isAny = stream.seenAcks < m_confirmed.acked.size();
    stream.done.insert(m_confirmed.acked.begin() + static_cast<std::ptrdiff_t>(stream.seenAcks), m_confirmed.acked.end());
    stream.seenAcks = m_confirmed.acked.size();
    return isAny;
}

void Player::streamUntilAction(Stream& stream)
{
    const auto at = static_cast<std::size_t>(numberOf(stream.step, "at"));
    while (stream.done.size() < at && !stream.left.empty()) {
        fillWindow(stream, stream.window);
        m_broker.settle();
        takeStreamAcks(stream);
    }
    fillWindow(stream, kConfirmedMeanwhile);
    m_broker.settle();
    takeStreamAcks(stream);
    stream.confirmedAtAction = stream.done.size();
    // Half of what is in flight has got to the queue when the node goes, and to its disk; nobody has been told.
    fillWindow(stream, stream.window / 2);
    m_broker.store();
    fillWindow(stream, stream.window);
}

void Player::reconnect(Stream& stream)
{
    if (m_broker.isOpen(stream.channel))
        return;
    const std::map<std::uint64_t, std::string>& unconfirmed = m_channels.at(stream.channel).unconfirmed;
    for (auto one = unconfirmed.rbegin(); one != unconfirmed.rend(); ++one)
        stream.left.push_back(one->second);
    stream.publishedAgain = unconfirmed.size();
    const bool isDelayed = stream.step.contains("reconnect_delay_ms");
    pass(isDelayed ? Duration{std::chrono::milliseconds{numberOf(stream.step, "reconnect_delay_ms")}} : kReconnect, false);
    const std::string node = textOf(stream.step, "reconnect_to", "b");
    open(Json{{"step", m_step}, {"op", "open"}, {"connection", stream.name}, {"node", node}});
    stream.channel = m_channelIds.at(stream.name);
    confirmOn(stream.channel);
}

void Player::streamOn(Stream& stream, std::size_t count)
{
    const Duration giveUp = std::chrono::milliseconds{numberOf(stream.step, "give_up_ms", 60'000)};
    const Duration reopen = std::chrono::milliseconds{numberOf(stream.step, "reopen_channel_after_ms", 3'600'000)};
    bool isReopened = false;
    while (stream.done.size() < count && m_broker.now() - stream.acted < giveUp) {
        const std::size_t nacks = m_confirmed.nacked.size();
        fillWindow(stream, stream.window);
        m_broker.settle();
        const bool isAny = takeStreamAcks(stream);
        const std::vector<std::string> refused{m_confirmed.nacked.begin() + static_cast<std::ptrdiff_t>(nacks), m_confirmed.nacked.end()};
        stream.left.insert(stream.left.end(), refused.rbegin(), refused.rend());
        if (!isAny || !refused.empty())
            pass(kNackRound, false);
        if (isReopened || m_broker.now() - stream.acted < reopen || refused.empty())
            continue;
        isReopened = true;
        m_broker.closeChannel(stream.channel);
        openChannel(Json{{"step", m_step}, {"op", "open-channel"}, {"connection", stream.name}, {"channel", stream.name}});
        stream.channel = m_channelIds.at(stream.name);
        confirmOn(stream.channel);
    }
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
