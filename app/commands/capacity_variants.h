// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Variants of a scenario on the command line of "capacity".
#pragma once

#include <string>
#include <vector>

namespace stormglass {

/// The scenario with some values changed. Without a name it is the scenario itself.
struct CapacityVariant {
    std::string name;
    std::vector<std::string> changes;  ///< PATH=VALUE, as for --set.
};

/// Each text is "NAME: PATH=VALUE PATH=VALUE"; without changes it is the scenario as it is. Spaces within quotes, brackets or
/// braces do not divide. What is wrong goes to \p problems.
[[nodiscard]] std::vector<CapacityVariant> readVariants(const std::vector<std::string>& texts, std::vector<std::string>& problems);

}  // namespace stormglass
