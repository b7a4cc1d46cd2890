// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All frames of a run, in bounded memory: any moment can be shown again.
#pragma once

#include "ui/run/chunk_store.h"
#include "ui/run/tallies.h"

#include <memory>
#include <vector>

namespace stormglass::ui {

class Recording {
public:
    static constexpr qint64 kMemory = 32 * 1024 * 1024;
    /// More events than anybody reads; later ones are counted only.
    static constexpr std::size_t kMostEvents = 100'000;

    explicit Recording(qint64 memoryLimit = kMemory);
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    ~Recording();

    /// Forgets everything.
    void begin(const results::Roster& roster);
    void append(results::Frame frame);

    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] std::size_t count() const { return m_count; }
    /// Seconds from the start of the run; 0 without a frame.
    [[nodiscard]] double end() const { return m_end; }

    /// The frame whose span holds the moment; the first or last one beyond the ends. Null: nothing is recorded.
    [[nodiscard]] std::shared_ptr<const results::Frame> frameAt(double seconds) const;
    /// \p number counts from 0.
    [[nodiscard]] std::shared_ptr<const results::Frame> frame(std::size_t number) const;
    [[nodiscard]] std::size_t numberAt(double seconds) const;
    /// Counts of the run from its start to the end of the frame at that moment; levels are those of that frame, high
    /// percentiles the worst ones.
    [[nodiscard]] results::Frame sumsAt(double seconds) const;

    [[nodiscard]] const Tallies& tallies() const { return m_tallies; }
    /// In order of time.
    [[nodiscard]] const std::vector<results::RunEvent>& events() const { return m_events; }
    [[nodiscard]] const std::vector<results::Impact>& impacts() const { return m_impacts; }
    [[nodiscard]] std::size_t forgottenEvents() const { return m_forgotten; }

    [[nodiscard]] qint64 bytesInMemory() const;
    [[nodiscard]] qint64 bytesOnDisk() const { return m_store->bytesOnDisk(); }

private:
    struct Chunk;     ///< Where frames are.
    struct Unpacked;  ///< Frames at hand.

    void seal();
    [[nodiscard]] std::shared_ptr<const Unpacked> unpacked(std::size_t chunk) const;
    [[nodiscard]] std::size_t chunkOf(std::size_t number) const;

    qint64 m_memoryLimit;
    std::size_t m_count = 0;
    double m_end = 0;
    std::unique_ptr<ChunkStore> m_store;
    std::vector<Chunk> m_chunks;
    QByteArray m_openBytes;  ///< The sums before the open frames, then those.
    std::shared_ptr<Unpacked> m_open;
    results::Frame m_sums;
    Tallies m_tallies;
    std::vector<results::RunEvent> m_events;
    std::vector<results::Impact> m_impacts;
    std::size_t m_forgotten = 0;
    mutable std::vector<std::shared_ptr<const Unpacked>> m_recent;  ///< Used last stands first.
};

}  // namespace stormglass::ui
