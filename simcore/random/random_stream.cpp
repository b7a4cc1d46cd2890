// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/random/random_stream.h"

#include "simcore/base/hash.h"

#include <Random123/philox.h>

namespace stormglass {
namespace {

// Substreams draw under another key than the stream they belong to, so that the two never share a block.
constexpr std::uint64_t kSubstreamKey = 0x5be0cd19137e2179;

__extension__ using Wide = unsigned __int128;

}  // namespace

std::uint64_t RandomStream::drawBlock()
{
    const r123::Philox2x64::ctr_type counter{{m_block, m_index}};
    const r123::Philox2x64::key_type key{{m_key}};
    const r123::Philox2x64::ctr_type block = r123::Philox2x64()(counter, key);
    ++m_block;
    m_spare = block[1];
    m_hasSpare = true;
    return block[0];
}

// Lemire 2019, "Fast random integer generation in an interval".
std::uint64_t RandomStream::below(std::uint64_t n)
{
    Wide product = static_cast<Wide>(next64()) * n;
    if (static_cast<std::uint64_t>(product) < n) {
        const std::uint64_t threshold = (0 - n) % n;
        while (static_cast<std::uint64_t>(product) < threshold)
            product = static_cast<Wide>(next64()) * n;
    }
    return static_cast<std::uint64_t>(product >> 64);
}

RandomStream RandomStream::at(std::uint64_t index, std::uint32_t sub) const
{
    // Below a substream there is no counter left to hold both indices: its own goes into the key.
    RandomStream stream(m_isSubstream
                            ? finishHash(mixHash(mixHash(m_key, m_index), m_block >> 32))
                            : m_key ^ kSubstreamKey);
    stream.m_index = index;
    stream.m_block = static_cast<std::uint64_t>(sub) << 32;
    stream.m_isSubstream = true;
    return stream;
}

}  // namespace stormglass
