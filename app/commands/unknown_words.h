// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What to say of a command line that cannot be read.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}

namespace stormglass {

/// What is wrong, the nearest word that would have been right, and where to read more.
[[nodiscard]] std::string explain(const CLI::ParseError& error, const CLI::App& program, int argumentCount,
                                  char** arguments);

/// "; did you mean \"x\"?", or nothing if no candidate is near.
[[nodiscard]] std::string didYouMean(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace stormglass
