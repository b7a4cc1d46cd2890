// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cache.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace stormglass {

Cache::Cache(World world, Database& server, Database& behind, const spec::CacheSettings& settings)
    : m_world(world)
    , m_server(server)
    , m_behind(behind)
    , m_settings(settings)
    , m_keys(static_cast<std::size_t>(settings.keyCount), settings.zipfExponent)
    , m_draws(world.streams.stream(server.name(), "keys"))
    , m_readTime(settings.readTime)
    , m_writeTime(settings.writeTime)
    , m_readStream(world.streams.stream(server.name(), "read time"))
    , m_writeStream(world.streams.stream(server.name(), "write time"))
    , m_table(static_cast<std::size_t>(settings.keyCount) + 1)
{
}

Duration Cache::timeOf(StoreQuery& query)
{
    return query.isWrite ? m_writeTime.sample(m_writeStream) : m_readTime.sample(m_readStream);
}

StoreEngine::Next Cache::ended(StoreQuery& query, Outcome& outcome)
{
    if (outcome != Outcome::Ok)
        return Next::Answer;
    if (query.isWrite) {
        if (query.errand.mark == kDelete)
            erase(query.errand.key);
        else if (mayFill(query.errand))
            fill(query.errand);
        return Next::Answer;
    }
    if (find(query.errand.key)) {
        ++m_hits;
        const Entry& entry = m_table[query.errand.key + 1];
        m_stale += entry.readAt < entry.writtenAt ? 1 : 0;
        return Next::Answer;
    }
    ++m_misses;
    outcome = Outcome::Miss;
    return m_settings.hasSingleFlight ? join(query) : Next::Answer;
}

bool Cache::find(std::uint64_t key)
{
    const auto place = static_cast<std::uint32_t>(key + 1);
    Entry& entry = m_table[place];
    if (!entry.isIn)
        return false;
    if (entry.expiresAt <= m_world.now()) {
        ++m_expiries;
        remove(key);
        return false;
    }
    unlink(place);
    linkFirst(place);
    return true;
}

/// Whose lease has gone to another, or was lost with the process, is refused.
bool Cache::mayFill(const StoreErrand& errand)
{
    if (!m_settings.hasSingleFlight)
        return true;
    const auto flight = m_flights.find(errand.key);
    const SimTime missedAt{Duration{static_cast<std::int64_t>(errand.mark - 1)}};
    if (flight == m_flights.end() || missedAt < flight->second.since)
        return false;
    if (!flight->second.isOutdated)
        return true;
    letNextFetch(errand.key);
    return false;
}

void Cache::fill(const StoreErrand& errand)
{
    const std::uint64_t key = errand.key;
    const auto place = static_cast<std::uint32_t>(key + 1);
    if (m_table[place].isIn) {
        unlink(place);
    } else {
        if (m_entries == static_cast<std::size_t>(m_settings.capacity))
            remove(m_table[0].before - 1);
        ++m_entries;
        m_table[place].isIn = true;
    }
    m_table[place].readAt = errand.readAt;
    m_newest = std::max(m_newest, m_behind.newestVisible());
    m_table[place].expiresAt = m_settings.ttl == Duration::zero() ? kNever : m_world.now() + m_settings.ttl;
    linkFirst(place);
    land(key);
}

/// What the writer asks for.
void Cache::erase(std::uint64_t key)
{
    remove(key);
    if (const auto flight = m_flights.find(key); flight != m_flights.end())
        flight->second.isOutdated = true;
}

void Cache::remove(std::uint64_t key)
{
    const auto place = static_cast<std::uint32_t>(key + 1);
    if (!m_table[place].isIn)
        return;
    unlink(place);
    m_table[place].isIn = false;
    --m_entries;
}

void Cache::unlink(std::uint32_t place)
{
    m_table[m_table[place].before].after = m_table[place].after;
    m_table[m_table[place].after].before = m_table[place].before;
}

void Cache::linkFirst(std::uint32_t place)
{
    m_table[place].before = 0;
    m_table[place].after = m_table[0].after;
    m_table[m_table[0].after].before = place;
    m_table[0].after = place;
}

/// Who misses a key that nobody fetches yet is told to do so; others wait.
StoreEngine::Next Cache::join(StoreQuery& query)
{
    const auto flight = m_flights.find(query.errand.key);
    if (flight == m_flights.end() || flight->second.isOver) {
        takeOff(query.errand.key);
        return Next::Answer;
    }
    ++m_waits;
    ++m_waiting;
    flight->second.waiting.push_back(std::move(query));
    return Next::Keep;
}

void Cache::takeOff(std::uint64_t key)
{
    Flight& flight = m_flights[key];
    flight.number = ++m_lastFlight;
    flight.since = m_world.now();
    flight.isOver = flight.isOutdated = false;
    m_world.network.after(m_settings.leaseTime, [this, key, number = flight.number] { leaseEnded(key, number); });
}

void Cache::land(std::uint64_t key)
{
    const auto flight = m_flights.find(key);
    if (flight == m_flights.end())
        return;
    const std::vector<StoreQuery> waiting = std::move(flight->second.waiting);
    m_flights.erase(flight);
    m_waiting -= waiting.size();
    for (const StoreQuery& query : waiting)
        m_server.answer(query, Outcome::Ok);
}

/// Who fetches it has not come back: the next one does.
void Cache::leaseEnded(std::uint64_t key, std::uint64_t number)
{
    if (m_server.isPaused()) {
        m_ended.emplace_back(key, number);
        return;
    }
    const auto flight = m_flights.find(key);
    if (flight != m_flights.end() && flight->second.number == number)
        letNextFetch(key);
}

void Cache::resumed()
{
    for (const auto& [key, number] : std::exchange(m_ended, {}))
        leaseEnded(key, number);
}

void Cache::letNextFetch(std::uint64_t key)
{
    const auto flight = m_flights.find(key);
    std::vector<StoreQuery>& waiting = flight->second.waiting;
    m_waiting -= std::erase_if(waiting, [this](const StoreQuery& query) { return !m_world.completions.isOpen(query.reply); });
    flight->second.isOver = waiting.empty();
    if (waiting.empty())
        return;
    const StoreQuery next = std::move(waiting.front());
    waiting.erase(waiting.begin());
    --m_waiting;
    takeOff(key);
    m_server.answer(next, Outcome::Miss);
}

void Cache::crashed()
{
    for (Entry& entry : m_table)
        entry = {.writtenAt = entry.writtenAt};
    m_entries = m_waiting = 0;
    m_newest = {};
    m_ended.clear();
    const std::map<std::uint64_t, Flight> flights = std::move(m_flights);
    m_flights.clear();
    for (const auto& [key, flight] : flights)
        for (const StoreQuery& query : flight.waiting)
            m_server.answer(query, Outcome::Reset);
}

void Cache::addFigures(const AddFigure& add) const
{
    const std::uint64_t reads = m_hits + m_misses;
    add("cache.hits", static_cast<double>(m_hits), reads);
    add("cache.misses", static_cast<double>(m_misses), reads);
    add("cache.hit_ratio", reads == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(m_hits) / static_cast<double>(reads), reads);
    add("cache.stale_hits", static_cast<double>(m_stale), m_hits);
    add("cache.expired", static_cast<double>(m_expiries), reads);
    add("cache.waits", static_cast<double>(m_waits), reads);
    add("cache.store_reads", static_cast<double>(m_storeReads), reads);
}

}  // namespace stormglass
