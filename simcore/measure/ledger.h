// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Books that balance: where everything that was produced went.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace stormglass {

/// How many, by cause; in alphabetical order of the causes. References to the counts stay valid.
using CountByCause = std::map<std::string, std::uint64_t, std::less<>>;

/// The account of messages (or of anything else that has one fate each):
/// produced = delivered + dead-lettered + expired + dropped + lost + in flight.
struct Ledger {
    std::uint64_t produced = 0;
    std::uint64_t delivered = 0;
    std::uint64_t deadLettered = 0;
    std::uint64_t expired = 0;
    CountByCause dropped = {};  ///< On purpose: a full queue, a rate limit.
    CountByCause lost = {};     ///< By misfortune: a crash, a partition.
    std::uint64_t inFlight = 0;

    /// The count of this cause, which is 0 before. Components keep the reference and count without a look-up.
    [[nodiscard]] std::uint64_t& droppedBy(std::string_view cause);
    [[nodiscard]] std::uint64_t& lostBy(std::string_view cause);

    [[nodiscard]] std::uint64_t droppedTotal() const;
    [[nodiscard]] std::uint64_t lostTotal() const;
    /// Produced minus all fates: 0 when the books balance, above 0 when something vanished, below 0 when something was
    /// counted twice.
    [[nodiscard]] std::int64_t imbalance() const;
    [[nodiscard]] bool isBalanced() const { return imbalance() == 0; }

    void merge(const Ledger& other);

    bool operator==(const Ledger&) const = default;
};

/// What a station measured in a window of time, for Little's law L = lambda W.
struct LittlesLaw {
    double meanInside = 0;           ///< L, the time average of how many were inside.
    double departuresPerSecond = 0;  ///< lambda, of those that left in the window.
    double meanStaySeconds = 0;      ///< W, the mean over those that left of their whole stay.
    double windowSeconds = 0;        ///< Length of the window.
    double insideAtEdges = 0;        ///< How many were inside when the window began, plus how many when it ended.
    double longestStaySeconds = 0;   ///< Of those that left and, so far, of those still inside.
};

/// |L - lambda W|.
[[nodiscard]] double littlesLawGap(const LittlesLaw& station);

/// What the gap may be without an error in the books. The law is exact for those that came and left in the window; each
/// one that was inside at an edge puts at most its whole stay on one side only, so the gap is at most
/// insideAtEdges * longestStay / window, plus rounding (1e-9 of L).
[[nodiscard]] double littlesLawTolerance(const LittlesLaw& station);

}  // namespace stormglass
