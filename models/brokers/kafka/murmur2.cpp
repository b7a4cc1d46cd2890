// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/murmur2.h"

#include <charconv>

namespace stormglass::kafka {

namespace {

std::uint32_t byteAt(std::string_view bytes, std::size_t index)
{
    return static_cast<unsigned char>(bytes[index]);
}

}  // namespace

std::uint32_t murmur2(std::string_view bytes)
{
    constexpr std::uint32_t kSeed = 0x9747b28c;
    constexpr std::uint32_t kFactor = 0x5bd1e995;

    const std::size_t length = bytes.size();
    std::uint32_t hash = kSeed ^ static_cast<std::uint32_t>(length);
    std::size_t i = 0;
    for (; i + 4 <= length; i += 4) {
        std::uint32_t word = byteAt(bytes, i) | byteAt(bytes, i + 1) << 8U | byteAt(bytes, i + 2) << 16U
            | byteAt(bytes, i + 3) << 24U;
        word *= kFactor;
        word ^= word >> 24U;
        hash = hash * kFactor ^ word * kFactor;
    }
    if (i < length) {
        for (std::size_t rest = length - i; rest > 0; --rest)
            hash ^= byteAt(bytes, i + rest - 1) << 8U * (rest - 1);
        hash *= kFactor;
    }
    hash ^= hash >> 13U;
    hash *= kFactor;
    return hash ^ hash >> 15U;
}

std::uint32_t partitionFor(std::uint64_t key, std::uint32_t partitions)
{
    char text[20];
    const auto end = std::to_chars(text, text + sizeof(text), key).ptr;
    return (murmur2({text, static_cast<std::size_t>(end - text)}) & 0x7fff'ffffU) % partitions;
}

}  // namespace stormglass::kafka
