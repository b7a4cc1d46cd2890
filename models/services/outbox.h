// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The transactional outbox of a component: events that were committed with the data and leave through a relay.
//
// Sources: the pattern "Transactional outbox" with a polling publisher. A row is deleted when the broker has confirmed
// its event, so a relay that dies between the two publishes it again: at least once. Or with transaction log tailing:
// Debezium's ChangeEventQueue, whose poll() returns after its interval, or as soon as it has a full batch.
#pragma once

#include "models/services/instructions.h"
#include "models/spec/design.h"
#include "simcore/calendar/calendar.h"

#include <deque>
#include <vector>

namespace stormglass {

class Instance;
class Station;

class Outbox {
public:
    Outbox(Station& station, spec::Outbox settings);
    ~Outbox();

    /// Before the run: a broker that it publishes to. A log tail has producers of its own.
    void addProducer(Broker& broker);
    /// Part of a commit at this instant.
    void add(const instruction::Emit& event, TransactionRef transaction);
    /// An instance has died. What it had published and nobody confirmed yet, another one publishes again.
    void crashed(const Instance& instance);
    /// An instance is no longer paused: it reads the confirms that have come in the meantime.
    void goesOn(const Instance& instance);
    /// What it has published is not all confirmed.
    [[nodiscard]] bool isAwaiting(const Instance& instance) const;
    /// The last instance of the component has died, and the relay with it. The rows stay.
    void stop();
    void resume();
    /// The end of the run.
    void clear();

    [[nodiscard]] std::size_t size() const { return m_rows.size() + m_published; }

private:
    struct Row {
        instruction::Emit event;
        TransactionRef transaction;
    };
    class Poll;
    class PublishedRow;

    [[nodiscard]] bool isLogTail() const { return m_settings.relay == spec::OutboxRelay::LogTail; }
    [[nodiscard]] ProducerId producerAt(Broker& broker, Instance* relay) const;
    void schedulePoll();
    void poll();
    void confirmed(PublishedRow& row, Outcome outcome);

    Station& m_station;
    const spec::Outbox m_settings;
    std::deque<Row> m_rows;  // committed and not yet published
    std::size_t m_published = 0;
    std::unique_ptr<Poll> m_poll;
    PublishedRow* m_waiting = nullptr;  // published and not yet confirmed, as a list
    PublishedRow* m_spare = nullptr;
    bool m_isRunning = true;
    SimTime m_pollBegan{};  // of a log tail
    std::vector<std::pair<Broker*, ProducerId>> m_producers;
};

}  // namespace stormglass
