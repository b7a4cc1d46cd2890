// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For the one source that makes the members of a OneOf.
#pragma once

#include "simcore/base/one_of.h"

namespace stormglass {

template <class... Types>
OneOf<TypeList<Types...>>::OneOf() = default;
template <class... Types>
OneOf<TypeList<Types...>>::OneOf(const OneOf& other) = default;
template <class... Types>
OneOf<TypeList<Types...>>::OneOf(OneOf&& other) noexcept = default;
template <class... Types>
OneOf<TypeList<Types...>>& OneOf<TypeList<Types...>>::operator=(const OneOf& other) = default;
template <class... Types>
OneOf<TypeList<Types...>>& OneOf<TypeList<Types...>>::operator=(OneOf&& other) noexcept = default;
template <class... Types>
OneOf<TypeList<Types...>>::~OneOf() = default;

template <class... Types>
bool OneOf<TypeList<Types...>>::operator==(const OneOf& other) const
{
    return static_cast<const Variant&>(*this) == static_cast<const Variant&>(other);
}

}  // namespace stormglass
