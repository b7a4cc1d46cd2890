// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/recording.h"

#include "ui/run/frame_bytes.h"
#include "ui/run/frame_sum.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr std::size_t kFramesOfChunk = 128;
constexpr qsizetype kBytesOfChunk = 256 * 1024;
constexpr std::size_t kRecentChunks = 4;

}  // namespace

struct Recording::Chunk {
    std::size_t first = 0;
    double end = 0;
};

struct Recording::Unpacked {
    std::size_t chunk = 0;
    std::size_t first = 0;
    results::Frame before;  ///< Sums of all frames before.
    std::vector<std::shared_ptr<const results::Frame>> frames;
};

Recording::Recording(qint64 memoryLimit) : m_memoryLimit(memoryLimit) { begin({}); }
Recording::~Recording() = default;

void Recording::begin(const results::Roster& roster)
{
    m_store = std::make_unique<ChunkStore>(m_memoryLimit);
    m_count = 0;
    m_end = 0;
    m_chunks.clear();
    m_recent.clear();
    m_events.clear();
    m_impacts.clear();
    m_forgotten = 0;
    m_sums = {};
    m_tallies.begin(roster);
    m_open = std::make_shared<Unpacked>();
    m_openBytes.clear();
    appendFrame(m_openBytes, m_sums);
}

void Recording::append(results::Frame frame)
{
    m_tallies.add(frame);
    addFrame(m_sums, frame, Levels::Last);
    const std::size_t room = kMostEvents - std::min(kMostEvents, m_events.size());
    const std::size_t taken = std::min(room, frame.events.size());
    m_events.insert(m_events.end(), frame.events.begin(), frame.events.begin() + static_cast<std::ptrdiff_t>(taken));
    m_forgotten += frame.events.size() - taken;
    if (m_impacts.size() < kMostEvents)
        m_impacts.insert(m_impacts.end(), frame.impacts.begin(), frame.impacts.end());
    appendFrame(m_openBytes, frame);
    m_end = frame.at;
    ++m_count;
    m_open->frames.push_back(std::make_shared<const results::Frame>(std::move(frame)));
    if (m_open->frames.size() >= kFramesOfChunk || m_openBytes.size() >= kBytesOfChunk)
        seal();
}

void Recording::seal()
{
    m_store->append(m_openBytes);
    m_chunks.push_back({m_open->first, m_end});
    m_open = std::make_shared<Unpacked>();
    m_open->chunk = m_chunks.size();
    m_open->first = m_count;
    m_open->before = m_sums;
    m_openBytes.clear();
    appendFrame(m_openBytes, m_sums);
}

std::shared_ptr<const Recording::Unpacked> Recording::unpacked(std::size_t chunk) const
{
    if (chunk >= m_chunks.size())
        return m_open;
    const auto known = std::ranges::find(m_recent, chunk, [](const auto& each) { return each->chunk; });
    if (known != m_recent.end()) {
        std::rotate(m_recent.begin(), known, known + 1);
        return m_recent.front();
    }
    auto fresh = std::make_shared<Unpacked>();
    fresh->chunk = chunk;
    fresh->first = m_chunks[chunk].first;
    const std::size_t next = chunk + 1 < m_chunks.size() ? m_chunks[chunk + 1].first : m_open->first;
    if (const QByteArray bytes = m_store->read(chunk); !bytes.isEmpty()) {
        const char* at = bytes.constData();
        fresh->before = takeFrame(at);
        for (std::size_t number = fresh->first; number < next; ++number)
            fresh->frames.push_back(std::make_shared<const results::Frame>(takeFrame(at)));
    }
    m_recent.insert(m_recent.begin(), fresh);
    m_recent.resize(std::min(m_recent.size(), kRecentChunks));
    return fresh;
}

std::size_t Recording::numberAt(double seconds) const
{
    if (isEmpty())
        return 0;
    constexpr double kRounding = 1e-9;
    const auto chunk = std::ranges::lower_bound(m_chunks, seconds - kRounding, {}, &Chunk::end);
    const auto held = unpacked(static_cast<std::size_t>(chunk - m_chunks.begin()));
    const auto frame = std::ranges::lower_bound(held->frames, seconds - kRounding, {}, [](const auto& each) { return each->at; });
    return std::min(m_count - 1, held->first + static_cast<std::size_t>(frame - held->frames.begin()));
}

std::size_t Recording::chunkOf(std::size_t number) const
{
    if (number >= m_open->first)
        return m_chunks.size();
    const auto after = std::ranges::upper_bound(m_chunks, number, {}, &Chunk::first);
    return static_cast<std::size_t>(after - m_chunks.begin()) - 1;
}

std::shared_ptr<const results::Frame> Recording::frame(std::size_t number) const
{
    if (number >= m_count)
        return nullptr;
    const auto held = unpacked(chunkOf(number));
    const std::size_t place = number - held->first;
    return place < held->frames.size() ? held->frames[place] : nullptr;
}

std::shared_ptr<const results::Frame> Recording::frameAt(double seconds) const { return frame(numberAt(seconds)); }

results::Frame Recording::sumsAt(double seconds) const
{
    if (isEmpty())
        return {};
    const std::size_t last = numberAt(seconds);
    const auto held = unpacked(chunkOf(last));
    results::Frame sums = held->before;
    for (std::size_t place = 0; place < held->frames.size() && held->first + place <= last; ++place)
        addFrame(sums, *held->frames[place], Levels::Last);
    return sums;
}

qint64 Recording::bytesInMemory() const
{
    // What is at hand unpacked is estimated by its packed form: a frame in memory takes about three times its bytes.
    constexpr qint64 kSpread = 3;
    const qint64 atHand = kSpread * (m_openBytes.size() + static_cast<qint64>(m_recent.size()) * kBytesOfChunk);
    return m_store->bytesInMemory() + atHand;
}

}  // namespace stormglass::ui
