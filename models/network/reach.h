// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether packets get from host to host, and who wants to know.
#pragma once

#include <cstdint>

namespace stormglass {

/// What becomes of packets on one way, or of a connection, which needs both ways. From good to bad.
enum class Reach : std::uint8_t {
    Open,
    Silent,  ///< Packets disappear.
    Refused  ///< Connections are reset, and new ones refused at once.
};

/// How a parcel got lost.
enum class ParcelLoss : std::uint8_t {
    Refused,  ///< No connection came about: it has not left.
    Broken    ///< The connection broke while it was on its way, so the sender cannot know whether it got there.
};

/// Told when some way opens or closes. It then asks the network about the ways it cares for.
class ReachObserver {
public:
    virtual void reachChanged() = 0;

protected:
    ~ReachObserver() = default;
};

}  // namespace stormglass
