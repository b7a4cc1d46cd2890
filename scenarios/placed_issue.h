// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One problem of an input with all that a person needs to find it.
#pragma once

#include "scenarios/place_index.h"
#include "simcore/base/issues.h"

#include <string>

namespace stormglass {

struct PlacedIssue {
    std::string source;   ///< File as it was named by the user, or "--set PATH=VALUE".
    Place place;          ///< Line 0: nowhere in a file.
    std::string pointer;  ///< JSON pointer; empty: the whole file.
    std::string message;
    Severity severity = Severity::Error;

    bool operator==(const PlacedIssue&) const = default;
};

/// One line: file:line:column: /pointer: message. A warning says so behind the column.
[[nodiscard]] std::string toText(const PlacedIssue& issue);

}  // namespace stormglass
