// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Traces of single flows: opt-in and bounded.
#pragma once

#include <cstdint>
#include <string>

namespace stormglass::results {

/// The time that one component had to do with one flow: a request, a message or a query, from its arrival to its end.
struct Span {
    std::string flow;
    std::uint64_t number = 0;    ///< Of the flow, counted from 1 in order of arrival.
    std::string component;
    std::int64_t instance = 0;   ///< Counted from 0.
    std::string what;            ///< Operation, event (or channel), or kind of query.
    double start = 0;            ///< Seconds from the start of the run: the arrival.
    double served = 0;           ///< When a worker began.
    double end = 0;
    bool operator==(const Span&) const = default;
};

}  // namespace stormglass::results
