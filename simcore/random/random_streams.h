// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the streams of a run come from.
#pragma once

#include "simcore/random/random_stream.h"

#include <cstdint>
#include <string_view>

namespace stormglass {

/// What a stream is for. Streams with different keys have nothing to do with each other.
struct StreamKey {
    std::uint64_t seed = 0;
    std::uint32_t replication = 0;
    std::string_view entity;   ///< Who draws, for example the name of a component.
    std::string_view purpose;  ///< What for, for example "service time".

    /// The key of the stream: mixHash() (simcore/base/hash.h) over seed, replication, entity and purpose in this order,
    /// starting from kHashSeed, then finishHash(). Stable: stored results depend on it.
    [[nodiscard]] std::uint64_t hash() const;

    bool operator==(const StreamKey&) const = default;
};

/// Hands out the streams of one replication. A new entity or purpose never shifts the draws of the others.
class RandomStreams {
public:
    constexpr RandomStreams(std::uint64_t seed, std::uint32_t replication)
        : m_seed(seed), m_replication(replication) { }

    /// The same arguments yield the same stream from its start, so ask once for each entity and purpose.
    [[nodiscard]] RandomStream stream(std::string_view entity, std::string_view purpose) const
    {
        return RandomStream(StreamKey{m_seed, m_replication, entity, purpose}.hash());
    }

private:
    std::uint64_t m_seed;
    std::uint32_t m_replication;
};

}  // namespace stormglass
