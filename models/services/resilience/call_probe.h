// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is measured of the calls that one component makes.
#pragma once

#include "models/spec/call_policy.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace stormglass {

/// Why a call was not made.
enum class CallRefusal : std::uint8_t { CircuitOpen, BulkheadFull, RateLimited, NoTimeLeft };
inline constexpr std::size_t kCallRefusals = 4;
[[nodiscard]] std::string_view nameOf(CallRefusal cause);

class CallProbe {
public:
    /// One of the component's calls has this policy: what it can bring about is told even when it never happens.
    void expect(const spec::CallPolicy& policy);

    void sent() { ++m_sent; }
    void retried() { ++m_retries; }
    void retryDenied() { ++m_deniedRetries; }
    void hedged() { ++m_hedges; }
    void hedgeWon() { ++m_wonHedges; }
    void circuitOpened(std::uint64_t times) { m_openings += times; }
    void refused(CallRefusal cause) { ++m_refused[static_cast<std::size_t>(cause)]; }
    void endWarmUp();

    [[nodiscard]] bool isExpected() const { return m_isExpected; }
    [[nodiscard]] bool expectsBudget() const { return m_expectsBudget; }
    [[nodiscard]] bool expectsBreaker() const { return m_expectsBreaker; }
    [[nodiscard]] bool expectsHedges() const { return m_expectsHedges; }
    [[nodiscard]] std::uint64_t calls() const { return m_sent; }  ///< Every request that was sent, also again.
    [[nodiscard]] std::uint64_t retries() const { return m_retries; }
    [[nodiscard]] std::uint64_t deniedRetries() const { return m_deniedRetries; }
    [[nodiscard]] std::uint64_t hedges() const { return m_hedges; }
    [[nodiscard]] std::uint64_t wonHedges() const { return m_wonHedges; }
    [[nodiscard]] std::uint64_t circuitOpenings() const { return m_openings; }
    [[nodiscard]] std::uint64_t refusals(CallRefusal cause) const { return m_refused[static_cast<std::size_t>(cause)]; }

private:
    bool m_isExpected = false;
    bool m_expectsBudget = false;
    bool m_expectsBreaker = false;
    bool m_expectsHedges = false;
    std::uint64_t m_sent = 0;
    std::uint64_t m_retries = 0;
    std::uint64_t m_deniedRetries = 0;
    std::uint64_t m_hedges = 0;
    std::uint64_t m_wonHedges = 0;
    std::uint64_t m_openings = 0;
    std::array<std::uint64_t, kCallRefusals> m_refused{};
};

}  // namespace stormglass
