// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/retry_budget.h"

#include <algorithm>

namespace stormglass {

bool RetryBudget::permits(std::size_t active) const
{
    switch (m_settings.rule) {
    case spec::RetryBudgetRule::None: return true;
    case spec::RetryBudgetRule::ActiveShare: {
        const auto share = static_cast<std::int64_t>(m_settings.share * static_cast<double>(active));
        return m_underWay < std::max(share, m_settings.minRetries);
    }
    case spec::RetryBudgetRule::Tokens: return m_tokens > m_settings.maxTokens / 2;
    }
    return true;
}

void RetryBudget::succeeded() { m_tokens = std::min(m_settings.maxTokens, m_tokens + m_settings.tokenRatio); }

void RetryBudget::failed() { m_tokens = std::max(0.0, m_tokens - 1); }

}  // namespace stormglass
