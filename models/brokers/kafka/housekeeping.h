// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes on in a cluster by the clock: retention, compaction, and groups that go back.
#pragma once

#include "models/brokers/kafka/cluster.h"
#include "models/brokers/method_event.h"

#include <limits>

namespace stormglass::kafka {

class Housekeeping {
public:
    explicit Housekeeping(Cluster& cluster);

    /// Before the run.
    void addTopic(Topic& topic);

private:
    void deleteSegments();
    void deleteSegments(Partition& partition);
    void compact();
    void scheduleReplays();
    void replay();
    void replay(const spec::KafkaReplay& replay);
    [[nodiscard]] SimTime bodiesFrom(const Topic& topic) const;

    Cluster& m_cluster;
    std::vector<spec::KafkaReplay> m_replays;  // in order of their time
    std::size_t m_nextReplay = 0;
    std::int64_t m_firstCheck = std::numeric_limits<std::int64_t>::max();  // in intervals
    MethodEvent<Housekeeping, &Housekeeping::deleteSegments> m_retentionCheck{*this};
    MethodEvent<Housekeeping, &Housekeeping::compact> m_cleaner{*this};
    MethodEvent<Housekeeping, &Housekeeping::replay> m_replayTimer{*this};
};

}  // namespace stormglass::kafka
