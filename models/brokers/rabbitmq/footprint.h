// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much memory and disk space a node uses.
#pragma once

#include "models/brokers/rabbitmq/cluster.h"

namespace stormglass::rabbitmq {

struct Footprint {
    std::int64_t memory = 0;
    std::int64_t disk = 0;
};

/// Counted from the queues when somebody looks, so a message costs nothing.
///
/// In memory: what an idle node needs; 100 kB for each connection; of a classic queue metadata of up to 2,048 messages,
/// with their bodies as long as these are small, and of what is not acknowledged; of a quorum queue 32 bytes for each
/// message, and the table of what is in the present file of the write-ahead log: all of it up to 4.0, what has not been
/// acknowledged in 4.x; what a channel has read and cannot hand on to a queue. Of a stream nothing.
///
/// On disk: what waits or is not acknowledged, at each member; of streams what retention has left; at least the present
/// file of the write-ahead log, of which segments with what is left of it are made when it is full.
///
/// Sources: RabbitMQ 4.3, Reasoning About Memory Use; Classic Queues, Memory Footprint; Quorum Queues, Resource Use; blog,
/// 2025-01-17, How Are The Messages Stored; 2025-04-08, RabbitMQ 4.1 Performance Improvements. Not modelled: garbage that
/// has not been collected, the index of the message store, segments and files that a single message keeps from being
/// deleted.
[[nodiscard]] Footprint footprintOf(const Cluster& cluster, std::uint32_t node);

}  // namespace stormglass::rabbitmq
