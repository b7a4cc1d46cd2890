// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The language of expectations, as stormglass describe tells it.
#pragma once

#include <string>
#include <string_view>

namespace stormglass {

/// The grammar, with an example of each form.
[[nodiscard]] std::string expectationLanguage();
/// "p99: ...", with the metrics that have it; empty if it is no statistic.
[[nodiscard]] std::string statisticToText(std::string_view name);

}  // namespace stormglass
