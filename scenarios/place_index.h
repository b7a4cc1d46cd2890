// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From JSON pointers back to lines and columns.
//
// Most files have no problems, so nothing is recorded while reading. Only when there is something to tell, one pass over
// the text finds all the places that are asked for.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// A place for a person: both count from 1, columns in characters. Line 0: no such place in the text.
struct Place {
    int line = 0;
    int column = 0;

    auto operator<=>(const Place&) const = default;
};

/// What to look for: a value, or the key in front of it.
struct PlaceQuery {
    std::string pointer;
    bool isKey = false;
};

/// What came of a query: the place, or else that of the nearest value around it.
struct FoundPlace {
    Place place;
    bool isExact = false;
};

/// The place of each query, in their order. Precondition: readJson() reads the text without problems of syntax.
[[nodiscard]] std::vector<FoundPlace> findPlaces(std::string_view jsonText, std::span<const PlaceQuery> queries);

/// The place of each byte offset, in their order.
[[nodiscard]] std::vector<Place> placesAt(std::string_view text, std::span<const std::size_t> offsets);

}  // namespace stormglass
