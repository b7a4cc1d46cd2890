// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// YAML and JSON files of other programs, as values that know where they stood.
#pragma once

#include "scenarios/json.h"
#include "scenarios/place_index.h"
#include "simcore/base/result.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

inline constexpr std::size_t kLargestForeignText = std::size_t{16} << 20;  ///< Bytes.
inline constexpr std::size_t kMostForeignValues = 200'000;                 ///< Aliases count as what they stand for.
inline constexpr int kDeepestForeignValue = 64;

struct ForeignDocument {
    std::shared_ptr<const Json> json;
    std::map<std::string, Place, std::less<>> places;  ///< By JSON pointer.

    /// Of the value, or else of the nearest around it.
    [[nodiscard]] Place placeOf(std::string_view pointer) const;
};

/// A text that cannot be read, and where.
struct ForeignFailure {
    Place place;
    std::string message;
};

struct ForeignText {
    std::vector<ForeignDocument> documents;  ///< Empty ones are left out.
    std::vector<ForeignFailure> failures;    ///< At most one; then there are no documents.
};

/// Reads all documents of a text. JSON is read as the YAML that it is. Plain scalars become numbers, true, false and null as
/// in YAML 1.2; quoted ones are texts.
[[nodiscard]] ForeignText readForeignText(std::string_view text);

}  // namespace stormglass
