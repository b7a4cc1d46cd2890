// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keyed windows over event time, and the watermark that closes them.
#pragma once

#include "models/spec/components/streams.h"
#include "models/transactions/transaction.h"

#include <map>
#include <optional>
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
/// Sources: Akidau et al., The Dataflow Model, VLDB 2015; Flink, Timely Stream Processing and Windows (a record is late when
/// the watermark has passed the end of every window it belongs to).
class Windows {
public:
    struct Window {
        std::uint64_t count = 0;
        SimTime newestAt{};          ///< Event time.
        TransactionRef newest;       ///< The event that the result tells of.
        bool isLeaving = false;      ///< Its result is on its way out.
    };

    explicit Windows(const spec::StreamProcessorSettings& settings)
        : m_window(settings.window), m_size(settings.size), m_slide(settings.slide), m_gap(settings.gap)
        , m_outOfOrderness(settings.outOfOrderness), m_idleness(settings.idleness)
    {
    }

    /// False: late.
    bool add(SimTime eventAt, std::uint64_t key, const TransactionRef& event);
    /// An instance has read an event: moves the watermark on.
    void see(std::size_t instance, SimTime eventAt, SimTime now);
    /// The first window that the watermark has passed and whose result nobody is sending yet; from now on somebody is.
    [[nodiscard]] std::optional<WindowId> takeDue();
    [[nodiscard]] const Window& at(const WindowId& id) const { return m_windows.at(id); }
    /// The result is out.
    void remove(const WindowId& id);
    /// Nobody has read anything yet, and nobody sends; after a restart.
    void forgetReaders();

    [[nodiscard]] SimTime watermark() const { return m_watermark; }
    [[nodiscard]] std::size_t size() const { return m_windows.size(); }

private:
    struct Reader {
        bool hasRead = false;
        SimTime newestAt{};
        SimTime readAt{};
    };

    [[nodiscard]] bool addFixed(SimTime eventAt, Duration every, std::uint64_t key, const TransactionRef& event);
    [[nodiscard]] bool addSession(SimTime eventAt, std::uint64_t key, const TransactionRef& event);
    static void count(Window& window, SimTime eventAt, const TransactionRef& event);

    spec::WindowKind m_window;
    Duration m_size;
    Duration m_slide;
    Duration m_gap;
    Duration m_outOfOrderness;
    Duration m_idleness;
    std::map<WindowId, Window> m_windows;
    std::map<std::uint64_t, std::vector<WindowId>> m_sessions;  // by key
    std::vector<Reader> m_readers;
    SimTime m_watermark = SimTime::min();
};

}  // namespace stormglass
