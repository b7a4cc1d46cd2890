// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keyed windows over event time, and the watermark that closes them.
#pragma once

#include "models/spec/components/streams.h"
#include "models/transactions/transaction.h"

#include <map>
#include <vector>

namespace stormglass {

/// Which window of which key; in the order in which they are due.
struct WindowId {
    SimTime end{};
    std::uint64_t key = 0;
    SimTime start{};
    auto operator<=>(const WindowId&) const = default;
};

/// Counts of a stream processor. A value: a checkpoint is a copy.
///
/// Sources: Akidau et al., The Dataflow Model, VLDB 2015; Flink, Timely Stream Processing (the watermark is the least of
/// those of all partitions, and never goes back), Windows (a record is late when the watermark has passed the end of every
/// window that it belongs to).
class Windows {
public:
    struct Window {
        std::uint64_t count = 0;
        SimTime newestAt{};          ///< Event time.
        TransactionRef newest;       ///< The event that the result tells of.
        bool isLeaving = false;      ///< Its result is on its way out.
    };

    /// With their bookkeeping, a gigabyte of memory.
    static constexpr std::size_t kMostOpen = 10'000'000;

    /// Throws TooLarge when more windows than that are open at once.
    Windows(const spec::StreamProcessorSettings& settings, std::size_t partitions, std::size_t mostOpen = kMostOpen);

    /// In how many windows it is counted; 0: late.
    std::size_t add(SimTime eventAt, std::uint64_t key, const TransactionRef& event);
    /// An event of a partition has been read: moves the watermark on.
    void see(std::size_t partition, SimTime eventAt, SimTime now);
    /// Those that the watermark has passed and whose results nobody is sending yet; from now on somebody is.
    [[nodiscard]] std::vector<WindowId> takeDue();
    [[nodiscard]] const Window& at(const WindowId& id) const { return m_windows.at(id); }
    /// The result is out.
    void remove(const WindowId& id);
    /// A reader waits for the sink, or goes on: meanwhile the clock that idleness is measured by stands still. (Flink,
    /// FLINK-35886: without it, whoever was held up is idle, and late.)
    void heldUp(SimTime now);
    void goesOn(SimTime now);
    /// Nobody has read anything yet, and nobody sends; after a restart. The watermark stays.
    void restart(SimTime now);

    /// Those whose results nobody is sending.
    void letGoOfEvents();

    [[nodiscard]] SimTime watermark() const { return m_watermark; }
    [[nodiscard]] std::size_t size() const { return m_windows.size(); }
    /// Events in all windows together.
    [[nodiscard]] std::uint64_t content() const;

private:
    /// What has been read of a partition.
    struct Reading {
        bool hasBegun = false;
        SimTime newestAt{};
        SimTime readAt{};
    };

    [[nodiscard]] std::size_t addFixed(SimTime eventAt, Duration every, std::uint64_t key, const TransactionRef& event);
    [[nodiscard]] std::size_t addSession(SimTime eventAt, std::uint64_t key, const TransactionRef& event);
    void requireRoom() const;
    static void count(Window& window, SimTime eventAt, const TransactionRef& event);
    void findSlowest(SimTime now);

    spec::WindowKind m_window;
    Duration m_size;
    Duration m_slide;
    Duration m_gap;
    Duration m_outOfOrderness;
    Duration m_idleness;
    std::size_t m_mostOpen;
    std::map<WindowId, Window> m_windows;
    std::map<std::uint64_t, std::vector<WindowId>> m_sessions;  // by key
    std::vector<Reading> m_readings;                            // by partition
    std::size_t m_slowest = 0;                                  // the one that holds the watermark
    SimTime m_lookedAt{};
    bool m_isFresh = false;      // nothing has been read since the restart
    std::size_t m_heldUp = 0;    // readers
    SimTime m_heldUpSince{};
    SimTime m_watermark = SimTime::min();
};

}  // namespace stormglass
