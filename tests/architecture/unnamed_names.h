// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What sources that may be compiled in one go must not have in common.
#pragma once

#include "tests/architecture/violation.h"

namespace stormglass::architecture {

/// Sources that may be compiled in one go, as paths from the top.
using UnitySources = std::vector<std::string>;

/// The libraries that a CMakeLists.txt marks so.
[[nodiscard]] std::vector<UnitySources> unityLibraries(const SourceFile& cmakeLists);

/// The tests of each folder that become one program (stormglass_add_test).
[[nodiscard]] std::vector<UnitySources> testFolders(const std::vector<SourceFile>& files);

/// Every name that is given in the unnamed namespaces of two of the files.
[[nodiscard]] Violations findNamesThatMeet(const std::vector<SourceFile>& sources);

}  // namespace stormglass::architecture
