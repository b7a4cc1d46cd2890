// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many calls a FIFO queue takes, and what is billed.
#pragma once

#include "simcore/base/time.h"

#include <cstdint>
#include <unordered_map>

namespace stormglass::sqs {

/// Amazon SQS Developer Guide, message quotas: calls a second, for each of send, receive and delete.
inline constexpr std::uint64_t kFifoCalls = 300;
/// The same with high throughput, in us-east-1.
inline constexpr std::uint64_t kHighThroughputCalls = 70'000;

/// Lets so many through in each second of the clock. (How AWS spreads them within a second is not told.)
class CallQuota {
public:
    explicit CallQuota(std::uint64_t perSecond = kFifoCalls) : m_perSecond(perSecond) { }

    [[nodiscard]] bool take(SimTime now, std::uint64_t count = 1)
    {
        const std::int64_t second = now.time_since_epoch() / std::chrono::seconds{1};
        if (second != m_second) {
            m_second = second;
            m_used = 0;
        }
        if (m_used + count > m_perSecond)
            return false;
        m_used += count;
        return true;
    }

private:
    std::uint64_t m_perSecond;
    std::uint64_t m_used = 0;
    std::int64_t m_second = -1;
};

/// The same for each message group.
class GroupQuota {
public:
    [[nodiscard]] bool take(SimTime now, std::uint32_t group)
    {
        const std::int64_t second = now.time_since_epoch() / std::chrono::seconds{1};
        if (second != m_second) {
            m_second = second;
            m_used.clear();
        }
        std::uint64_t& used = m_used[group];
        return used < kFifoCalls && ++used > 0;
    }

private:
    std::unordered_map<std::uint32_t, std::uint64_t> m_used;
    std::int64_t m_second = -1;
};

/// Requests as they are billed: each 64 KiB of payload count as one (Amazon SQS pricing).
struct Meter {
    std::uint64_t requests = 0;
    std::uint64_t emptyReceives = 0;  ///< Of these.

    void call(std::int64_t payload = 0) { requests += payload <= kChunk ? 1 : static_cast<std::uint64_t>((payload + kChunk - 1) / kChunk); }
    void empty(std::uint64_t receives)
    {
        requests += receives;
        emptyReceives += receives;
    }

    static constexpr std::int64_t kChunk = 65'536;
};

}  // namespace stormglass::sqs
