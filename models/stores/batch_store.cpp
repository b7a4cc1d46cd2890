// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/batch_store.h"

#include "simcore/base/check.h"

#include <algorithm>
#include <utility>

namespace stormglass {

BatchStoreSettings batchesOf(const spec::ColumnarStoreSettings& store)
{
    return {.buffer = store.buffer,
            .readTime = store.readTime,
            .insertTime = store.insertTime,
            .rowTime = store.rowTime,
            .partsToDelay = store.partsToDelay,
            .partsToReject = std::max(store.partsToReject, store.partsToDelay),
            .maxDelay = store.maxDelay,
            .mergeTime = store.mergeTime,
            .mergeWidth = store.mergeWidth};
}

BatchStoreSettings batchesOf(const spec::TimeSeriesStoreSettings& store)
{
    return {.buffer = store.buffer, .readTime = store.readTime, .insertTime = store.insertTime, .rowTime = store.rowTime};
}

BatchStore::BatchStore(World world, Database& server, const BatchStoreSettings& settings)
    : m_world(world)
    , m_server(server)
    , m_settings(settings)
    , m_readTime(settings.readTime)
    , m_insertTime(settings.insertTime)
    , m_readStream(world.streams.stream(server.name(), "read time"))
    , m_insertStream(world.streams.stream(server.name(), "insert time"))
    , m_flushTimer(world.calendar, [this] { flush(); })
    , m_mergeTimer(world.calendar, [this] { merged(); })
{
}

bool BatchStore::lets(StoreQuery& query)
{
    if (!query.isWrite)
        return true;
    if (m_server.isPaused())
        m_unread.push_back(std::move(query));
    else
        take(query);
    return false;
}

void BatchStore::take(StoreQuery& row)
{
    ++m_taken;
    m_buffer.newest = std::max(m_buffer.newest, row.transaction->startedAt);
    if (m_settings.buffer.waitsForFlush)
        ++m_held;
    else
        m_server.answer(row, Outcome::Ok);
    m_buffer.rows.push_back(std::move(row));
    if (m_buffer.rows.size() >= static_cast<std::size_t>(m_settings.buffer.rows))
        flush();
    else if (m_buffer.rows.size() == 1)
        m_flushTimer.startIn(m_settings.buffer.interval);
}

/// The rows leave the buffer as one insert, which takes its turn among the queries.
void BatchStore::flush()
{
    if (m_isFlushDue = m_server.isPaused(); m_isFlushDue)
        return;
    m_flushTimer.cancel();
    if (m_buffer.rows.empty())
        return;
    startMerge();  // a full disk may have stopped them
    if (m_settings.partsToReject > 0 && m_parts >= m_settings.partsToReject) {
        fail(m_buffer, Outcome::Refused);
        return;
    }
    m_underWay[++m_lastBatch] = std::move(m_buffer);
    m_buffer = {};
    StoreQuery insert;
    insert.errand.mark = m_lastBatch;
    m_server.execute(std::move(insert));
}

/// The insert was refused. Who has been told that all is well does not hear of it: his rows are lost.
void BatchStore::fail(Batch& batch, Outcome outcome)
{
    (m_settings.buffer.waitsForFlush ? m_refused : m_lost) += batch.rows.size();
    drop(batch, outcome);
}

void BatchStore::drop(Batch& batch, Outcome outcome)
{
    const Batch gone = std::move(batch);
    batch = {};
    if (m_settings.buffer.waitsForFlush) {
        m_held -= gone.rows.size();
        for (const StoreQuery& row : gone.rows)
            m_server.answer(row, outcome);
    }
}

Duration BatchStore::slowedDownBy() const
{
    constexpr Duration kLeast = std::chrono::milliseconds{10};  // min_delay_to_insert_ms
    if (m_settings.partsToDelay == 0 || m_parts < m_settings.partsToDelay)
        return Duration::zero();
    const auto room = static_cast<double>(std::max<std::int64_t>(1, m_settings.partsToReject - m_settings.partsToDelay));
    const auto over = static_cast<double>(m_parts - m_settings.partsToDelay + 1);
    return std::max(kLeast, Duration{static_cast<std::int64_t>(static_cast<double>(m_settings.maxDelay.count()) * std::min(1.0, over / room))});
}

Duration BatchStore::timeOf(StoreQuery& query)
{
    if (query.errand.mark == 0)
        return m_readTime.sample(m_readStream);
    const auto rows = static_cast<std::int64_t>(m_underWay.at(query.errand.mark).rows.size());
    return m_insertTime.sample(m_insertStream) + rows * m_settings.rowTime;
}

/// An insert that is slowed down sleeps: that is not the disk's work.
Duration BatchStore::sleepOf(const StoreQuery& query)
{
    const Duration delay = query.errand.mark == 0 ? Duration::zero() : slowedDownBy();
    m_delayed += delay > Duration::zero() ? 1 : 0;
    return delay;
}

StoreEngine::Next BatchStore::ended(StoreQuery& query, Outcome& outcome)
{
    if (query.errand.mark == 0)
        return Next::Answer;
    const auto found = m_underWay.find(query.errand.mark);
    SIM_CHECK(found != m_underWay.end(), m_server.name() + " has inserted a batch that it does not have");
    Batch batch = std::move(found->second);
    m_underWay.erase(found);
    if (outcome != Outcome::Ok) {
        fail(batch, outcome);
        return Next::Keep;
    }
    ++m_inserts;
    m_written += batch.rows.size();
    m_newest = std::max(m_newest, batch.newest);
    drop(batch, Outcome::Ok);
    if (m_settings.partsToDelay > 0) {
        m_mostParts = std::max(m_mostParts, ++m_parts);
        startMerge();
    }
    return Next::Keep;
}

void BatchStore::startMerge()
{
    // There is no room to write the merged part on a full disk.
    if (m_isMerging || m_parts < 2 || !m_server.isUp() || m_server.ownDisk().isFull())
        return;
    m_isMerging = true;
    m_mergeEndsAt = m_world.now() + m_server.ownDisk().timeFor(m_settings.mergeTime);
    m_mergeTimer.startAt(m_mergeEndsAt);
}

void BatchStore::merged()
{
    m_isMerging = false;
    if (!m_server.ownDisk().isFull())
        m_parts -= std::min(m_parts, m_settings.mergeWidth) - 1;
    startMerge();
}

void BatchStore::paused()
{
    m_mergeLeft = m_mergeEndsAt - m_world.now();
    m_mergeTimer.cancel();
}

void BatchStore::resumed()
{
    if (m_isMerging) {
        m_mergeEndsAt = m_world.now() + m_mergeLeft;
        m_mergeTimer.startAt(m_mergeEndsAt);
    }
    if (m_isFlushDue)
        flush();
    for (StoreQuery& row : std::exchange(m_unread, {}))
        take(row);
}

void BatchStore::lost(const StoreQuery& query)
{
    const auto found = query.errand.mark == 0 ? m_underWay.end() : m_underWay.find(query.errand.mark);
    if (found == m_underWay.end())
        return;
    m_lost += found->second.rows.size();
    drop(found->second, Outcome::Reset);
    m_underWay.erase(found);
}

void BatchStore::crashed()
{
    m_flushTimer.cancel();
    m_mergeTimer.cancel();
    m_isMerging = m_isFlushDue = false;
    m_lost += m_buffer.rows.size();
    drop(m_buffer, Outcome::Reset);
    for (const StoreQuery& row : std::exchange(m_unread, {}))
        m_server.answer(row, Outcome::Reset);
}

void BatchStore::clear()
{
    m_flushTimer.cancel();
    m_mergeTimer.cancel();
    m_unread.clear();
    m_buffer = {};
    m_underWay.clear();
}

void BatchStore::endWarmUp()
{
    m_taken = m_buffer.rows.size();
    for (const auto& [number, batch] : m_underWay)
        m_taken += batch.rows.size();
    m_written = m_lost = m_refused = m_inserts = m_delayed = 0;
    m_mostParts = m_parts;
}

void BatchStore::addFigures(const AddFigure& add) const
{
    std::uint64_t waiting = m_buffer.rows.size();
    for (const auto& [number, batch] : m_underWay)
        waiting += batch.rows.size();
    SIM_CHECK(m_taken == m_written + m_lost + m_refused + waiting, "the rows of " + m_server.name() + " do not balance");
    add("rows.written", static_cast<double>(m_written), m_taken);
    add("rows.lost", static_cast<double>(m_lost), m_taken);
    add("rows.refused", static_cast<double>(m_refused), m_taken);
    add("rows.waiting", static_cast<double>(waiting), m_taken);
    add("inserts", static_cast<double>(m_inserts), m_inserts);
    if (m_settings.partsToDelay == 0)
        return;
    add("parts.max", static_cast<double>(m_mostParts), m_inserts);
    add("inserts.delayed", static_cast<double>(m_delayed), m_inserts);
}

}  // namespace stormglass
