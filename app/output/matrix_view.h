// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A fault matrix on a terminal, and what both views of it have in common.
#pragma once

#include "app/output/text_style.h"
#include "models/results/fault_matrix.h"

#include <string>
#include <vector>

namespace stormglass {

/// Designs as columns, victims as rows, the worst first; then the single points of failure, and what is not in it.
[[nodiscard]] std::string matrixToText(const results::FaultMatrix& matrix, const std::string& reproducingCommand,
                                       const TextStyle& style);

/// The design's name; "as written" for the programs of a scenario without designs.
[[nodiscard]] std::string designText(const std::string& design);
[[nodiscard]] std::string shareText(double value);
[[nodiscard]] std::string secondsText(double value);

/// "payment-service", with several kinds of faults "payment-service crash".
[[nodiscard]] std::string labelOf(const results::MatrixRow& row, const results::FaultMatrix& matrix);
/// The harm in a few words, the worst first: "lost 98 %, stuck 0.3 %"; "wait" when flows only come later.
[[nodiscard]] std::string harmToText(const results::MatrixCell& cell);
/// "acc 2 %, rec 1 s, drain 41 s"
[[nodiscard]] std::string courseToText(const results::MatrixCell& cell);
/// "crash at 53 s for 33 s", "every fault from 53 s for 33 s"
[[nodiscard]] std::string windowToText(const results::FaultMatrix& matrix);
/// Rows in which no design is worse off.
[[nodiscard]] bool isHarmless(const results::MatrixRow& row);
/// A victim, and in brackets that flows only wait for it, where it stops a design.
[[nodiscard]] std::string singlePointsOf(const results::FaultMatrix& matrix, std::size_t design);

/// Expectations that do not hold in some cell; the first one stands last. Empty: all hold, or none was asked for.
[[nodiscard]] std::string brokenExpectationsToText(const results::FaultMatrix& matrix, const TextStyle& style);
[[nodiscard]] bool doAllHold(const results::FaultMatrix& matrix);

}  // namespace stormglass
