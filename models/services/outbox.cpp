// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/outbox.h"

#include "models/services/station.h"

#include <optional>

namespace stormglass {

class Outbox::Poll final : public Event {
public:
    explicit Poll(Outbox& outbox) : m_outbox(outbox) { }
    void fire() override { m_outbox.poll(); }

private:
    Outbox& m_outbox;
};

/// A row between its publish and its confirm.
class Outbox::PublishedRow final : public CompletionTarget {
public:
    explicit PublishedRow(Outbox& outbox) : m_outbox(outbox) { }
    void completed(Outcome outcome) override
    {
        if (relay != nullptr && relay->condition().isPaused()) [[unlikely]]
            unread = outcome;
        else
            m_outbox.confirmed(*this, outcome);
    }

    Row row;
    CompletionId confirm;
    Instance* relay = nullptr;      ///< Whose producer has it; null: that of a log tail.
    std::optional<Outcome> unread;  ///< Came while the relay was paused.
    PublishedRow* next = nullptr;
    PublishedRow* previous = nullptr;

private:
    Outbox& m_outbox;
};

Outbox::Outbox(Station& station, spec::Outbox settings)
    : m_station(station), m_settings(settings), m_poll(std::make_unique<Poll>(*this))
{
}

Outbox::~Outbox() { clear(); }

void Outbox::addProducer(Broker& broker)
{
    const bool isKnown = std::ranges::find(m_producers, &broker, [](const auto& entry) { return entry.first; })
        != m_producers.end();
    if (isLogTail() && !isKnown)
        m_producers.emplace_back(&broker, broker.addProducer(m_station.instance(0).host()));
}

ProducerId Outbox::producerAt(Broker& broker, Instance* relay) const
{
    if (relay != nullptr)
        return relay->producerAt(broker);
    const auto found = std::ranges::find(m_producers, &broker, [](const auto& entry) { return entry.first; });
    SIM_CHECK(found != m_producers.end(), "the outbox of " + m_station.settings().name + " does not know a broker");
    return found->second;
}

void Outbox::add(const instruction::Emit& event, TransactionRef transaction)
{
    m_rows.push_back({event, std::move(transaction)});
    if (isLogTail() && m_isRunning && m_rows.size() == static_cast<std::size_t>(m_settings.batch)) {
        m_poll->cancel();
        Calendar& calendar = m_station.world().calendar;
        calendar.schedule(calendar.now(), *m_poll);
    }
    schedulePoll();
}

void Outbox::schedulePoll()
{
    if (!m_isRunning || m_rows.empty() || m_poll->isScheduled())
        return;
    // The poller ticks whether there are rows or not; only ticks that find some are simulated.
    Calendar& calendar = m_station.world().calendar;
    const auto interval = m_settings.pollInterval;
    const auto ticks = (calendar.now() - m_pollBegan) / interval + 1;
    calendar.schedule(m_pollBegan + ticks * interval, *m_poll);
}

void Outbox::poll()
{
    Instance* relay = isLogTail() ? nullptr : m_station.findAtWork();
    if (isLogTail())
        m_pollBegan = m_station.world().now();
    else if (relay == nullptr)
        return;
    Completions& completions = m_station.world().completions;
    for (std::int64_t i = 0; i < m_settings.batch && !m_rows.empty(); ++i) {
        PublishedRow* published = m_spare;
        if (published != nullptr)
            m_spare = published->next;
        else
            published = new PublishedRow(*this);
        published->row = std::move(m_rows.front());
        m_rows.pop_front();
        ++m_published;
        published->confirm = completions.open(*published);
        published->relay = relay;
        published->previous = nullptr;
        published->next = m_waiting;
        if (m_waiting != nullptr)
            m_waiting->previous = published;
        m_waiting = published;

        const instruction::Emit& event = published->row.event;
        Transaction& transaction = *published->row.transaction;
        ++transaction.messages;
        m_station.world().sent(m_station.place(), event.place);
        event.broker->publish(producerAt(*event.broker, relay), event.channel,
                              {.transaction = published->row.transaction,
                               .key = static_cast<std::uint32_t>(transaction.key),
                               .publishedAt = m_station.world().now(),
                               .event = event.event,
                               .size = messageSizeOf(transaction)},
                              published->confirm);
    }
    if (isLogTail() && m_rows.size() >= static_cast<std::size_t>(m_settings.batch))
        m_station.world().calendar.schedule(m_pollBegan, *m_poll);
    schedulePoll();
}

void Outbox::confirmed(PublishedRow& published, Outcome outcome)
{
    m_station.world().completions.close(published.confirm);
    (published.previous != nullptr ? published.previous->next : m_waiting) = published.next;
    if (published.next != nullptr)
        published.next->previous = published.previous;
    --m_published;
    if (outcome == Outcome::Ok)
        published.row.transaction = {};
    else
        m_rows.push_front(std::move(published.row));
    published.next = m_spare;
    m_spare = &published;
    schedulePoll();
    published.unread.reset();
    if (published.relay != nullptr)
        published.relay->checkDrained();
}

void Outbox::crashed(const Instance& instance)
{
    // The list begins with the row that was published last, so each one goes back in front of those after it.
    for (PublishedRow* published = m_waiting; published != nullptr;) {
        PublishedRow* following = published->next;
        if (published->relay == &instance)
            confirmed(*published, Outcome::Reset);
        published = following;
    }
}

void Outbox::goesOn(const Instance& instance)
{
    for (PublishedRow* published = m_waiting; published != nullptr;) {
        PublishedRow* following = published->next;
        if (published->relay == &instance && published->unread)
            confirmed(*published, *published->unread);
        published = following;
    }
    schedulePoll();
}

bool Outbox::isAwaiting(const Instance& instance) const
{
    for (const PublishedRow* published = m_waiting; published != nullptr; published = published->next) {
        if (published->relay == &instance)
            return true;
    }
    return false;
}

void Outbox::stop()
{
    if (isLogTail())
        return;  // the connector runs elsewhere
    m_isRunning = false;
    m_poll->cancel();
}

void Outbox::resume()
{
    m_isRunning = true;
    schedulePoll();
}

void Outbox::clear()
{
    m_poll->cancel();
    m_isRunning = false;
    while (m_waiting != nullptr)
        confirmed(*m_waiting, Outcome::Ok);
    m_rows.clear();
    while (m_spare != nullptr) {
        PublishedRow* next = m_spare->next;
        delete m_spare;
        m_spare = next;
    }
}

}  // namespace stormglass
