// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Collects the spans of the first flows of a run.
#pragma once

#include "models/results/span.h"
#include "models/transactions/flow_tracker.h"

#include <vector>

namespace stormglass {

class Tracer {
public:
    /// Adds a span if the transaction is traced. Its end is now.
    void record(const Transaction& transaction, const std::string& component, std::size_t instance,
                const std::string& what, SimTime arrivedAt, SimTime servedAt, SimTime now)
    {
        if (!transaction.isTraced || m_spans.size() >= kMostSpans) [[likely]]
            return;
        m_spans.push_back({.flow = transaction.tracker->flow().name,
                           .number = transaction.number,
                           .component = component,
                           .instance = static_cast<std::int64_t>(instance),
                           .what = what,
                           .start = toSeconds(arrivedAt.time_since_epoch()),
                           .served = toSeconds(servedAt.time_since_epoch()),
                           .end = toSeconds(now.time_since_epoch())});
    }

    [[nodiscard]] const std::vector<results::Span>& spans() const { return m_spans; }

private:
    static constexpr std::size_t kMostSpans = 100'000;

    std::vector<results::Span> m_spans;
};

}  // namespace stormglass
