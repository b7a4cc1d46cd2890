// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who may use whom. The one table of the house; the build enforces its project half, this check all of it.
#pragma once

#include "tests/architecture/violation.h"

#include <string_view>
#include <vector>

namespace stormglass::architecture {

/// What the files in one folder, and in the folders below it that have no row of their own, may include.
struct DependencyRow {
    std::string_view folder;
    std::vector<std::string_view> folders;    ///< Besides its own; each with all that is below it.
    std::vector<std::string_view> libraries;  ///< Besides the standard library; see libraryOf().
};

[[nodiscard]] const std::vector<DependencyRow>& dependencyTable();

/// The library that an include in angle brackets belongs to, for example "Boost" for boost/graph/graph_traits.hpp;
/// "std" for the standard library, empty when no library of ours has such a header.
[[nodiscard]] std::string_view libraryOf(std::string_view header);

[[nodiscard]] Violations findForbiddenIncludes(const SourceFile& file);

/// x.cpp includes its own x.h before anything else, which proves that x.h compiles alone.
[[nodiscard]] Violations findOwnHeaderNotFirst(const SourceFile& file, bool hasOwnHeader);

}  // namespace stormglass::architecture
