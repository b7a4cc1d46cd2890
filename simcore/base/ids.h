// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Typed indices: what a run uses in place of names and pointers.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace stormglass {

/// A dense index of one sort of thing. Ids of different sorts do not mix.
template <class Tag>
struct Id {
    std::uint32_t value = kNone;

    [[nodiscard]] constexpr bool isValid() const { return value != kNone; }
    constexpr auto operator<=>(const Id&) const = default;

    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
};

using ComponentId = Id<struct ComponentTag>;
using ChannelId = Id<struct ChannelTag>;
using FlowId = Id<struct FlowTag>;
using HostId = Id<struct HostTag>;
using LinkId = Id<struct LinkTag>;
using FaultId = Id<struct FaultTag>;

}  // namespace stormglass

template <class Tag>
struct std::hash<stormglass::Id<Tag>> {
    std::size_t operator()(stormglass::Id<Tag> id) const noexcept { return id.value; }
};
