// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the rules of the house find.
#pragma once

#include <string>
#include <vector>

namespace stormglass::architecture {

/// A file of the tree: its path from the top, with forward slashes, and all of its text.
struct SourceFile {
    std::string path;
    std::string text;
};

struct Violation {
    std::string path;
    int line = 0;  ///< Starts at 1; 0 when the whole file is meant.
    std::string explanation;

    bool operator==(const Violation&) const = default;
};

using Violations = std::vector<Violation>;

}  // namespace stormglass::architecture
