// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files of the tree, as the rules of the house see them.
#pragma once

#include "tests/architecture/violation.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace stormglass::architecture {

/// All files below the given folders of the tree, or right at its top for ".", whose names end like one of the
/// given endings, sorted by path. A folder that does not exist has no files.
[[nodiscard]] std::vector<SourceFile> readTree(const std::filesystem::path& top,
                                               const std::vector<std::string_view>& folders,
                                               const std::vector<std::string_view>& endings);

}  // namespace stormglass::architecture
