// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Expectations as JUnit XML, the subset that every CI server reads.
#pragma once

#include "models/results/fault_matrix.h"

#include <string>
#include <string_view>

namespace stormglass {

/// A test suite for each design, a test case for each line of the hypothesis and each expectation. A run that failed is an
/// error of its suite, as is an experiment that failed, was aborted or interrupted.
[[nodiscard]] std::string toJunit(const results::Report& report);
/// A test suite for each cell of which expectations were judged, and for each design without a fault.
[[nodiscard]] std::string toJunit(const results::FaultMatrix& matrix);

/// Text as it may stand in XML and HTML, in attributes also, with its tabs and ends of lines. Characters that XML 1.0 cannot
/// hold become "?".
[[nodiscard]] std::string escapeXml(std::string_view text);

}  // namespace stormglass
