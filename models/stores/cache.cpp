// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cache.h"

#include <limits>

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
        if (query.mark == kDelete)
            erase(query.key);
        else
            fill(query.key, SimTime{Duration{static_cast<std::int64_t>(query.mark - 1)}});
        return Next::Answer;
    }
    if (find(query.key)) {
        ++m_hits;
        const Entry& entry = m_table[query.key + 1];
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

void Cache::fill(std::uint64_t key, SimTime readAt)
{
    if (const auto flight = m_flights.find(key); flight != m_flights.end() && flight->second.isOutdated) {
        letNextFetch(key);
        return;
    }
    const auto place = static_cast<std::uint32_t>(key + 1);
    if (m_table[place].isIn) {
        unlink(place);
    } else {
        if (m_entries == static_cast<std::size_t>(m_settings.capacity))
            remove(m_table[0].before - 1);
        ++m_entries;
        m_table[place].isIn = true;
    }
    m_table[place].readAt = readAt;
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
    const auto flight = m_flights.find(query.key);
    if (flight == m_flights.end()) {
        takeOff(query.key);
        return Next::Answer;
    }
    ++m_waits;
    flight->second.waiting.push_back(std::move(query));
    return Next::Keep;
}

void Cache::takeOff(std::uint64_t key)
{
    Flight& flight = m_flights[key];
    flight.number = ++m_lastFlight;
    flight.isOutdated = false;
    m_world.network.after(m_settings.leaseTime, [this, key, number = flight.number] { leaseEnded(key, number); });
}

void Cache::land(std::uint64_t key)
{
    const auto flight = m_flights.find(key);
    if (flight == m_flights.end())
        return;
    const std::vector<StoreQuery> waiting = std::move(flight->second.waiting);
    m_flights.erase(flight);
    for (const StoreQuery& query : waiting)
        m_server.answer(query, Outcome::Ok);
}

/// Who fetches it has not come back: the next one does.
void Cache::leaseEnded(std::uint64_t key, std::uint64_t number)
{
    const auto flight = m_flights.find(key);
    if (flight != m_flights.end() && flight->second.number == number)
        letNextFetch(key);
}

void Cache::letNextFetch(std::uint64_t key)
{
    const auto flight = m_flights.find(key);
    std::vector<StoreQuery>& waiting = flight->second.waiting;
    std::erase_if(waiting, [this](const StoreQuery& query) { return !m_world.completions.isOpen(query.reply); });
    if (waiting.empty()) {
        m_flights.erase(flight);
        return;
    }
    const StoreQuery next = std::move(waiting.front());
    waiting.erase(waiting.begin());
    takeOff(key);
    m_server.answer(next, Outcome::Miss);
}

void Cache::crashed()
{
    for (Entry& entry : m_table)
        entry = {.writtenAt = entry.writtenAt};
    m_entries = 0;
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
