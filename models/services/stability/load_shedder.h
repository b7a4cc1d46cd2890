// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decides which waiting requests of an instance are dropped because they have waited too long.
#pragma once

#include "models/spec/components/stability.h"
#include "simcore/process/ring_queue.h"

namespace stormglass {

/// Sees every request that joins the queue and every one that leaves it.
class LoadShedder {
public:
    /// Precondition: there is a rule.
    explicit LoadShedder(const spec::LoadShedding& settings) : m_settings(settings) { }

    /// A request joins the queue at its back; the queue has not been empty for so long.
    void joined(Duration backlogged);
    /// A request is next, after this wait: whether it is dropped instead. It comes from the front or from the back of the
    /// queue, which is empty without it or not.
    [[nodiscard]] bool drops(SimTime now, Duration waited, bool isFromFront, bool isLast);
    /// The last one has left it, not for a worker.
    void leftFromBack();
    /// The queue is emptied.
    void clear();

private:
    [[nodiscard]] bool dropsByCodel(SimTime now, Duration waited, bool isLast);
    [[nodiscard]] bool isTooLong(SimTime now, Duration waited, bool isLast);
    [[nodiscard]] SimTime nextDropAfter(SimTime at) const;

    const spec::LoadShedding m_settings;
    RingQueue<Duration> m_limits;  // fail-at-scale: of the requests in the queue, in its order

    // Controlled delay, by the names of RFC 8289.
    SimTime m_firstAboveTime{};
    bool m_isAbove = false;
    bool m_isDropping = false;
    SimTime m_dropNext{};
    std::uint32_t m_count = 0;
    std::uint32_t m_lastCount = 0;
};

}  // namespace stormglass
