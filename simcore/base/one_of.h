// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A variant of many kinds that is copied, moved, compared and destroyed by code that is compiled once. Of a std::variant
// every source that touches it makes that code anew: of a scenario's, six seconds each.
#pragma once

#include <cstddef>
#include <variant>

namespace stormglass {

/// A list of types.
template <class... Types>
struct TypeList { };

template <class List>
class OneOf;

/// Used as a std::variant is used. One source includes one_of_members.h and says: template class OneOf<List>;
template <class... Types>
class OneOf<TypeList<Types...>> : public std::variant<Types...> {
public:
    using Variant = std::variant<Types...>;
    using Variant::Variant;
    using Variant::operator=;

    OneOf();
    OneOf(const OneOf& other);
    OneOf(OneOf&& other) noexcept;
    OneOf& operator=(const OneOf& other);
    OneOf& operator=(OneOf&& other) noexcept;
    ~OneOf();

    bool operator==(const OneOf& other) const;
};

}  // namespace stormglass

template <class List>
struct std::variant_size<stormglass::OneOf<List>> : std::variant_size<typename stormglass::OneOf<List>::Variant> { };

template <std::size_t index, class List>
struct std::variant_alternative<index, stormglass::OneOf<List>>
    : std::variant_alternative<index, typename stormglass::OneOf<List>::Variant> { };
