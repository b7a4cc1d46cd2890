// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calls of clients that send messages.
#pragma once

#include "models/brokers/sqs/service.h"

#include <map>
#include <set>

namespace stormglass::sqs {

/// SendMessage and SendMessageBatch, until the client hears the answer. The buffer of a client that gathers batches
/// belongs to its process; a call that is under way does not.
class Sends {
public:
    explicit Sends(Service& service) : m_service(service) { }

    void publish(ProducerId producer, HostId client, Topic& topic, Message message, CompletionId confirm);
    /// Its process died: what it had gathered is lost, and what it would have sent again.
    void drop(ProducerId producer);
    /// Its process stands still: it makes no call.
    void pause(ProducerId producer) { m_paused.insert(producer.value); }
    void resume(ProducerId producer);
    void reachChanged();
    /// Copies that are gathered or on their way.
    [[nodiscard]] std::uint64_t countCopies(const Topic& topic) const;
    void clear();

private:
    struct Sent {
        Message message;
        CompletionId confirm;
        bool isTooLong = false;
    };
    /// One for all of its attempts.
    struct Call {
        Topic* topic = nullptr;
        ProducerId producer;
        HostId client;
        Sent first;
        std::vector<Sent> others;  ///< Of a batch.
        std::uint64_t number = 0;  ///< Of the attempt; 0: there is no call.
        std::int64_t attempt = 1;
        std::uint32_t underWay = 0;  ///< Attempts that may still get there.
        SimTime sentAt{};
        SimTime takenAt = kNever;  ///< Messages of a later attempt that gets there, too, are extra ones.
        bool isInBooks = true;     ///< Its messages are here: neither taken nor lost.
        bool isWatched = false;    ///< Its client will give the attempt up in time.
        bool isWaiting = false;    ///< With its client, until it is made, or made again.
        bool isDue = false;        ///< It would be made now if the process did not stand still.
        bool isOrphan = false;     ///< Nobody makes it again: its client is dead.
        bool isAnswered = false;   ///< Its client has heard how it ended, or has given up.

        [[nodiscard]] bool isTaken() const { return takenAt != kNever; }
        [[nodiscard]] std::uint64_t copies() const;
        [[nodiscard]] std::int64_t payload() const;
    };
    struct Batch {
        HostId client;
        std::vector<Sent> sent{};
        std::int64_t bytes = 0;
        std::uint64_t number = 0;  ///< So that it is not sent when the time of an earlier one is up.
    };
    struct Answer;

    void gather(ProducerId producer, HostId client, Topic& topic, Sent sent);
    [[nodiscard]] Batch& batchOf(ProducerId producer, HostId client, Topic& topic);
    void flush(ProducerId producer, Topic& topic, Batch& batch);
    void call(Topic& topic, ProducerId producer, HostId client, Sent first, std::vector<Sent> others);
    void make(std::uint32_t slot);
    void send(std::uint32_t slot);
    void arrived(std::uint32_t slot, std::uint64_t number);
    [[nodiscard]] bool admits(const Call& call) const;
    void take(Call& call);
    void takeFirst(const Call& call, Sent& sent);
    void takeAgain(const Call& call, const Sent& sent);
    void put(Topic& topic, const Message& message);
    void lost(std::uint32_t slot, std::uint64_t number, ParcelLoss how);
    void answered(std::uint32_t slot, std::uint64_t number, Outcome outcome, LossCause cause);
    void finish(std::uint32_t slot, Outcome outcome, LossCause cause);
    void endIfOver(std::uint32_t slot, LossCause cause);
    void watch(std::uint32_t slot);

    Service& m_service;
    std::vector<Call> m_calls;
    std::uint64_t m_lastCall = 0;
    std::vector<std::uint32_t> m_freeCalls;
    std::map<std::uint32_t, std::vector<std::pair<Topic*, Batch>>> m_batches;  // by producer, then in order of use
    std::uint64_t m_lastBatch = 0;
    std::set<std::uint32_t> m_paused;  // producers
};

}  // namespace stormglass::sqs
