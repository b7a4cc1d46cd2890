// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A store that inserts many rows at a time: columnar (ClickHouse) and time-series (InfluxDB) stores.
#pragma once

#include "models/spec/components/stores.h"
#include "models/stores/database.h"
#include "simcore/calendar/timer.h"

#include <map>

namespace stormglass {

/// What the kinds have in common, and how they differ.
struct BatchStoreSettings {
    spec::InsertBuffer buffer;
    Distribution readTime;
    Distribution insertTime;
    Duration rowTime{0};
    std::int64_t partsToDelay = 0;  ///< Zero: there are no parts.
    std::int64_t partsToReject = 0;
    Duration maxDelay{0};
    Duration mergeTime{0};
    std::int64_t mergeWidth = 2;
};
[[nodiscard]] BatchStoreSettings batchesOf(const spec::ColumnarStoreSettings& store);
[[nodiscard]] BatchStoreSettings batchesOf(const spec::TimeSeriesStoreSettings& store);

/// Rows wait in a buffer until there are enough of them or the oldest has waited long enough; then one insert writes them.
/// What was confirmed while it waited is lost with the process, or when the insert is refused.
///
/// Each insert makes a part, and a merge in the background makes one of several. From partsToDelay on inserts are slowed
/// down, as MergeTreeData::delayInsertOrThrowIfNeeded() does; from partsToReject on they are refused.
class BatchStore final : public StoreEngine {
public:
    BatchStore(World world, Database& server, const BatchStoreSettings& settings);

    [[nodiscard]] bool lets(StoreQuery& query) override;
    [[nodiscard]] Duration timeOf(StoreQuery& query) override;
    [[nodiscard]] Duration sleepOf(const StoreQuery& query) override;
    [[nodiscard]] Next ended(StoreQuery& query, Outcome& outcome) override;
    void lost(const StoreQuery& query) override;
    void crashed() override;
    void restarted() override { startMerge(); }
    void paused() override;
    void resumed() override;
    [[nodiscard]] std::size_t held() const override { return m_held + m_unread.size(); }
    void clear() override;
    void endWarmUp() override;
    [[nodiscard]] SimTime newestVisible() const override { return m_newest; }
    void addFigures(const AddFigure& add) const override;

    [[nodiscard]] std::uint64_t rowsWritten() const { return m_written; }
    [[nodiscard]] std::uint64_t rowsLost() const { return m_lost; }
    [[nodiscard]] std::uint64_t inserts() const { return m_inserts; }
    [[nodiscard]] std::int64_t parts() const { return m_parts; }

private:
    struct Batch {
        std::vector<StoreQuery> rows;
        SimTime newest{};
    };

    void take(StoreQuery& row);
    void flush();
    void fail(Batch& batch, Outcome outcome);
    void drop(Batch& batch, Outcome outcome);
    void startMerge();
    void merged();
    [[nodiscard]] Duration slowedDownBy() const;

    World m_world;
    Database& m_server;
    const BatchStoreSettings m_settings;
    Sampler m_readTime;
    Sampler m_insertTime;
    RandomStream m_readStream;
    RandomStream m_insertStream;
    Timer m_flushTimer;
    Timer m_mergeTimer;
    bool m_isMerging = false;
    SimTime m_mergeEndsAt{};
    Duration m_mergeLeft{};  // while the process is paused
    bool m_isFlushDue = false;         // since it was paused
    std::vector<StoreQuery> m_unread;  // writes that have come since then
    std::size_t m_held = 0;            // rows whose writers wait
    Batch m_buffer;
    std::map<std::uint64_t, Batch> m_underWay;  // by number
    std::uint64_t m_lastBatch = 0;
    SimTime m_newest{};
    std::int64_t m_parts = 0;
    std::int64_t m_mostParts = 0;
    std::uint64_t m_taken = 0;  // rows over the whole run: taken = written + lost + refused + waiting
    std::uint64_t m_written = 0;
    std::uint64_t m_lost = 0;
    std::uint64_t m_refused = 0;
    std::uint64_t m_inserts = 0;
    std::uint64_t m_delayed = 0;
};

}  // namespace stormglass
