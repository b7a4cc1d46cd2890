// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who reads a stream, and from where.
#include "models/brokers/rabbitmq/stream.h"
#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass::rabbitmq {

void Stream::hasRoom(Subscriber& subscriber)
{
    if (!std::exchange(subscriber.isInRotation, true))
        attach(subscriber);
    if (!isSingleActive() || m_line.front() == &subscriber)
        serve(m_seats[subscriber.place]);
}

void Stream::attach(Subscriber& subscriber)
{
    if (isSingleActive()) {
        // Who came first is active; the next one takes over when it goes (rabbit_stream_sac_coordinator).
        m_line.push_back(&subscriber);
        if (m_seats.empty())
            m_seats.emplace_back();
        subscriber.place = 0;
        if (m_line.size() > 1)
            return;
        m_seats.front().reader = &subscriber;
        return begin(m_seats.front());
    }
    const auto own = std::ranges::find_if(m_seats, [&](const Seat& seat) { return seat.reader == nullptr && seat.host == subscriber.host(); });
    subscriber.place = static_cast<std::uint32_t>(own - m_seats.begin());
    if (own == m_seats.end())
        m_seats.push_back({.host = subscriber.host()});
    Seat& seat = m_seats[subscriber.place];
    seat.reader = &subscriber;
    begin(seat);
}

/// Where the broker remembers, or else where x-stream-offset says.
void Stream::begin(Seat& seat)
{
    Member& member = memberAt(seat.reader->node());
    if (member.has == kAll && m_leader != kNoNode)
        member.readable = m_committedEnd;
    const std::uint64_t from = isTracked() && seat.stored != kAll ? seat.stored : placeOf(settings(), member.readable);
    seat.next = std::max({from, m_log.first(), m_log.bodiesFrom()});
    seat.done = std::max(seat.done, seat.next);
    letGo();
}

/// Source: osiris_log, init_offset_reader0.
std::uint64_t Stream::placeOf(const spec::RabbitmqStream& wanted, std::uint64_t readable) const
{
    const SimTime now = m_cluster.now();
    switch (wanted.offset) {
    case spec::RabbitmqStreamOffset::First: return m_log.first();
    case spec::RabbitmqStreamOffset::Last: return readable > m_log.first() ? readable - 1 : readable;
    case spec::RabbitmqStreamOffset::Next: return readable;
    case spec::RabbitmqStreamOffset::Offset: return static_cast<std::uint64_t>(wanted.startOffset);
    case spec::RabbitmqStreamOffset::Timestamp: return std::min(readable, m_log.firstSince(SimTime{wanted.startTime}));
    case spec::RabbitmqStreamOffset::Interval: return std::min(readable, m_log.firstSince(now - std::min(wanted.startTime, now - SimTime{})));
    }
    return readable;
}

void Stream::serve(Seat& seat)
{
    Subscriber& reader = *seat.reader;
    const std::uint64_t readable = memberAt(reader.node()).readable;
    seat.next = std::max(seat.next, m_log.first());  // retention may have overtaken it
    while (seat.next < readable && reader.hasRoom() && m_exchange.denials.reads == 0) {
        const std::uint64_t offset = seat.next++;
        reader.send({.message = m_log[offset].message,
                     .sequence = offset,
                     .failures = static_cast<std::uint32_t>(m_cuts.size()),
                     .isRedelivered = offset < seat.seen,
                     .again = seat.again},
                    m_cluster.now());
        seat.seen = std::max(seat.seen, seat.next);
    }
}

void Stream::serveAt(std::uint32_t node)
{
    for (Seat& seat : m_seats)
        if (seat.reader != nullptr && seat.reader->isConnectedTo(node))
            serve(seat);
}

void Stream::dispatch()
{
    for (Seat& seat : m_seats)
        if (seat.reader != nullptr)
            serve(seat);
}

void Stream::settled(Subscriber& subscriber, Entry entry, Settlement settlement)
{
    Seat& seat = m_seats[subscriber.place];
    const std::uint64_t offset = entry.sequence;
    const bool isCut = std::any_of(m_cuts.begin() + entry.failures, m_cuts.end(), [&](std::uint64_t end) { return offset >= end; });
    if (offset >= seat.done && !isCut) {
        seat.done = offset + 1;
        StreamLog::Record* const record = m_log.hasBody(offset) ? &m_log[offset] : nullptr;
        if (record != nullptr && !std::exchange(record->isDone, true)) {
            --m_undone;
        } else {
            probe().produced(m_cluster.now(), 1);
            probe().noteExtra(ExtraCause::EveryInstance, 1);
        }
        leave(entry.message, settlement);
        ++seat.settledSince;
        if (isTracked() && seat.settledSince >= settings().messageCountBeforeStorage)
            store(seat);
        else if (isTracked() && !m_storing.isScheduled())
            m_cluster.context.calendar.schedule(m_cluster.now() + settings().flushInterval, m_storing);
        if (offset == m_log.bodiesFrom())
            letGo();
    }
    hasRoom(subscriber);
}

/// Whatever a consumer says, it gets credit for the next one, and this one does not come again (rabbit_stream_queue,
/// settle).
void Stream::leave(const Message& message, Settlement settlement)
{
    if (settlement == Settlement::Acknowledge) {
        probe().acknowledged(m_cluster.now());
    } else if (settlement == Settlement::LaidAside) {
        probe().deadLettered(m_cluster.now());
    } else {
        noteLoss(message, nameOf(LossCause::Discarded));
        probe().lost(m_cluster.now(), LossCause::Discarded);
    }
}

void Stream::left(Subscriber& subscriber)
{
    if (!std::exchange(subscriber.isInRotation, false) || m_seats.empty())
        return;
    Seat& seat = m_seats[subscriber.place];
    std::erase(m_line, &subscriber);
    if (seat.reader != &subscriber)
        return;
    seat.again = subscriber.closedFor();
    seat.reader = m_line.empty() ? nullptr : m_line.front();
    if (seat.reader == nullptr)
        return letGo();
    begin(seat);
    serve(seat);
}

/// The client library stores how far it has come before it closes.
void Stream::leavesInOrder(Subscriber& subscriber)
{
    if (isTracked() && subscriber.isInRotation && m_seats[subscriber.place].reader == &subscriber)
        store(m_seats[subscriber.place]);
}

void Stream::store(Seat& seat)
{
    seat.stored = seat.done;
    seat.settledSince = 0;
    letGo();
}

void Stream::storingIsDue()
{
    for (Seat& seat : m_seats)
        if (seat.settledSince > 0 && seat.reader != nullptr)
            store(seat);
}

bool Stream::isInHand(std::uint64_t offset) const
{
    return std::ranges::any_of(m_seats, [&](const Seat& seat) {
        return seat.reader != nullptr && offset >= seat.done && offset < seat.next;
    });
}

/// Nobody reads, and nobody has left a place: where the next one will begin is not known.
bool Stream::isDeserted() const
{
    return std::ranges::none_of(m_seats, [](const Seat& seat) { return seat.reader != nullptr || seat.stored != kAll; });
}

std::uint64_t Stream::neededFrom() const
{
    std::uint64_t from = m_committedEnd;
    bool isRemembered = false;
    for (const Seat& seat : m_seats) {
        if (seat.reader != nullptr)
            from = std::min(from, seat.next);
        if (isTracked() && seat.stored != kAll) {
            from = std::min(from, seat.stored);
            isRemembered = true;
        }
    }
    if (isSingleActive() && isRemembered)
        return from;
    switch (settings().offset) {
    case spec::RabbitmqStreamOffset::Next: return from;
    case spec::RabbitmqStreamOffset::Last: return from == m_committedEnd && from > 0 ? from - 1 : from;
    default: return std::min(from, placeOf(settings(), m_committedEnd));
    }
}

void Stream::letGo()
{
    const std::uint64_t to = std::min(m_committedEnd, std::max(neededFrom(), m_log.first()));
    while (m_log.bodiesFrom() < to) {
        const std::uint64_t offset = m_log.bodiesFrom();
        StreamLog::Record& front = m_log[offset];
        const bool isDeleted = offset < m_log.first();
        if (!front.isDone) {
            if (isInHand(offset) || (isDeserted() && !isDeleted))
                return;
            lose(front, isDeleted ? LossCause::Overflow : LossCause::OffsetReset);
        }
        m_log.dropFrontBody();
    }
}

void Stream::lose(StreamLog::Record& record, LossCause cause)
{
    noteLoss(record.message, nameOf(cause));
    record.isDone = true;
    --m_undone;
    probe().lost(m_cluster.now(), cause);
}

}  // namespace stormglass::rabbitmq
