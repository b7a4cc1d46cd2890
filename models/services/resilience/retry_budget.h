// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many retries are allowed, so that they do not become a storm.
#pragma once

#include "models/spec/call_policy.h"

#include <cstddef>
#include <utility>

namespace stormglass {

class RetryBudget;

/// A retry under way, from the wait before it to its end.
class RetryPermit {
public:
    RetryPermit() = default;
    explicit RetryPermit(RetryBudget& budget);
    RetryPermit(RetryPermit&& other) noexcept : m_budget(std::exchange(other.m_budget, nullptr)) { }
    RetryPermit& operator=(RetryPermit&& other) noexcept
    {
        std::swap(m_budget, other.m_budget);
        return *this;
    }
    ~RetryPermit() { end(); }

    void end();

private:
    RetryBudget* m_budget = nullptr;
};

/// Sources: Envoy's retry_budget (ResourceManagerImpl: retries under way are less than the larger of the minimum and the
/// share of active requests, cut to a whole number); gRPC proposal A6, retryThrottling.
class RetryBudget {
public:
    explicit RetryBudget(const spec::RetryBudget& settings) : m_settings(settings), m_tokens(settings.maxTokens) { }

    /// \p active: calls under way to the same target.
    [[nodiscard]] bool permits(std::size_t active) const;
    /// An attempt has succeeded, or has failed in a way that is worth a retry.
    void succeeded();
    void failed();

    [[nodiscard]] double tokens() const { return m_tokens; }

private:
    friend class RetryPermit;

    const spec::RetryBudget m_settings;
    std::int64_t m_underWay = 0;
    double m_tokens;
};

inline RetryPermit::RetryPermit(RetryBudget& budget) : m_budget(&budget) { ++budget.m_underWay; }

inline void RetryPermit::end()
{
    if (RetryBudget* budget = std::exchange(m_budget, nullptr))
        --budget->m_underWay;
}

}  // namespace stormglass
