// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/key_hash.h"

#include <bit>
#include <charconv>

namespace stormglass::pulsar {
namespace {

/// Both hashes are made non-negative before they are divided (Hash.java, makeHash).
constexpr std::uint32_t kNotNegative = 0x7fff'ffffU;

struct DecimalKey {
    explicit DecimalKey(std::uint64_t key) : end(std::to_chars(text, text + sizeof(text), key).ptr) { }
    [[nodiscard]] std::string_view view() const { return {text, static_cast<std::size_t>(end - text)}; }

    char text[20];
    const char* end;
};

std::uint32_t mixed(std::uint32_t block)
{
    block *= 0xcc9e'2d51U;
    return std::rotl(block, 15) * 0x1b87'3593U;
}

}  // namespace

std::uint32_t javaStringHash(std::string_view text)
{
    std::uint32_t hash = 0;
    for (const char letter : text)
        hash = 31 * hash + static_cast<unsigned char>(letter);
    return hash;
}

std::uint32_t murmur3(std::string_view bytes)
{
    std::uint32_t hash = 0;
    std::uint32_t block = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        block |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * (i % 4));
        if (i % 4 == 3) {
            hash = std::rotl(hash ^ mixed(block), 13) * 5 + 0xe654'6b64U;
            block = 0;
        }
    }
    hash ^= mixed(block);  // of the last one to three bytes; of none nothing remains
    hash ^= static_cast<std::uint32_t>(bytes.size());
    hash = (hash ^ hash >> 16U) * 0x85eb'ca6bU;
    hash = (hash ^ hash >> 13U) * 0xc2b2'ae35U;
    return hash ^ hash >> 16U;
}

std::uint32_t partitionFor(std::uint64_t key, std::uint32_t partitions, spec::PulsarHashing hashing)
{
    const DecimalKey text(key);
    const std::uint32_t hash = hashing == spec::PulsarHashing::JavaStringHash ? javaStringHash(text.view()) : murmur3(text.view());
    return (hash & kNotNegative) % partitions;
}

std::uint32_t keySlotOf(std::uint64_t key) { return (murmur3(DecimalKey(key).view()) & kNotNegative) % kKeySlots; }

}  // namespace stormglass::pulsar
