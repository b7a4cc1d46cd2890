// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a hunt found, on a terminal.
#pragma once

#include "app/output/text_style.h"
#include "models/results/hunt_report.h"

#include <string>

namespace stormglass {

/// Every find with the command that repeats it, and how far the search went.
[[nodiscard]] std::string huntToText(const results::HuntReport& report, const TextStyle& style);
/// Only the finds, one line each.
[[nodiscard]] std::string findsToText(const results::HuntReport& report, const TextStyle& style);

}  // namespace stormglass
