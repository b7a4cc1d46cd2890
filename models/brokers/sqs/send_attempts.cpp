// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a call at the service, what its client hears of it, and when it is made again.
#include "models/brokers/sqs/sends.h"

#include "models/brokers/sqs/fifo_part.h"
#include "models/brokers/sqs/message_groups.h"
#include "models/brokers/sqs/queue.h"
#include "models/network/reply.h"

#include <algorithm>

namespace stormglass::sqs {

/// On its way to the client.
struct Sends::Answer {
    Sends& sends;
    std::uint32_t slot;
    std::uint64_t number;
    Outcome outcome;
    LossCause cause;

    void operator()() const { sends.answered(slot, number, outcome, cause); }
    void lost(ParcelLoss) const { sends.answered(slot, number, Outcome::Reset, LossCause::Unreachable); }
};

// --- at the service ---

void Sends::arrived(std::uint32_t slot, std::uint64_t number)
{
    Call& call = m_calls[slot];
    Network& network = m_service.context.network;
    const HostId client = call.client;
    --call.underWay;
    Answer answer{*this, slot, number, Outcome::Ok, LossCause::Refused};
    if (!m_service.isUp) {
        answer.outcome = m_service.isSilent ? Outcome::TimedOut : Outcome::Unavailable;
    } else if (call.topic->denials.writes > 0) {
        answer.outcome = Outcome::Refused;
        answer.cause = LossCause::Denied;
    } else if (call.topic->hasQuota && !admits(call)) [[unlikely]] {
        answer.outcome = Outcome::Refused;
        answer.cause = LossCause::Throttled;
    } else {
        call.topic->meter.call(call.payload());
        take(call);
    }
    endIfOver(slot, answer.cause);
    if (answer.outcome == Outcome::TimedOut)
        network.after(kReadTimeout, answer);
    else
        network.signal(m_service.host, client, kSmallCall, Duration{}, answer);
}

/// A call of a batch counts once; with high throughput once in each of its groups.
bool Sends::admits(const Call& call) const
{
    Topic& topic = *call.topic;
    const SimTime now = m_service.now();
    if (!topic.sends.take(now))
        return false;
    if (topic.settings.throughputLimit == spec::SqsFifoThroughputLimit::PerQueue)
        return true;
    std::vector<std::uint32_t> groups{messageGroupOf(call.first.message, topic.settings.messageGroups)};
    for (const Sent& sent : call.others)
        groups.push_back(messageGroupOf(sent.message, topic.settings.messageGroups));
    std::ranges::sort(groups);
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    return std::ranges::all_of(groups, [&](std::uint32_t group) { return topic.groupSends.take(now, group); });
}

void Sends::take(Call& call)
{
    const auto each = [&](Sent& sent) {
        if (call.isTaken())
            takeAgain(call, sent);
        else
            takeFirst(call, sent);
    };
    each(call.first);
    for (Sent& sent : call.others)
        each(sent);
    if (!call.isTaken())
        call.takenAt = m_service.now();
    call.isInBooks = false;
}

void Sends::takeFirst(const Call& call, Sent& sent)
{
    // Where the answer gets through in time, as it does over ways that are whole, nobody needs the message here any more.
    Topic& topic = *call.topic;
    const bool isKept = call.attempt > 1 || call.isWatched || m_service.context.network.isImpaired();
    const Message message = isKept ? Message(sent.message) : std::move(sent.message);
    sent.isTooLong = message.size > topic.settings.maximumMessageSize;
    if (sent.isTooLong) [[unlikely]]
        return topic.probe->failed(m_service.now(), LossCause::Refused, topic.copiesOf(message));
    put(topic, message);
}

/// The client has not heard that it was taken. A FIFO queue knows it by its MessageDeduplicationId, which is that of the
/// first attempt in any case.
void Sends::takeAgain(const Call& call, const Sent& sent)
{
    if (sent.isTooLong)
        return;
    Topic& topic = *call.topic;
    const SimTime now = m_service.now();
    const std::uint64_t copies = topic.copiesOf(sent.message);
    topic.probe->produced(now, copies);
    topic.probe->noteExtra(ExtraCause::Retry, copies);
    if (topic.settings.isFifo && now < call.takenAt + kDeduplicationInterval)
        topic.probe->deduplicated(now, copies);
    else
        put(topic, sent.message);
}

void Sends::put(Topic& topic, const Message& message)
{
    if (topic.taker != nullptr) [[unlikely]]
        topic.taker->take(message);
    for (Queue* queue : topic.queues)
        queue->send(message);
}

// --- at the client ---

void Sends::lost(std::uint32_t slot, std::uint64_t number, ParcelLoss how)
{
    --m_calls[slot].underWay;
    if (m_calls[slot].number == number)
        answered(slot, number, outcomeOf(how), LossCause::Unreachable);
    else
        endIfOver(slot, LossCause::Unreachable);
}

/// AWS SDKs and Tools Reference Guide, Retry behavior: what is throttled is tried again, and so are errors of the connection,
/// timeouts and HTTP 500, 502, 503, 504. An attempt that its client has given up may still get there, or has got there.
void Sends::answered(std::uint32_t slot, std::uint64_t number, Outcome outcome, LossCause cause)
{
    Call& call = m_calls[slot];
    if (call.number != number)
        return;
    const bool isTransient = cause == LossCause::Throttled || (outcome != Outcome::Ok && outcome != Outcome::Refused);
    if (!isTransient || call.isOrphan || call.attempt >= m_service.settings.maxAttempts)
        return finish(slot, outcome, cause);
    call.number = ++m_lastCall;
    call.isWatched = false;
    call.isWaiting = true;
    m_service.context.network.after(m_service.waitBeforeRetry(call.attempt++), [this, slot, again = call.number] {
        if (m_calls[slot].number == again)
            make(slot);
    });
}

/// The client hears how it ended.
void Sends::finish(std::uint32_t slot, Outcome outcome, LossCause cause)
{
    Call& call = m_calls[slot];
    call.isAnswered = true;
    call.isWaiting = call.isDue = false;
    call.number = ++m_lastCall;  // what is said to its attempts from now on, nobody hears
    const auto outcomeFor = [outcome](const Sent& sent) { return outcome == Outcome::Ok && sent.isTooLong ? Outcome::Refused : outcome; };
    const std::pair first{call.first.confirm, outcomeFor(call.first)};
    std::vector<std::pair<CompletionId, Outcome>> others;
    for (const Sent& sent : call.others)
        others.emplace_back(sent.confirm, outcomeFor(sent));
    endIfOver(slot, cause);
    // Whoever hears it may make the next call at once, and calls move.
    Completions& completions = m_service.context.completions;
    completions.resolve(first.first, first.second);
    for (const auto& [confirm, itsOutcome] : others)
        completions.resolve(confirm, itsOutcome);
}

/// Nobody waits for it, and nothing of it is under way: what was not taken is gone.
void Sends::endIfOver(std::uint32_t slot, LossCause cause)
{
    Call& call = m_calls[slot];
    if (!call.isAnswered || call.underWay > 0)
        return;
    if (call.isInBooks)
        call.topic->probe->failed(m_service.now(), cause, call.copies());
    call = {};
    m_freeCalls.push_back(slot);
}

void Sends::reachChanged()
{
    for (std::uint32_t slot = 0; slot < m_calls.size(); ++slot) {
        const Call& call = m_calls[slot];
        if (call.number != 0 && !call.isAnswered && !call.isWatched && !call.isWaiting && !m_service.isConnected(call.client))
            watch(slot);
    }
}

/// An attempt that is cut off may end in no other way than by its client's patience.
void Sends::watch(std::uint32_t slot)
{
    m_calls[slot].isWatched = true;
    const Duration left = std::max(Duration{}, m_calls[slot].sentAt + kReadTimeout - m_service.now());
    m_service.context.network.after(left, [this, slot, number = m_calls[slot].number] {
        answered(slot, number, Outcome::TimedOut, LossCause::Unreachable);
    });
}

}  // namespace stormglass::sqs
