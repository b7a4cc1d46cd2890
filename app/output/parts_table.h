// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Components and channels of one design, one a line.
#pragma once

#include "app/output/text_style.h"
#include "models/results/report.h"

#include <string>
#include <vector>

namespace stormglass {

/// A table of texts; the first row is its head, the first column its labels.
using PartsTable = std::vector<std::vector<std::string>>;

/// The busiest components with their load, waiting and drops. Only a head if there are none.
[[nodiscard]] PartsTable componentsTable(const results::DesignReport& design, std::size_t mostRows);
/// The channels that carried anything, in their order.
[[nodiscard]] PartsTable channelsTable(const results::DesignReport& design, std::size_t mostRows);

/// Why copies were lost, came twice or were delivered again, by channel, in all replications together. Only a head if none were.
[[nodiscard]] PartsTable causesTable(const results::DesignReport& design, std::size_t mostRows);

/// The channels of services that bill requests, in their order. Only a head if there are none.
[[nodiscard]] PartsTable costsTable(const results::DesignReport& design, std::size_t mostRows);

/// Consumer groups by partition of a log, the furthest behind first. Only a head if nobody was.
[[nodiscard]] PartsTable lagTable(const results::DesignReport& design, std::size_t mostRows);

/// Below an empty line, with the columns under each other, and titles on two lines where one line does not fit the
/// terminal; empty if there is only a head.
[[nodiscard]] std::string partsToText(const PartsTable& table, const TextStyle& style);

}  // namespace stormglass
