// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What sources that may be compiled in one go must not have in common.
#pragma once

#include "tests/architecture/violation.h"

namespace stormglass::architecture {

/// The sources of a library that is marked UNITY, as paths from the top.
using UnitySources = std::vector<std::string>;

/// The libraries that a CMakeLists.txt marks so.
[[nodiscard]] std::vector<UnitySources> unityLibraries(const SourceFile& cmakeLists);

/// Every name that is given in the unnamed namespaces of two of the files.
[[nodiscard]] Violations findNamesThatMeet(const std::vector<SourceFile>& sources);

}  // namespace stormglass::architecture
