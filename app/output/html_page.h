// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The frame of an HTML page that needs nothing else.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace stormglass {

/// \p title as text; \p moreStyle is CSS, \p body is HTML.
[[nodiscard]] std::string htmlPage(const std::string& title, const std::string& moreStyle, const std::string& body);
/// Nothing if there is no content.
[[nodiscard]] std::string htmlSection(const char* title, const std::string& content);
/// Names and values, as text.
[[nodiscard]] std::string htmlFacts(const std::vector<std::pair<std::string, std::string>>& facts);

}  // namespace stormglass
